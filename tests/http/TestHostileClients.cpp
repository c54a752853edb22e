#include "http/HttpFixture.h"

#include <QDir>
#include <QRandomGenerator>
#include <QTest>

#include <sys/socket.h>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

qsizetype openDescriptors()
{
    return QDir(QStringLiteral("/proc/self/fd"))
        .entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System)
        .size();
}

qint64 residentKiB()
{
    QFile statm(QStringLiteral("/proc/self/statm"));
    return statm.open(QIODevice::ReadOnly) ? statm.readAll().split(' ').at(1).toLongLong() * 4 : 0;
}

/// Ends the connection with a reset instead of a FIN.
void reset(QTcpSocket& socket)
{
    const linger now{1, 0};
    ::setsockopt(static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    socket.abort();
}

const QByteArray order = "GET /order/order-000001 HTTP/1.1\r\nHost: localhost\r\n\r\n";

} // namespace

/// Clients that do what no good client does. The server lives, forgets them, and answers the good ones.
class TestHostileClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesClientsThatLeave();
    void answersAGoodClientAmongSlowOnes();
    void keepsLittleOfWhatIsSent();
    void writesNothingOfARequestIntoHeaders();
};

void TestHostileClients::survivesClientsThatLeave()
{
    HttpSettings settings;
    settings.threads = 2;
    HttpFixture fixture(settings);
    fixture.cache(makeOrder(1, 2000)); // too large for one write
    QVERIFY(fixture.server->start());
    const quint16 port = fixture.server->port();
    QCOMPARE(RawClient(port).ask(order).status, 200);
    const qsizetype before = openDescriptors();
    QRandomGenerator random(7);
    for (int i = 0; i < 600; ++i) {
        QTcpSocket socket;
        socket.setProxy(QNetworkProxy::NoProxy);
        socket.connectToHost(QHostAddress::LocalHost, port);
        QVERIFY(socket.waitForConnected(10'000));
        const int way = random.bounded(4);
        const bool wantsAnAnswer = way == 1 || way == 2;
        const QByteArray requests = order.repeated(1 + random.bounded(20));
        const int least = wantsAnAnswer ? static_cast<int>(order.size()) : 1;
        socket.write(requests.left(least + random.bounded(static_cast<int>(requests.size()))));
        socket.waitForBytesWritten(1000);
        switch (way) {
        case 0: // before the answer
            reset(socket);
            break;
        case 1: // while it is sent
            socket.waitForReadyRead(1000);
            socket.read(1 + random.bounded(1000));
            reset(socket);
            break;
        case 2: // with an unread answer
            socket.waitForReadyRead(1000);
            socket.abort();
            break;
        default: // politely, but not waiting
            socket.disconnectFromHost();
            break;
        }
    }
    RawClient good(port);
    QCOMPARE(good.ask(order).body, encodeOrder(makeOrder(1, 2000)));
    good.socket.abort();
    QTRY_VERIFY_WITH_TIMEOUT(openDescriptors() <= before, 15'000);
}

void TestHostileClients::answersAGoodClientAmongSlowOnes()
{
    HttpSettings settings;
    settings.limits.connections = 400;
    settings.limits.connectionsPerAddress = 400;
    HttpFixture fixture(settings);
    fixture.cache(makeOrder(1, 300));
    QVERIFY(fixture.server->start());
    const quint16 port = fixture.server->port();
    std::vector<std::unique_ptr<QTcpSocket>> slow;
    for (int i = 0; i < 200; ++i) {
        auto socket = std::make_unique<QTcpSocket>();
        socket->setProxy(QNetworkProxy::NoProxy);
        socket->setReadBufferSize(1);
        socket->connectToHost(QHostAddress::LocalHost, port);
        QVERIFY(socket->waitForConnected(10'000));
        // Some never end their head, some never read their answers, some say nothing.
        socket->write(i % 3 == 0   ? QByteArray("GET / HTTP/1.1\r\nHost: loc")
                      : i % 3 == 1 ? order.repeated(30)
                                   : QByteArray());
        socket->waitForBytesWritten(1000);
        slow.push_back(std::move(socket));
    }
    RawClient good(port);
    for (int i = 0; i < 200; ++i) {
        QCOMPARE(good.ask("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 200);
    }
    QCOMPARE(good.ask(order).body, encodeOrder(makeOrder(1, 300)));
}

/// 1 MB addresses, 100,000 fields, bodies that nobody asked for: at most a head and a socket buffer of each is kept.
void TestHostileClients::keepsLittleOfWhatIsSent()
{
    HttpFixture fixture;
    QVERIFY(fixture.server->start());
    const quint16 port = fixture.server->port();
    QCOMPARE(RawClient(port).get("/livez").status, 200);
    const QByteArray longPath = "GET /" + QByteArray(1'000'000, 'a') + " HTTP/1.1\r\n\r\n";
    const QByteArray manyFields =
        "GET / HTTP/1.1\r\nHost: localhost\r\n" + QByteArray("A: b\r\n").repeated(100'000) + "\r\n";
    const QByteArray body(8'000'000, 'x');
    RawClient warm(port);
    warm.socket.write(body);
    warm.receive();
    const qint64 before = residentKiB();
    for (int round = 0; round < 5; ++round) {
        for (const QByteArray& bytes : {longPath, manyFields}) {
            RawClient client(port);
            client.socket.write(bytes);
            QVERIFY(client.receive().status >= 400);
        }
        RawClient client(port);
        client.send("PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300000000\r\n\r\n");
        client.socket.write(body);
        QCOMPARE(client.receive().status, 413);
    }
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("memory is not measured under a sanitizer, which keeps freed memory aside");
#endif
    // This process holds the clients as well: the limit allows for their buffers.
    QVERIFY2(residentKiB() - before < 24 * 1024, QByteArray::number(residentKiB() - before).constData());
}

void TestHostileClients::writesNothingOfARequestIntoHeaders()
{
    HttpFixture fixture;
    QVERIFY(fixture.server->start());
    for (const char* target :
         {"/canary", "/canary%20x", "/order/canary", "/order/canary%20", "/view?order_uid=canary", "/?canary",
          "/orders?after=canary", "/orders?q=canary", "/orders?limit=canary", "/static/canary", "/problems/canary",
          "/dead-letters/canary", "/order/canary/trace", "http://canary/", "//canary", "/canary%0d%0aSet-Cookie:x"}) {
        RawClient client(fixture.server->port());
        const Answer answer =
            client.get(target, "Accept: canary\r\nAccept-Language: canary\r\nIf-None-Match: canary\r\n"
                               "Authorization: canary\r\nX-Request-Id: canary\r\nOrigin: http://canary\r\n");
        QVERIFY2(answer.status >= 200, target);
        QVERIFY2(!answer.head.contains("canary"), answer.head.constData());
    }
}

QTEST_GUILESS_MAIN(TestHostileClients)
#include "TestHostileClients.moc"
