#include "http/GuardFixture.h"
#include "http/RawSocket.h"
#include "support/TestRegistration.h"

#include <QTest>

#include <sys/resource.h>

#include <atomic>
#include <thread>

using namespace orderdesk;
using namespace orderdesk::test;
using std::chrono::milliseconds;

namespace {

constexpr int slowCount = 1000;
constexpr milliseconds pace{100}; ///< a byte of each slow client in this time

const QByteArray large = "GET /order/order-000001 HTTP/1.1\r\nHost: localhost\r\n\r\n";
const QByteArray small = "GET /order/order-000002 HTTP/1.1\r\nHost: localhost\r\n\r\n";

/// Clients that send a head or a body, or read their answers, a byte at a time, and come again when they are thrown
/// out. They have a thread of their own.
class SlowClients final
{
public:
    explicit SlowClients(quint16 port)
        : m_port(port)
    {
        for (int i = 0; i < slowCount; ++i) {
            m_clients.push_back(begin(i));
        }
        m_thread = std::thread([this] {
            while (!m_isOver) {
                turn();
            }
        });
    }

    ~SlowClients()
    {
        m_isOver = true;
        m_thread.join();
    }

    int returns() const { return m_returns; } ///< how often one was thrown out and came again
    int connected() const { return m_connected; }

private:
    enum Kind { Head, Body, Reader, kinds };

    RawSocket begin(int i)
    {
        RawSocket client(m_port, {.receiveBuffer = 4096});
        m_connected += client.isConnected() ? 1 : 0;
        switch (i % kinds) {
        case Head:
            client.write("GET /livez HTTP/1.1\r\nHost: localhost\r\nA: ");
            break;
        case Body:
            client.write("POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n");
            break;
        default:
            client.write(large.repeated(20));
        }
        return client;
    }

    void turn()
    {
        m_clients.front().wait(0, pace);
        for (int i = 0; i < slowCount && !m_isOver; ++i) {
            RawSocket& client = m_clients[static_cast<std::size_t>(i)];
            const bool isReader = i % kinds == Reader;
            const bool isGone = !isReader && client.write("x") < 0;
            client.read(isReader ? 1 : 4096);
            if (isGone || client.isOver()) {
                client = begin(i);
                ++m_returns;
            }
        }
    }

    const quint16 m_port;
    std::vector<RawSocket> m_clients;
    std::atomic<bool> m_isOver = false;
    std::atomic<int> m_returns = 0;
    std::atomic<int> m_connected = 0;
    std::thread m_thread;
};

/// Asks again and again, until `enough`; every request must be answered rightly.
class GoodClient final
{
public:
    GoodClient(quint16 port, const QHostAddress& from)
        : m_client(port, from)
    {
    }

    bool asksUntil(const std::function<bool(int answers)>& enough)
    {
        const QByteArray right = encodeOrder(makeOrder(2));
        while (!enough(static_cast<int>(m_times.size()))) {
            QElapsedTimer timer;
            timer.start();
            if (m_client.ask(small).body != right) {
                return false;
            }
            m_times.push_back(timer.nsecsElapsed());
        }
        return true;
    }

    void print(const char* when)
    {
        std::sort(m_times.begin(), m_times.end());
        const auto milliseconds = [this](double part) {
            return static_cast<double>(m_times[static_cast<std::size_t>(part * static_cast<double>(m_times.size()))]) /
                   1e6;
        };
        qInfo("a good client among %d slow ones, %s: %d requests, p50 %.2f ms, p99 %.2f ms, longest %.2f ms", slowCount,
              when, static_cast<int>(m_times.size()), milliseconds(0.5), milliseconds(0.99),
              static_cast<double>(m_times.back()) / 1e6);
    }

private:
    RawClient m_client;
    std::vector<qint64> m_times;
};

std::int64_t answers(const HttpStatistics& statistics, int status)
{
    std::int64_t sum = 0;
    for (const auto& count : statistics.answers()) {
        sum += count.status == status ? count.answers : 0;
    }
    return sum;
}

} // namespace

class TestSlowClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void comeAgainAsNewOnes();
    void doNotDelayAGoodOne();
    void areRefusedBeyondTheirAddressesShare();
};

/// Both ends of every connection are in this process.
void TestSlowClients::initTestCase()
{
    rlimit limit{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &limit), 0);
    if (limit.rlim_cur < 4096) {
        limit.rlim_cur = std::min<rlim_t>(4096, limit.rlim_max);
        QCOMPARE(::setrlimit(RLIMIT_NOFILE, &limit), 0);
    }
    QVERIFY2(limit.rlim_cur >= 2 * slowCount + 200, "this test needs 2,200 descriptors");
}

/// A socket that is replaced by a new one is no longer over: else each client would come again in every turn.
void TestSlowClients::comeAgainAsNewOnes()
{
    GuardFixture fixture({}, {});
    RawSocket client(fixture.port());
    client.write("nonsense\r\n\r\n");
    client.readToEnd();
    QVERIFY(client.isOver());
    client = RawSocket(fixture.port());
    QVERIFY(client.isConnected());
    QVERIFY(!client.isOver());
}

void TestSlowClients::doNotDelayAGoodOne()
{
    HttpSettings settings;
    settings.limits.connections = 2 * slowCount;
    settings.limits.connectionsPerAddress = 2 * slowCount;
    settings.limits.headTimeout = milliseconds(2000);
    settings.limits.bodyTimeout = milliseconds(2000);
    settings.limits.stalledReaderTimeout = milliseconds(2000);
    settings.limits.leastBytesPerSecond = 1024 * 1024;
    GuardFixture fixture(settings, {uploadRoute(1024 * 1024)});
    fixture.data().cache(makeOrder(1, 1000));
    fixture.data().cache(makeOrder(2));
    const SlowClients slow(fixture.port());
    QTRY_VERIFY_WITH_TIMEOUT(fixture.budget().open() >= slowCount * 9 / 10, 30'000);
    GoodClient good(fixture.port(), QHostAddress::LocalHost);
    // Until all of them have been thrown out once and hold on again.
    QVERIFY(good.asksUntil([&](int count) {
        return count >= 2000 && slow.returns() > slowCount && fixture.budget().open() >= slowCount / 2;
    }));
    good.print("all of them held");
    QVERIFY(answers(fixture.statistics(), 408) > slowCount / 2); // heads and bodies; readers just end
}

/// With the limits as they are: one address has 32 connections, and another one its own.
void TestSlowClients::areRefusedBeyondTheirAddressesShare()
{
    GuardFixture fixture({}, {uploadRoute(1024 * 1024)});
    fixture.data().cache(makeOrder(1, 1000));
    fixture.data().cache(makeOrder(2));
    const SlowClients slow(fixture.port());
    QTRY_VERIFY_WITH_TIMEOUT(answers(fixture.statistics(), 503) >= slowCount - 32, 60'000);
    QVERIFY(slow.connected() >= slowCount);
    GoodClient good(fixture.port(), QHostAddress(QStringLiteral("127.0.0.2")));
    int most = 0;
    QVERIFY(good.asksUntil([&](int count) {
        most = std::max(most, fixture.budget().open());
        return count >= 2000;
    }));
    good.print("32 of them held, the others refused");
    QVERIFY2(most <= 33, QByteArray::number(most).constData());
}

ORDERDESK_TEST(TestSlowClients)
#include "TestSlowClients.moc"
