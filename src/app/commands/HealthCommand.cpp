#include "app/commands/HealthCommand.h"

#include "words/EscapeText.h"

#include <QDeadlineTimer>
#include <QNetworkProxy>
#include <QTcpSocket>

#include <ostream>

namespace orderdesk {

namespace {

constexpr std::chrono::seconds timeLimit{3};
constexpr qint64 largestAnswer = 16 * 1024;

/// A server on every address is asked on its loopback.
QHostAddress reachableAddress(const QHostAddress& listening)
{
    if (listening == QHostAddress(QHostAddress::AnyIPv6))
        return QHostAddress(QHostAddress::LocalHostIPv6);
    if (listening == QHostAddress(QHostAddress::AnyIPv4) || listening == QHostAddress(QHostAddress::Any))
        return QHostAddress(QHostAddress::LocalHost);
    return listening;
}

QByteArray request(const HttpSettings& settings, const QHostAddress& address)
{
    const bool ipv6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    const QByteArray name = address.toString().toLatin1();
    QByteArray head = "GET /readyz HTTP/1.1\r\nHost: " + (ipv6 ? QByteArray('[' + name + ']') : name) + ':' +
                      QByteArray::number(settings.port) + "\r\nConnection: close\r\nAccept: */*\r\n";
    if (!settings.token.isEmpty())
        head += "Authorization: Bearer " + settings.token + "\r\n";
    return head + "\r\n";
}

/// The whole answer or what came of it in time; an Error when nothing did.
Result<QByteArray> ask(const HttpSettings& settings)
{
    const QDeadlineTimer deadline(timeLimit);
    const auto left = [&deadline] { return static_cast<int>(deadline.remainingTime()); };
    const QHostAddress address = reachableAddress(settings.address);
    QTcpSocket socket;
    socket.setProxy(QNetworkProxy::NoProxy);
    socket.connectToHost(address, settings.port);
    if (!socket.waitForConnected(left()))
        return failure(ErrorCode::Unavailable, Sentence::quoted(socket.errorString()));
    socket.write(request(settings, address));
    QByteArray answer;
    while (answer.size() < largestAnswer && !deadline.hasExpired() && socket.waitForReadyRead(left()))
        answer += socket.read(largestAnswer - answer.size());
    if (answer.isEmpty())
        return failure(ErrorCode::Unavailable, Sentence::tr("no answer within 3 s"));
    return answer;
}

} // namespace

CommandInfo HealthCommand::info() const
{
    return {QLatin1String("health"),
            QLatin1String(""),
            QLatin1String("Ask the running instance whether it is ready: exit code 0 if it is, else 1."),
            {}};
}

ExitCode HealthCommand::run(const CommandLine& line, CommandIo& io)
{
    if (!line.arguments.isEmpty())
        return usageError(io, QStringLiteral("health takes no arguments"));
    if (line.settings.httpOff || line.settings.http.port == 0) {
        io.out << "not ready: --http-listen names no port to ask\n";
        return ExitCode::Failed;
    }
    const Result<QByteArray> answer = ask(line.settings.http);
    if (!answer) {
        io.out << "not ready: " << answer.error().message.english().toStdString() << '\n';
        return ExitCode::Failed;
    }
    if (answer->startsWith("HTTP/1.1 200 ") || answer->startsWith("HTTP/1.0 200 ")) {
        io.out << "ready\n";
        return ExitCode::Done;
    }
    const qsizetype body = answer->indexOf("\r\n\r\n");
    const QByteArray shown = body < 0
                                 ? answer->left(100)
                                 : answer->left(answer->indexOf("\r\n")) + ": " + answer->mid(body + 4, 2000).trimmed();
    io.out << "not ready: " << escapeText(QString::fromUtf8(shown)).toStdString() << '\n';
    return ExitCode::Failed;
}

} // namespace orderdesk
