#include "http/guard/ConnectionBudget.h"

namespace orderdesk {

namespace {

QHostAddress accountOf(const QHostAddress& peer)
{
    bool isIpv4 = false;
    const quint32 ipv4 = peer.toIPv4Address(&isIpv4);
    if (isIpv4) // also an IPv4 address in IPv6 clothes
        return QHostAddress(ipv4);
    Q_IPV6ADDR address = peer.toIPv6Address();
    if (!peer.isLoopback()) {
        for (int i = 8; i < 16; ++i)
            address[i] = 0;
    }
    return QHostAddress(address);
}

} // namespace

bool ConnectionBudget::acquire(const QHostAddress& peer)
{
    const std::scoped_lock lock(m_mutex);
    if (m_open >= m_limit)
        return false;
    int& count = m_byPeer[accountOf(peer)];
    if (count >= m_limitPerAddress)
        return false;
    ++count;
    ++m_open;
    return true;
}

void ConnectionBudget::release(const QHostAddress& peer)
{
    const std::scoped_lock lock(m_mutex);
    --m_open;
    const auto found = m_byPeer.find(accountOf(peer));
    if (found != m_byPeer.end() && --*found <= 0)
        m_byPeer.erase(found);
}

int ConnectionBudget::open() const
{
    const std::scoped_lock lock(m_mutex);
    return m_open;
}

} // namespace orderdesk
