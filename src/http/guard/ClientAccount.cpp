#include "http/guard/ClientAccount.h"

namespace orderdesk {

QHostAddress clientAccount(const QHostAddress& peer)
{
    bool isIpv4 = false;
    const quint32 ipv4 = peer.toIPv4Address(&isIpv4);
    if (isIpv4)
        return QHostAddress(ipv4);
    Q_IPV6ADDR address = peer.toIPv6Address();
    if (!peer.isLoopback()) {
        for (int i = 8; i < 16; ++i)
            address[i] = 0;
    }
    return QHostAddress(address);
}

} // namespace orderdesk
