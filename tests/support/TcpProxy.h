#pragma once

#include <QByteArray>
#include <QString>

#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

namespace orderdesk {

/// A TCP proxy on 127.0.0.1 with a thread of its own, to break connections as networks do. `host` of the server may be
/// a directory: then its UNIX socket (PostgreSQL's) is used.
class TcpProxy final
{
public:
    enum class Mode {
        Pass,
        Refuse,    ///< accept and close at once
        Reset,     ///< end every connection with a reset, also those that are open
        BlackHole, ///< take everything, pass nothing on, in both directions, also on connections that are open
    };

    TcpProxy(QString host, quint16 port);
    ~TcpProxy();
    TcpProxy(const TcpProxy&) = delete;
    TcpProxy& operator=(const TcpProxy&) = delete;

    quint16 port() const { return m_port; }
    void setMode(Mode mode);
    /// Once: the client's bytes that contain `pattern` are passed on, the answer is swallowed and the connection cut.
    void cutAnswerTo(const QByteArray& pattern);
    /// Once: the client's bytes that contain `pattern`, and everything after them, go nowhere, until setMode().
    void blackHoleAfter(const QByteArray& pattern);
    /// Once: the connection is cut when this many further bytes of the server's have gone through.
    void cutAfter(qsizetype bytes) { m_cutAfter = bytes; }
    /// Each piece of a client's bytes waits this long; one thread serves all connections, so they wait for each other.
    void setDelay(std::chrono::milliseconds delay) { m_delay = delay; }
    int cuts() const { return m_cuts; }

private:
    void run();
    static bool matchesOnce(std::mutex& mutex, QByteArray& pattern, const QByteArray& bytes);

    const QString m_host;
    const quint16 m_serverPort;
    quint16 m_port = 0;
    int m_listener = -1;
    int m_stop[2] = {-1, -1}; ///< a byte wakes the thread, its end stops it
    std::atomic<Mode> m_mode = Mode::Pass;
    std::atomic<int> m_cuts = 0;
    std::atomic<qsizetype> m_cutAfter = -1;
    std::atomic<std::chrono::milliseconds> m_delay = std::chrono::milliseconds(0);
    std::mutex m_mutex; // guards both patterns
    QByteArray m_cutPattern;
    QByteArray m_blackHolePattern;
    std::thread m_thread;
};

} // namespace orderdesk
