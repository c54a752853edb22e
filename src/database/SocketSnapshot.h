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

    /// Shuts every connection to `ports` (or to PostgreSQL's UNIX socket) that is neither in the snapshot nor known as
    /// open. Another thread's that is being opened now may be among them; it then counts as lost and is opened again.
    void shutNewConnections(const std::set<std::uint16_t>& ports) const;

private:
    std::set<ino_t> m_known;
};

/// A connection that was opened since, known by its socket: as long as this lives no SocketSnapshot takes it for one
/// that hangs. Any thread.
class OpenSocket final
{
public:
    explicit OpenSocket(int socket);
    ~OpenSocket();
    OpenSocket(const OpenSocket&) = delete;
    OpenSocket& operator=(const OpenSocket&) = delete;

private:
    const ino_t m_number;
};

} // namespace orderdesk
