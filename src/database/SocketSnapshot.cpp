#include "database/SocketSnapshot.h"

#include "concurrency/Mutex.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace orderdesk {
namespace {

struct DirectoryCloser
{
    void operator()(DIR* directory) const { closedir(directory); }
};

std::vector<int> openDescriptors()
{
    const std::unique_ptr<DIR, DirectoryCloser> directory(opendir("/proc/self/fd"));
    std::vector<int> descriptors;
    while (directory) {
        const dirent* const entry = readdir(directory.get());
        if (entry == nullptr) {
            break;
        }
        if (entry->d_name[0] != '.') {
            descriptors.push_back(std::atoi(entry->d_name));
        }
    }
    return descriptors;
}

/// 0: not a socket. Files are not asked: those of a server that is away would answer when it is back.
ino_t socketNumber(int descriptor)
{
    int type = 0;
    socklen_t size = sizeof type;
    struct stat status = {};
    const bool isSocket = getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &size) == 0;
    return isSocket && fstat(descriptor, &status) == 0 ? status.st_ino : 0;
}

/// Of connections that are open.
struct OpenSockets
{
    Mutex mutex;
    std::multiset<ino_t> numbers ORDERDESK_GUARDED_BY(mutex);
};

OpenSockets& openSockets()
{
    static OpenSockets sockets;
    return sockets;
}

bool isKnownAsOpen(ino_t number)
{
    OpenSockets& open = openSockets();
    const MutexLock lock(open.mutex);
    return open.numbers.contains(number);
}

bool leadsToDatabase(int socket, const std::set<std::uint16_t>& ports)
{
    union {
        sockaddr any;
        sockaddr_in v4;
        sockaddr_in6 v6;
        sockaddr_un local;
        sockaddr_storage room;
    } peer = {};
    socklen_t length = sizeof peer;
    if (getpeername(socket, &peer.any, &length) != 0) {
        return false;
    }
    switch (peer.any.sa_family) {
    case AF_INET:
        return ports.contains(ntohs(peer.v4.sin_port));
    case AF_INET6:
        return ports.contains(ntohs(peer.v6.sin6_port));
    case AF_UNIX:
        return std::string_view(peer.local.sun_path, strnlen(peer.local.sun_path, sizeof peer.local.sun_path))
                   .find(".s.PGSQL.") != std::string_view::npos;
    default:
        return false;
    }
}

} // namespace

SocketSnapshot::SocketSnapshot()
{
    for (const int descriptor : openDescriptors()) {
        m_known.insert(socketNumber(descriptor));
    }
}

void SocketSnapshot::shutNewConnections(const std::set<std::uint16_t>& ports) const
{
    for (const int descriptor : openDescriptors()) {
        // Looked at and shut through a duplicate: the number may be closed and reused under our hands.
        const int socket = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
        if (socket < 0) {
            continue;
        }
        const ino_t number = socketNumber(socket);
        if (number != 0 && !m_known.contains(number) && !isKnownAsOpen(number) && leadsToDatabase(socket, ports)) {
            shutdown(socket, SHUT_RDWR);
        }
        close(socket);
    }
}

OpenSocket::OpenSocket(int socket)
    : m_number(socketNumber(socket))
{
    OpenSockets& open = openSockets();
    const MutexLock lock(open.mutex);
    open.numbers.insert(m_number);
}

OpenSocket::~OpenSocket()
{
    OpenSockets& open = openSockets();
    const MutexLock lock(open.mutex);
    open.numbers.erase(open.numbers.find(m_number));
}

} // namespace orderdesk
