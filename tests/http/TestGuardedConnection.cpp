#include "http/HttpFixture.h"
#include "support/TestRegistration.h"

#include <QTest>

#include <sys/resource.h>
#include <sys/socket.h>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

HttpSettings withShortLimits()
{
    HttpSettings settings;
    settings.limits.headTimeout = std::chrono::milliseconds(300);
    settings.limits.bodyTimeout = std::chrono::milliseconds(300);
    settings.limits.idleTimeout = std::chrono::milliseconds(400);
    settings.limits.stalledReaderTimeout = std::chrono::milliseconds(300);
    return settings;
}

const QByteArray live = "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n";

} // namespace

/// How one connection behaves: framing, order, time limits, sizes, ends.
class TestGuardedConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheConnection();
    void closesWhenAsked_data();
    void closesWhenAsked();
    void keepsHttp10WhenAsked();
    void answersPipelinedRequestsInOrder();
    void answersAFloodOfPipelinedRequests();
    void answersAHalfClosedClient();
    void takesRequestsByteByByte();
    void takesTheAbsoluteForm();
    void ignoresAnUpgrade();
    void answersExpectations();
    void refusesBodiesWithoutReadingThem();
    void answersOneErrorAndCloses_data();
    void answersOneErrorAndCloses();
    void letsAnErrorReachAClientThatIsStillSending();
    void endsSlowHeads();
    void endsIdleConnections();
    void endsStalledReaders();
    void limitsConnections();
    void limitsConnectionsPerAddress();
    void recoversFromExhaustedDescriptors();
};

void TestGuardedConnection::keepsTheConnection()
{
    HttpFixture fixture;
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    for (int i = 0; i < 100; ++i) {
        const Answer answer = client.ask(live);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, QByteArray("alive\n"));
        QVERIFY(answer.field("Connection").isEmpty());
    }
}

void TestGuardedConnection::closesWhenAsked_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("Connection: close") << QByteArray("GET /livez HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    QTest::newRow("HTTP/1.0") << QByteArray("GET /livez HTTP/1.0\r\n\r\n");
    QTest::newRow("HTTP/1.0 with Host") << QByteArray("GET /livez HTTP/1.0\r\nHost: localhost\r\n\r\n");
}

void TestGuardedConnection::closesWhenAsked()
{
    QFETCH(QByteArray, request);
    request.replace("Host: a", "Host: localhost");
    HttpFixture fixture;
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    const Answer answer = client.ask(request + live); // what comes after the last request is not answered
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.field("Connection"), QByteArray("close"));
    QVERIFY(client.isClosedByServer());
}

void TestGuardedConnection::keepsHttp10WhenAsked()
{
    HttpFixture fixture;
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    for (int i = 0; i < 3; ++i) {
        const Answer answer = client.ask("GET /livez HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.field("Connection"), QByteArray("keep-alive"));
    }
}

void TestGuardedConnection::answersPipelinedRequestsInOrder()
{
    HttpFixture fixture;
    for (int i = 0; i < 50; ++i) {
        fixture.cache(makeOrder(i));
    }
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    QByteArray requests;
    for (int i = 0; i < 50; ++i) {
        requests += i % 2 == 0 ? "GET" : "HEAD";
        requests +=
            " /order/" + QByteArray::fromStdString(makeOrder(i).orderUid) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }
    client.send(requests);
    for (int i = 0; i < 50; ++i) {
        const Answer answer = client.receive(i % 2 == 0);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.field("Content-Length").toInt(), encodeOrder(makeOrder(i)).size());
        if (i % 2 == 0) {
            QCOMPARE(answer.body, encodeOrder(makeOrder(i)));
        }
    }
    QVERIFY(client.received.isEmpty());
}

void TestGuardedConnection::answersAFloodOfPipelinedRequests()
{
    HttpFixture fixture;
    fixture.cache(makeOrder(1, 50));
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    constexpr int count = 3000;
    QByteArray request = "GET /order/order-000001 HTTP/1.1\r\nHost: localhost\r\n\r\n";
    client.socket.write(request.repeated(count)); // not read meanwhile: the server must stop reading, not pile up
    for (int i = 0; i < count; ++i) {
        QCOMPARE(client.receive().status, 200);
    }
}

void TestGuardedConnection::answersAHalfClosedClient()
{
    HttpFixture fixture;
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    client.send(live);
    ::shutdown(static_cast<int>(client.socket.socketDescriptor()), SHUT_WR);
    QCOMPARE(client.receive().status, 200);
}

void TestGuardedConnection::takesRequestsByteByByte()
{
    HttpFixture fixture;
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    for (const char c : live) {
        client.send(QByteArray(1, c));
    }
    QCOMPARE(client.receive().status, 200);
}

