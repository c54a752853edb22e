#include "support/FaultBench.h"
#include "support/TestRegistration.h"

#include <QTest>

using namespace orderdesk;
using namespace orderdesk::test;
using namespace std::chrono_literals;

namespace {

void stack(const char* action)
{
    QVERIFY(FaultBench::dev({QStringLiteral("stack"), QString::fromLatin1(action), QStringLiteral("kafka")}));
}

} // namespace

/// Kafka is stopped, killed and away at the start.
class TestBrokerOutages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = m_bench.start(); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
        const QString problem = m_bench.produce({.messages = 60'000});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        m_bench.databaseProxy().setDelay(10ms); // else it is through before Kafka is down
    }

    void inTheMiddle()
    {
        OrderdeskProcess orderdesk(m_bench.process(quickGroup));
        const QString problem = orderdesk.start();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        for (const auto& [orders, action] : {std::pair{5000, "stop"}, std::pair{20'000, "kill"}}) {
            QVERIFY(waitUntil([&, stored = orders] { return m_bench.storedOrders() >= stored; }, 60s));
            stack(action);
            QVERIFY(waitUntil([&] { return orderdesk.get(QStringLiteral("/readyz")).status == 503; }, 30s));
            stack("start");
        }
        m_bench.databaseProxy().setDelay(0ms);
        QVERIFY2(waitUntil([&] { return m_bench.isSettled({&orderdesk}); }, 120s),
                 orderdesk.log().right(4000).constData());
        check(orderdesk);
        QCOMPARE(m_bench.uncommitted(), QString());
    }

    void awayAtTheStart()
    {
        const QString order = QStringLiteral("/order/") + m_bench.anyOrder();
        QString problem = m_bench.produce({.messages = 5000, .seed = 2});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        stack("stop");
        OrderdeskProcess orderdesk(m_bench.process(quickGroup));
        problem = orderdesk.start();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const std::chrono::seconds away(environmentNumber("ORDERDESK_TEST_BROKER_AWAY_SECONDS", 20));
        QVERIFY(waitUntil([&] { return orderdesk.get(QStringLiteral("/readyz")).body.contains("cannot reach Kafka"); },
                          30s));
        // Stored orders are served meanwhile.
        const QDeadlineTimer until(away);
        QVERIFY(waitUntil([&] { return until.hasExpired() || orderdesk.get(order).status != 200; }, away + 10s));
        QVERIFY(until.hasExpired());
        const qsizetype lines = orderdesk.log().count('\n');
        QVERIFY2(lines < 30 + away.count() / 5, orderdesk.log().constData());
        stack("start");
        QVERIFY2(waitUntil([&] { return m_bench.isSettled({&orderdesk}); }, 60s),
                 orderdesk.log().right(4000).constData());
        check(orderdesk);
    }

private:
    void check(OrderdeskProcess& orderdesk)
    {
        QCOMPARE(m_bench.problemOf(orderdesk), QString());
        QCOMPARE(orderdesk.stop(), QString());
        QCOMPARE(m_bench.difference(), QString());
        QCOMPARE(m_bench.leak(orderdesk.log()), QString());
    }

    FaultBench m_bench{QStringLiteral("broker")};
};

ORDERDESK_TEST(TestBrokerOutages)
#include "TestBrokerOutages.moc"
