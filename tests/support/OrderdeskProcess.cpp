#include "support/OrderdeskProcess.h"
#include "support/Paths.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QTest>
#include <QUuid>

#include <algorithm>
#include <csignal>

namespace orderdesk::test {

namespace {

constexpr int startMilliseconds = 30000;
constexpr int stopMilliseconds = 15000;
constexpr int requestMilliseconds = 5000;
constexpr int changeMilliseconds = 30000;

} // namespace

OrderdeskProcess::OrderdeskProcess(Settings settings)
    : m_settings(std::move(settings))
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    QObject::connect(&m_process, &QProcess::readyRead, &m_process, [this] { readLog(); });
}

OrderdeskProcess::~OrderdeskProcess()
{
    kill();
}

QString OrderdeskProcess::start()
{
    m_url.clear();
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("ORDERDESK_DATABASE_URL"), m_settings.databaseUrl);
    environment.insert(QStringLiteral("ORDERDESK_KAFKA_BROKERS"), m_settings.brokers);
    m_process.setProcessEnvironment(environment);
    m_process.start(test::programPath(),
                    QStringList{QStringLiteral("--no-gui"), QStringLiteral("--http-listen"),
                                QStringLiteral("127.0.0.1:0"), QStringLiteral("--kafka-topic"), m_settings.topic,
                                QStringLiteral("--kafka-group"), m_settings.group} +
                        m_settings.arguments);
    const qsizetype logStart = m_log.size();
    const bool ready = waitUntil(
        [&] {
            static const QRegularExpression address(QStringLiteral("page and API at (http://[^\\s\"]+)"));
            const auto match = address.match(QString::fromUtf8(m_log.mid(logStart)));
            if (match.hasMatch()) {
                m_url = QUrl(match.captured(1));
            }
            return m_process.state() == QProcess::NotRunning ||
                   (m_url.isValid() && get(QStringLiteral("/livez")).status == 200);
        },
        std::chrono::milliseconds(startMilliseconds));
    if (ready && m_process.state() == QProcess::Running) {
        return {};
    }
    return QStringLiteral("orderdesk did not start: ") + m_process.errorString() + u'\n' + QString::fromUtf8(m_log);
}

void OrderdeskProcess::kill()
{
    m_process.kill();
    m_process.waitForFinished(stopMilliseconds);
    readLog();
}

QString OrderdeskProcess::stop()
{
    m_process.terminate();
    const bool ended = m_process.waitForFinished(stopMilliseconds);
    readLog();
    const bool crashed = m_process.exitStatus() != QProcess::NormalExit;
    if (ended && !crashed && m_process.exitCode() == 0) {
        return {};
    }
    const QString end = !ended    ? QStringLiteral("still runs after 15 s")
                        : crashed ? QStringLiteral("crashed")
                                  : QStringLiteral("exit code %1").arg(m_process.exitCode());
    return end + QStringLiteral(": …") + QString::fromUtf8(m_log.right(800));
}

bool OrderdeskProcess::isRunning() const
{
    return m_process.state() == QProcess::Running;
}

HttpAnswer OrderdeskProcess::get(const QString& pathAndQuery) const
{
    return send("GET", pathAndQuery, {});
}

HttpAnswer OrderdeskProcess::send(const QByteArray& method, const QString& pathAndQuery, const QByteArray& token,
                                  const QByteArray& body) const
{
    QNetworkAccessManager network;
    QNetworkRequest request(m_url.resolved(QUrl(pathAndQuery)));
    request.setTransferTimeout(method == "GET" ? requestMilliseconds : changeMilliseconds);
    if (!token.isEmpty()) {
        request.setRawHeader("Authorization", "Bearer " + token);
    }
    if (!body.isEmpty()) {
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    }
    const std::unique_ptr<QNetworkReply> reply(network.sendCustomRequest(request, method, body));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll(),
            reply->rawHeader("ETag"), reply->rawHeader("Retry-After")};
}

Metrics OrderdeskProcess::metrics() const
{
    Metrics metrics;
    const QList<QByteArray> lines = get(QStringLiteral("/metrics")).body.split('\n');
    for (const QByteArray& line : lines) {
        const qsizetype blank = line.lastIndexOf(' ');
        if (blank > 0 && !line.startsWith('#')) {
            metrics.insert(line.left(blank), line.mid(blank + 1).trimmed().toDouble());
        }
    }
    return metrics;
}

std::optional<double> OrderdeskProcess::metric(const QByteArray& name) const
{
    const Metrics all = metrics();
    const auto found = all.find(name);
    return found == all.end() ? std::nullopt : std::optional(*found);
}

void OrderdeskProcess::signal(int number) const
{
    ::kill(static_cast<pid_t>(processId()), number);
}

qint64 OrderdeskProcess::residentKiB() const
{
    QFile status(QStringLiteral("/proc/%1/status").arg(processId()));
    if (!status.open(QIODevice::ReadOnly)) {
        return 0;
    }
    static const QRegularExpression resident(QStringLiteral("VmRSS:\\s+(\\d+) kB"));
    return resident.match(QString::fromLatin1(status.readAll())).captured(1).toLongLong();
}

qint64 OrderdeskProcess::openDescriptors() const
{
    return QDir(QStringLiteral("/proc/%1/fd").arg(processId()))
        .entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System)
        .size();
}

void OrderdeskProcess::readLog()
{
    m_log += m_process.readAll();
}

bool waitUntil(const std::function<bool()>& condition, std::chrono::milliseconds time)
{
    const QDeadlineTimer deadline(time);
    QElapsedTimer asking;
    while (asking.start(), !condition()) {
        if (deadline.hasExpired()) {
            return false;
        }
        // Counting 200,000 rows again and again would take a processor away from what is waited for.
        QTest::qWait(static_cast<int>(std::clamp<qint64>(5 * asking.elapsed(), 20, 500)));
    }
    return true;
}

QString uniqueName(const QString& what)
{
    return QStringLiteral("orderdesk-test-") + what + u'-' + QUuid::createUuid().toString(QUuid::Id128).left(12);
}

} // namespace orderdesk::test