void TestGuardedConnection::takesTheAbsoluteForm()
{
    HttpFixture fixture;
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    QCOMPARE(client.ask("GET http://localhost/livez HTTP/1.1\r\nHost: evil.example\r\n\r\n").status, 200);
    QCOMPARE(client.ask(live).status, 200);
}

void TestGuardedConnection::ignoresAnUpgrade()
{
    HttpFixture fixture;
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    const Answer answer = client.get("/livez", "Connection: Upgrade\r\nUpgrade: websocket\r\n"
                                               "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==\r\n");
    QCOMPARE(answer.status, 200);
    QCOMPARE(client.ask(live).status, 200);
}

void TestGuardedConnection::answersExpectations()
{
    HttpFixture fixture;
    QVERIFY(fixture.server->start());
    // The address takes no POST, so the final answer comes instead of 100.
    RawClient withBody(fixture.server->port());
    QCOMPARE(
        withBody.ask("POST /order/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n")
            .status,
        405);
    QVERIFY(withBody.isClosedByServer());
    RawClient without(fixture.server->port());
    QCOMPARE(without.get("/livez", "Expect: 100-continue\r\n").status, 200);
    RawClient unknown(fixture.server->port());
    QCOMPARE(unknown.get("/livez", "Expect: a-miracle\r\n").status, 417);
    QVERIFY(unknown.isClosedByServer());
}

void TestGuardedConnection::refusesBodiesWithoutReadingThem()
{
    HttpFixture fixture;
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    const Answer answer = client.ask("POST /order/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300000000\r\n\r\n");
    QCOMPARE(answer.status, 405);
    QVERIFY(client.isClosedByServer());
    RawClient get(fixture.server->port());
    QCOMPARE(get.ask("GET /livez HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nabcd").status, 413);
    QVERIFY(get.isClosedByServer());
    RawClient head(fixture.server->port());
    QCOMPARE(head.ask("HEAD /livez HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nabcd", false).status, 413);
}

void TestGuardedConnection::answersOneErrorAndCloses_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    const auto row = [](const char* name, const QByteArray& fields, int status) {
        QTest::newRow(name) << QByteArray("POST /livez HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n\r\n")
                            << status;
    };
    row("two lengths", "Content-Length: 0\r\nContent-Length: 44", 400);
    row("length with chunked", "Content-Length: 4\r\nTransfer-Encoding: chunked", 400);
    row("chunked", "Transfer-Encoding: chunked", 411);
    row("obscured chunked", "Transfer-Encoding: xchunked", 501);
    row("signed length", "Content-Length: +0", 400);
    row("space before the colon", "Content-Length : 0", 400);
    row("folded length", "Content-Length:\r\n 0", 400);
    row("bare LF before a hidden field", "A: b\nContent-Length: 44", 400);
    row("bare CR before a hidden field", "A: b\rContent-Length: 44", 400);
    row("two hosts", "Host: localhost", 400);
    QTest::newRow("long line") << QByteArray("GET /" + QByteArray(9000, 'a') + " HTTP/1.1\r\n\r\n") << 414;
    QTest::newRow("long head") << QByteArray("GET / HTTP/1.1\r\nA: " + QByteArray(40000, 'a') + "\r\n\r\n") << 431;
    QTest::newRow("many fields") << QByteArray("GET / HTTP/1.1\r\n" + QByteArray("A: b\r\n").repeated(101) + "\r\n")
                                 << 431;
    QTest::newRow("version") << QByteArray("GET / HTTP/2.0\r\nHost: localhost\r\n\r\n") << 505;
    QTest::newRow("method") << QByteArray("BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n") << 501;
}

void TestGuardedConnection::answersOneErrorAndCloses()
{
    QFETCH(QByteArray, request);
    HttpFixture fixture;
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    const Answer answer = client.ask(request + "0\r\n\r\n" + live + live);
    QTEST(answer.status, "status");
    QCOMPARE(answer.field("Connection"), QByteArray("close"));
    QCOMPARE(answer.field("Content-Type"), QByteArray("application/problem+json"));
    QVERIFY2(client.isClosedByServer(), "exactly one answer, then the end");
}

void TestGuardedConnection::letsAnErrorReachAClientThatIsStillSending()
{
    HttpFixture fixture;
    QVERIFY(fixture.server->start());
    for (int round = 0; round < 20; ++round) {
        const bool isTooLarge = round % 2 == 0;
        RawClient client(fixture.server->port());
        client.send(QByteArray(isTooLarge ? "GET" : "POST") +
                    " /order/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n");
        client.socket.write(QByteArray(1'000'000, 'x'));
        const Answer answer = client.receive();
        QCOMPARE(answer.status, isTooLarge ? 413 : 405); // not lost to a reset
        QVERIFY(answer.body.contains(isTooLarge ? "content-too-large" : "method-not-allowed"));
    }
}

