#pragma once

#include <sys/types.h>

#include <cstdint>
#include <set>

namespace orderdesk {

/// The sockets this process has at one moment. The driver's open() talks to the server before anyone can learn its
/// socket; when that hangs, the sockets to such a server that were made since are found by this. Any thread. Linux.
class SocketSnapshot final
{
public:
    SocketSnapshot();

    /// Shuts every connection to `port` (or to PostgreSQL's UNIX socket) that is not in the snapshot. Another thread's
    /// that is being opened now may be among them; it then counts as lost and is opened again.
    void shutNewConnections(const std::set<std::uint16_t>& ports) const;

private:
    std::set<ino_t> m_known;
};

} // namespace orderdesk
