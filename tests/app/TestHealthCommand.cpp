#include "app/RunCommand.h"
#include "app/commands/HealthCommand.h"
#include "support/TestRegistration.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <functional>
#include <thread>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

Outcome health(const QString& address)
{
    HealthCommand command;
    return runCommand(command, {QStringLiteral("--http-listen"), address});
}

/// Asks a server that answers one request with these bytes; the request goes to `asked`.
Outcome healthOf(const QByteArray& answer, QByteArray& asked, const QHostAddress& listen = QHostAddress::LocalHost,
                 const QString& address = QStringLiteral("127.0.0.1"))
{
    QTcpServer server;
    if (!server.listen(listen))
        return {};
    const quint16 port = server.serverPort();
    Outcome outcome;
    // The command blocks its thread; the server's must go on.
    std::thread client([&] { outcome = health(address + QLatin1Char(':') + QString::number(port)); });
    if (server.waitForNewConnection(5000)) {
        const std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
        while (!asked.contains("\r\n\r\n") && socket->waitForReadyRead(5000))
            asked += socket->readAll();
        socket->write(answer);
        socket->disconnectFromHost();
        if (socket->state() != QAbstractSocket::UnconnectedState)
            socket->waitForDisconnected(5000);
    }
    client.join();
    return outcome;
}

} // namespace

class TestHealthCommand final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isReady();
    void isNotReady();
    void asksTheLoopbackOfEveryAddress();
    void nobodyListens();
    void noSensibleAnswer();
    void noServerBySetting();
};

void TestHealthCommand::isReady()
{
    QByteArray asked;
    const Outcome outcome = healthOf("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", asked);
    QVERIFY2(outcome.code == ExitCode::Done, outcome.out.constData());
    QCOMPARE(outcome.out, QByteArray("ready\n"));
    QVERIFY2(asked.startsWith("GET /readyz HTTP/1.1\r\nHost: 127.0.0.1:"), asked.constData());
    QVERIFY2(asked.contains("\r\nConnection: close\r\n"), asked.constData());
}

void TestHealthCommand::isNotReady()
{
    QByteArray asked;
    const Outcome outcome = healthOf(
        "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 30\r\n\r\n{\"database\":\n \"away \x1b[2J\"}\n", asked);
    QVERIFY(outcome.code == ExitCode::Failed);
    QCOMPARE(outcome.out, QByteArray("not ready: HTTP/1.1 503 Service Unavailable: {\"database\":\\n \"away "
                                     "\\u001b[2J\"}\n"));
}

void TestHealthCommand::asksTheLoopbackOfEveryAddress()
{
    HealthCommand command;
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    Outcome outcome;
    const QString address = QStringLiteral("0.0.0.0:%1").arg(server.serverPort());
    std::thread client([&] {
        outcome =
            runCommand(command, {QStringLiteral("--http-public-reads"), QStringLiteral("--http-listen"), address});
    });
    const bool connected = server.waitForNewConnection(5000);
    if (connected) {
        const std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
        socket->waitForReadyRead(5000);
        socket->write("HTTP/1.1 200 OK\r\n\r\n");
        socket->disconnectFromHost();
        if (socket->state() != QAbstractSocket::UnconnectedState)
            socket->waitForDisconnected(5000);
    }
    client.join();
    QVERIFY(connected);
    QVERIFY2(outcome.code == ExitCode::Done, outcome.out.constData());
}

void TestHealthCommand::nobodyListens()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const quint16 port = server.serverPort();
    server.close();
    const Outcome outcome = health(QStringLiteral("127.0.0.1:%1").arg(port));
    QVERIFY(outcome.code == ExitCode::Failed);
    QVERIFY2(outcome.out.startsWith("not ready: ") && outcome.out.count('\n') == 1, outcome.out.constData());
}

void TestHealthCommand::noSensibleAnswer()
{
    QByteArray asked;
    QVERIFY(healthOf("HTTP/1.1 2000 \r\n\r\n", asked).code == ExitCode::Failed);
    const Outcome silent = healthOf("", asked);
    QVERIFY(silent.code == ExitCode::Failed);
    QVERIFY2(silent.out.startsWith("not ready: no answer"), silent.out.constData());
}

void TestHealthCommand::noServerBySetting()
{
    QVERIFY(health(QStringLiteral("off")).code == ExitCode::Failed);
    QVERIFY(health(QStringLiteral("127.0.0.1:0")).code == ExitCode::Failed);
}

ORDERDESK_TEST(TestHealthCommand)
#include "TestHealthCommand.moc"