void TestGuardedConnection::endsSlowHeads()
{
    HttpFixture fixture(withShortLimits());
    QVERIFY(fixture.server->start());
    RawClient slow(fixture.server->port());
    slow.send("GET /livez HT");
    RawClient good(fixture.server->port());
    QCOMPARE(good.ask(live).status, 200);
    QCOMPARE(slow.receive().status, 408);
    QVERIFY(slow.isClosedByServer());
}

void TestGuardedConnection::endsIdleConnections()
{
    HttpFixture fixture(withShortLimits());
    QVERIFY(fixture.server->start());
    RawClient silent(fixture.server->port());
    RawClient idle(fixture.server->port());
    QCOMPARE(idle.ask(live).status, 200);
    QVERIFY(silent.isClosedByServer()); // and no answer to a question that was not asked
    QVERIFY(idle.isClosedByServer());
}

void TestGuardedConnection::endsStalledReaders()
{
    HttpFixture fixture(withShortLimits());
    Order big = makeOrder(1, 9000);
    fixture.cache(big);
    QVERIFY(fixture.server->start());
    QTcpSocket reader;
    reader.setProxy(QNetworkProxy::NoProxy);
    reader.setReadBufferSize(1024);
    reader.connectToHost(QHostAddress::LocalHost, fixture.server->port());
    QVERIFY(reader.waitForConnected(5000));
    const int small = 4096;
    ::setsockopt(static_cast<int>(reader.socketDescriptor()), SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    const QByteArray request = "GET /order/order-000001 HTTP/1.1\r\nHost: localhost\r\n\r\n";
    reader.write(request.repeated(10));
    QVERIFY(reader.waitForBytesWritten(5000));
    // It does not read. The server gives up: its end of the connection is gone from the count.
    RawClient good(fixture.server->port());
    QTRY_VERIFY_WITH_TIMEOUT(good.socket.state() == QAbstractSocket::ConnectedState &&
                                 good.get("/metrics").body.contains("\norderdesk_http_connections 1\n"),
                             10'000);
}

void TestGuardedConnection::limitsConnections()
{
    HttpSettings settings;
    settings.limits.connections = 5;
    HttpFixture fixture(settings);
    QVERIFY(fixture.server->start());
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 5; ++i) {
        clients.push_back(std::make_unique<RawClient>(fixture.server->port()));
        QCOMPARE(clients.back()->ask(live).status, 200);
    }
    RawClient refused(fixture.server->port());
    const Answer answer = refused.ask(live);
    QCOMPARE(answer.status, 503);
    QCOMPARE(answer.field("Retry-After"), QByteArray("1"));
    QVERIFY(answer.body.contains("too-many-connections"));
    QVERIFY(refused.isClosedByServer());
    QCOMPARE(clients.front()->ask(live).status, 200);
    clients.clear();
    QTRY_COMPARE_WITH_TIMEOUT(RawClient(fixture.server->port()).ask(live).status, 200, 10'000);
}

void TestGuardedConnection::limitsConnectionsPerAddress()
{
    HttpSettings settings;
    settings.limits.connectionsPerAddress = 2;
    HttpFixture fixture(settings);
    QVERIFY(fixture.server->start());
    RawClient first(fixture.server->port());
    RawClient second(fixture.server->port());
    QCOMPARE(first.ask(live).status, 200);
    QCOMPARE(second.ask(live).status, 200);
    QCOMPARE(RawClient(fixture.server->port()).ask(live).status, 503);
    QCOMPARE(RawClient(fixture.server->port(), QHostAddress(QStringLiteral("127.0.0.9"))).ask(live).status, 200);
}

void TestGuardedConnection::recoversFromExhaustedDescriptors()
{
    HttpFixture fixture;
    QVERIFY(fixture.server->start());
    QCOMPARE(RawClient(fixture.server->port()).ask(live).status, 200);
    rlimit original{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &original), 0);
    // The client's socket is made first; then nothing is left for the server's end of it.
    QTcpSocket late;
    late.setProxy(QNetworkProxy::NoProxy);
    late.bind(QHostAddress(QHostAddress::LocalHost));
    rlimit tight = original;
    tight.rlim_cur = 3;
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &tight), 0);
    late.connectToHost(QHostAddress::LocalHost, fixture.server->port());
    const bool isConnected = late.waitForConnected(2000); // by the kernel's backlog
    late.write(live);
    late.waitForBytesWritten(2000);
    const bool isAnsweredEarly = late.waitForReadyRead(300);
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &original), 0);
    QVERIFY(isConnected);
    QVERIFY(!isAnsweredEarly);
    QVERIFY(late.bytesAvailable() > 0 || late.waitForReadyRead(10'000));
    QVERIFY(late.readAll().startsWith("HTTP/1.1 200 OK"));
}

ORDERDESK_TEST(TestGuardedConnection)
#include "TestGuardedConnection.moc"
