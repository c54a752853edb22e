#pragma once

#include <QByteArray>
#include <QHash>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <functional>
#include <optional>

namespace orderdesk::test {

struct HttpAnswer
{
    int status = 0; ///< 0: no answer
    QByteArray body;
    QByteArray etag;
    QByteArray retryAfter;
};

/// The samples of /metrics by their full names, labels included.
using Metrics = QHash<QByteArray, double>;

/// The built orderdesk as a server of its own on a free port, headless, asked over HTTP. One thread with an event loop.
class OrderdeskProcess final
{
public:
    struct Settings
    {
        QString databaseUrl;
        QString brokers;
        QString topic;
        QString group;
        QStringList arguments; ///< further ones
    };

    explicit OrderdeskProcess(Settings settings);
    ~OrderdeskProcess(); ///< SIGKILL if it still runs

    /// Starts it and waits until HTTP answers. Empty: it does; else what it printed.
    QString start();
    void kill(); ///< SIGKILL and wait
    QString
    stop(); ///< SIGTERM and wait. Empty: it ended in 15 s with exit code 0; else what it did, and its last words
    bool isRunning() const;
    QByteArray log() const { return m_log; } ///< of all starts
    qint64 processId() const { return m_process.processId(); }
    void signal(int number) const; ///< SIGSTOP, SIGCONT …
    qint64 residentKiB() const;    ///< VmRSS; 0 when it does not run
    qint64 openDescriptors() const;
    quint16 port() const { return static_cast<quint16>(m_url.port()); } ///< of HTTP

    HttpAnswer get(const QString& pathAndQuery) const;
    /// `token`: empty for none. A body goes as application/json.
    HttpAnswer send(const QByteArray& method, const QString& pathAndQuery, const QByteArray& token,
                    const QByteArray& body = {}) const;
    Metrics metrics() const; ///< empty when there is no answer
    /// A sample of /metrics by its full name, labels included; none when it is not there.
    std::optional<double> metric(const QByteArray& name) const;

private:
    void readLog();

    const Settings m_settings;
    QProcess m_process;
    QByteArray m_log;
    QUrl m_url;
};

/// Waits, turning the event loop, until `condition` holds. False after `time`.
bool waitUntil(const std::function<bool()>& condition, std::chrono::milliseconds time);

/// A name no other run uses: "orderdesk-test-…".
QString uniqueName(const QString& what);

} // namespace orderdesk::test
