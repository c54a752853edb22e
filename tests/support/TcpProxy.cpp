#include "support/TcpProxy.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>
#include <vector>

namespace orderdesk {
namespace {

struct Link
{
    int client = -1;
    int server = -1;
    bool swallow = false; ///< the answer, then cut
};

template <typename Address>
int connected(int family, const Address& address)
{
    const int fd = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

int connectTo(const QString& host, quint16 port)
{
    if (host.startsWith(QLatin1Char('/'))) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const QByteArray path = (host + QStringLiteral("/.s.PGSQL.") + QString::number(port)).toUtf8();
        std::memcpy(address.sun_path, path.constData(),
                    std::min<std::size_t>(sizeof address.sun_path - 1, path.size()));
        return connected(AF_UNIX, address);
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    const QByteArray name = host == QStringLiteral("localhost") ? QByteArray("127.0.0.1") : host.toUtf8();
    inet_pton(AF_INET, name.constData(), &address.sin_addr);
    return connected(AF_INET, address);
}

QByteArray received(int fd)
{
    std::array<char, 65536> buffer;
    const ssize_t size = recv(fd, buffer.data(), buffer.size(), 0);
    return size > 0 ? QByteArray(buffer.data(), size) : QByteArray();
}

void sendAll(int fd, const QByteArray& bytes)
{
    qsizetype sent = 0;
    while (sent < bytes.size()) {
        const ssize_t size =
            send(fd, bytes.constData() + sent, static_cast<std::size_t>(bytes.size() - sent), MSG_NOSIGNAL);
        if (size <= 0) {
            return;
        }
        sent += size;
    }
}

} // namespace

TcpProxy::TcpProxy(QString host, quint16 port)
    : m_host(std::move(host))
    , m_serverPort(port)
{
    m_listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    if (bind(m_listener, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 || listen(m_listener, 64) != 0 ||
        getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &length) != 0 || pipe2(m_stop, O_CLOEXEC) != 0) {
        qFatal("the test's proxy cannot listen");
    }
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { run(); });
}

TcpProxy::~TcpProxy()
{
    close(m_stop[1]);
    m_thread.join();
    close(m_stop[0]);
    close(m_listener);
}

void TcpProxy::setMode(Mode mode)
{
    m_mode = mode;
    static_cast<void>(write(m_stop[1], "", 1)); // open connections are reset now, not with their next byte
}

void TcpProxy::cutAnswerTo(const QByteArray& pattern)
{
    const std::lock_guard lock(m_mutex);
    m_cutPattern = pattern;
}

void TcpProxy::blackHoleAfter(const QByteArray& pattern)
{
    const std::lock_guard lock(m_mutex);
    m_blackHolePattern = pattern;
}

bool TcpProxy::matchesOnce(std::mutex& mutex, QByteArray& pattern, const QByteArray& bytes)
{
    const std::lock_guard lock(mutex);
    if (pattern.isEmpty() || !bytes.contains(pattern)) {
        return false;
    }
    pattern.clear();
    return true;
}

void TcpProxy::run()
{
    std::vector<Link> links;
    const auto cut = [](Link& link) {
        close(std::exchange(link.client, -1));
        close(std::exchange(link.server, -1));
    };
    const auto reset = [&cut](Link& link) {
        const linger now{1, 0};
        setsockopt(link.client, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        cut(link);
    };
    while (true) {
        std::vector<pollfd> waiting{{m_stop[0], POLLIN, 0}, {m_listener, POLLIN, 0}};
        for (const Link& link : links) {
            waiting.push_back({link.client, POLLIN, 0});
            waiting.push_back({link.server, POLLIN, 0});
        }
        poll(waiting.data(), waiting.size(), -1);
        if ((waiting[0].revents & POLLIN) != 0) {
            std::array<char, 64> woken;
            static_cast<void>(read(m_stop[0], woken.data(), woken.size()));
        } else if (waiting[0].revents != 0) {
            break;
        }
        if (m_mode == Mode::Reset) {
            std::for_each(links.begin(), links.end(), reset);
            links.clear();
            waiting.resize(2);
        }
        const std::size_t known = links.size();
        if (waiting[1].revents != 0) {
            Link link{accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC), -1};
            link.server = m_mode == Mode::Refuse || m_mode == Mode::Reset ? -1 : connectTo(m_host, m_serverPort);
            if (link.server >= 0) {
                links.push_back(link);
            } else if (m_mode == Mode::Reset) {
                reset(link);
            } else {
                cut(link);
            }
        }
        for (std::size_t i = 0; i < known; ++i) {
            Link& link = links[i];
            if (waiting[2 + 2 * i].revents != 0) {
                const QByteArray bytes = received(link.client);
                link.swallow = link.swallow || matchesOnce(m_mutex, m_cutPattern, bytes);
                if (matchesOnce(m_mutex, m_blackHolePattern, bytes)) {
                    m_mode = Mode::BlackHole;
                }
                if (bytes.isEmpty()) {
                    cut(link);
                    continue;
                }
                if (m_mode != Mode::BlackHole) {
                    std::this_thread::sleep_for(m_delay.load());
                    sendAll(link.server, bytes);
                }
            }
            if (waiting[3 + 2 * i].revents != 0) {
                QByteArray bytes = received(link.server);
                if (m_cutAfter >= 0 && bytes.size() > m_cutAfter) {
                    sendAll(link.client, bytes.left(m_cutAfter));
                    m_cutAfter = -1;
                    ++m_cuts;
                    cut(link);
                } else if (bytes.isEmpty() || link.swallow) {
                    m_cuts += link.swallow ? 1 : 0;
                    cut(link);
                } else if (m_mode != Mode::BlackHole) {
                    if (m_cutAfter >= 0) {
                        m_cutAfter = m_cutAfter - bytes.size();
                    }
                    sendAll(link.client, bytes);
                }
            }
        }
        std::erase_if(links, [](const Link& link) { return link.client < 0; });
    }
    for (Link& link : links) {
        cut(link);
    }
}

} // namespace orderdesk
