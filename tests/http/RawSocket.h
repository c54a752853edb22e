#pragma once

#include <QByteArray>
#include <QElapsedTimer>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <utility>

namespace orderdesk::test {

/// A bare, non-blocking client socket to 127.0.0.1: for thousands at a time, for what QTcpSocket is too polite to do.
class RawSocket final
{
public:
    struct Options
    {
        const char* from = "127.0.0.1";
        int receiveBuffer = 0; ///< bytes of SO_RCVBUF, before it connects; 0: the kernel's choice
    };

    explicit RawSocket(quint16 port)
        : RawSocket(port, Options())
    {
    }

    RawSocket(quint16 port, Options options)
        : m_descriptor{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)}
    {
        if (options.receiveBuffer > 0) {
            ::setsockopt(m_descriptor.value, SOL_SOCKET, SO_RCVBUF, &options.receiveBuffer,
                         sizeof options.receiveBuffer);
        }
        const sockaddr_in own = address(options.from, 0);
        const sockaddr_in server = address("127.0.0.1", port);
        m_isConnected = ::bind(m_descriptor.value, reinterpret_cast<const sockaddr*>(&own), sizeof own) == 0 &&
                        ::connect(m_descriptor.value, reinterpret_cast<const sockaddr*>(&server), sizeof server) == 0;
    }

    int descriptor() const { return m_descriptor.value; }
    bool isConnected() const { return m_isConnected; }

    /// What the kernel takes at once; -1: the connection is gone.
    qint64 write(const QByteArray& bytes)
    {
        const ssize_t size = ::send(m_descriptor.value, bytes.constData(), static_cast<std::size_t>(bytes.size()),
                                    MSG_NOSIGNAL | MSG_DONTWAIT);
        return size < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : size;
    }

    /// What is here, at most `most`; sets isOver() at the end of the stream or on a reset.
    QByteArray read(qsizetype most = 64LL * 1024)
    {
        QByteArray bytes(most, Qt::Uninitialized);
        const ssize_t size = ::recv(m_descriptor.value, bytes.data(), static_cast<std::size_t>(most), MSG_DONTWAIT);
        m_isOver = m_isOver || size == 0 || (size < 0 && errno != EAGAIN && errno != EINTR);
        bytes.truncate(std::max<qsizetype>(0, size));
        return bytes;
    }
    bool isOver() const { return m_isOver; }

    /// Waits for bytes, room or the end (POLLIN, POLLOUT) at most so long: the pace of a slow client.
    bool wait(short events, std::chrono::milliseconds time) const
    {
        pollfd entry{m_descriptor.value, events, 0};
        return ::poll(&entry, 1, static_cast<int>(time.count())) > 0;
    }

    /// All bytes until the server ends the connection; a minute at most.
    QByteArray readToEnd()
    {
        QByteArray all;
        QElapsedTimer timer;
        timer.start();
        while (!m_isOver && !timer.hasExpired(60'000)) {
            wait(POLLIN, std::chrono::milliseconds(100));
            all += read();
        }
        return all;
    }

    /// Ends it with a RST instead of a FIN.
    void reset()
    {
        const linger now{1, 0};
        ::setsockopt(m_descriptor.value, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        close();
    }

    void close() { m_descriptor.close(); }

private:
    /// Owns the descriptor, so that the socket itself is moved as a whole.
    struct Descriptor
    {
        explicit Descriptor(int descriptor)
            : value(descriptor)
        {
        }
        Descriptor(Descriptor&& other) noexcept
            : value(std::exchange(other.value, -1))
        {
        }
        Descriptor& operator=(Descriptor&& other) noexcept
        {
            std::swap(value, other.value);
            return *this;
        }
        ~Descriptor() { close(); }

        void close()
        {
            if (value >= 0) {
                ::close(std::exchange(value, -1));
            }
        }

        int value;
    };

    static sockaddr_in address(const char* host, quint16 port)
    {
        sockaddr_in result{};
        result.sin_family = AF_INET;
        result.sin_port = htons(port);
        ::inet_pton(AF_INET, host, &result.sin_addr);
        return result;
    }

    Descriptor m_descriptor;
    bool m_isConnected = false;
    bool m_isOver = false;
};

} // namespace orderdesk::test
