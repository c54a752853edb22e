#include "http/HttpFixture.h"
#include "http/RawSocket.h"
#include "support/TestRegistration.h"

#include <QDir>
#include <QRandomGenerator>
#include <QTest>

#include <array>
#include <deque>

using namespace orderdesk;
using namespace orderdesk::test;
using std::chrono::milliseconds;

namespace {

constexpr int clientCount = 5000;
constexpr std::size_t mostAtATime = 64;

qsizetype openDescriptors()
{
    return QDir(QStringLiteral("/proc/self/fd"))
        .entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System)
        .size();
}

const QByteArray order = "GET /order/order-000001 HTTP/1.1\r\nHost: localhost\r\n\r\n";
const QByteArray page = "GET /view?order_uid=order-000002 HTTP/1.1\r\nHost: localhost\r\n\r\n";
const QByteArray refused = "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n";

enum class Way {
    ResetAtOnce,       ///< before the server has accepted it, mostly
    ResetInTheRequest, ///< half a request is there
    ResetUnread,       ///< many requests are there, no answer is read
    ResetWhileReading, ///< in the middle of an answer
    CloseUnread,       ///< a FIN, then a RST by the kernel when more comes
    CloseWhileReading,
    HalfClose, ///< says that it is done, reads some, goes
    Count,
};

/// Some requests, one after another without waiting, as the way wants them.
QByteArray requestsFor(Way way, QRandomGenerator& random)
{
    if (way == Way::ResetAtOnce) {
        return {};
    }
    QByteArray requests;
    for (int count = 1 + random.bounded(20); count > 0; --count) {
        requests += random.bounded(4) == 0 ? page : random.bounded(12) == 0 ? refused : order;
    }
    return way == Way::ResetInTheRequest ? requests.left(1 + random.bounded(static_cast<int>(requests.size())))
                                         : requests;
}

void leave(RawSocket& client, Way way, QRandomGenerator& random)
{
    switch (way) {
    case Way::ResetAtOnce:
    case Way::ResetInTheRequest:
    case Way::ResetUnread:
        client.reset();
        return;
    case Way::ResetWhileReading:
    case Way::CloseWhileReading:
        client.wait(POLLIN, milliseconds(1000));
        client.read(1 + random.bounded(5000));
        break;
    case Way::HalfClose:
        ::shutdown(client.descriptor(), SHUT_WR);
        client.wait(POLLIN, milliseconds(1000));
        client.read(1 + random.bounded(5000));
        break;
    case Way::CloseUnread:
    case Way::Count:
        break;
    }
    if (way == Way::ResetWhileReading) {
        client.reset();
    } else {
        client.close();
    }
}

} // namespace

/// Clients that leave before or while they are answered. (Qt 6.4's own server crashes when its answer comes late.)
class TestVanishingClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesThemAll();
};

void TestVanishingClients::survivesThemAll()
{
    HttpSettings settings;
    settings.threads = 2;
    settings.limits.connections = 1000;
    settings.limits.connectionsPerAddress = 1000;
    HttpFixture fixture(settings);
    const Order large = makeOrder(1, 1000); // an answer of several writes
    fixture.cache(large);
    fixture.cache(makeOrder(2));
    QVERIFY(fixture.server->start());
    const quint16 port = fixture.server->port();
    QCOMPARE(RawClient(port).ask(order).status, 200);
    const qsizetype before = openDescriptors();
    QRandomGenerator random(7);
    std::array<int, static_cast<std::size_t>(Way::Count)> counts{};
    std::deque<std::pair<RawSocket, Way>> open;
    for (int i = 0; i < clientCount || !open.empty(); ++i) {
        if (i < clientCount) {
            RawSocket client(port);
            QVERIFY(client.isConnected());
            const Way way = static_cast<Way>(random.bounded(static_cast<int>(Way::Count)));
            ++counts[static_cast<std::size_t>(way)];
            client.write(requestsFor(way, random));
            open.emplace_back(std::move(client), way);
        }
        // Not in the order in which they came, and many at a time.
        if (open.size() > mostAtATime || i >= clientCount) {
            const auto chosen = open.begin() + random.bounded(static_cast<int>(open.size()));
            leave(chosen->first, chosen->second, random);
            open.erase(chosen);
        }
    }
    for (const int count : counts) {
        QVERIFY(count > clientCount / 10);
    }
    {
        RawClient good(port);
        QCOMPARE(good.ask(order).body, encodeOrder(large));
        const QByteArray metrics = good.get("/metrics").body;
        QVERIFY(metrics.contains(R"(orderdesk_http_requests_total{route="GET /order/<arg>",status="200"})"));
    }
    QTRY_VERIFY_WITH_TIMEOUT(openDescriptors() <= before, 30'000);
    qInfo("%d clients left in %d ways; descriptors: %d before, %d after", clientCount, static_cast<int>(Way::Count),
          static_cast<int>(before), static_cast<int>(openDescriptors()));
}

ORDERDESK_TEST(TestVanishingClients)
#include "TestVanishingClients.moc"
