#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QStringList>

namespace orderdesk {

/// Which Host a request may name. A page from elsewhere whose name was rebound to our address says its own name here,
/// so names that are not ours are refused (421). A plain value, any thread.
class HostPolicy final
{
public:
    /// `extra`: names or addresses, with or without a port (which is not compared).
    HostPolicy(const QHostAddress& listenAddress, const QStringList& extra);

    /// `authority`: host[:port] in lower case, checked; empty (HTTP/1.0) passes. `local`: our end of the connection,
    /// always a good name for us: an address cannot be rebound.
    bool allows(const QByteArray& authority, const QHostAddress& local) const;

private:
    QList<QByteArray> m_names; ///< lower case, IPv6 without brackets
};

} // namespace orderdesk
