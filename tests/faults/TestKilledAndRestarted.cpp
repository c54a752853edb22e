#include "support/FaultBench.h"
#include "support/TestRegistration.h"

#include <QRandomGenerator>
#include <QTest>

using namespace orderdesk;
using namespace orderdesk::test;
using namespace std::chrono_literals;

/// The process is killed at random moments and PostgreSQL restarted, in the middle of 200,000 messages.
class TestKilledAndRestarted : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = m_bench.start(); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
        const QString problem = m_bench.produce({.messages = messages});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }

    void everyMessageEndsInExactlyOnePlace()
    {
        OrderdeskProcess orderdesk(m_bench.process(quickGroup));
        QRandomGenerator random(20261124);
        QString problem = orderdesk.start();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        int restarts = 0;
        for (int kill = 1; kill <= kills; ++kill) {
            // Somewhere in the next part of the work: while decoding, writing, committing or handing over.
            const qint64 part = static_cast<qint64>(messages) * 8 / 10 / kills;
            const qint64 until = m_bench.storedOrders() + random.bounded(1, static_cast<int>(part));
            QVERIFY(waitUntil([&] { return m_bench.storedOrders() >= until || m_bench.isComplete(); }, 120s));
            orderdesk.kill();
            problem = orderdesk.start();
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
            if (restarts < databaseRestarts && kill % 8 == 0) {
                QVERIFY(FaultBench::dev({QStringLiteral("stack"), QStringLiteral("stop"), QStringLiteral("postgres")}));
                QVERIFY(
                    FaultBench::dev({QStringLiteral("stack"), QStringLiteral("start"), QStringLiteral("postgres")}));
                ++restarts;
            }
        }
        QCOMPARE(restarts, databaseRestarts);
        QVERIFY2(waitUntil([&] { return m_bench.isSettled({&orderdesk}); }, 240s),
                 orderdesk.log().right(4000).constData());
        QCOMPARE(m_bench.problemOf(orderdesk), QString());
        QCOMPARE(orderdesk.stop(), QString());
        QCOMPARE(m_bench.leak(orderdesk.log()), QString());
    }

    void whatIsStoredIsTheModel() { QCOMPARE(m_bench.difference(), QString()); }

    void theGroupStandsAtTheEndOfTheLog() { QCOMPARE(m_bench.uncommitted(), QString()); }

    /// The whole topic once more, by a group that knows nothing of the first: no row changes.
    void aFullReplayChangesNothing()
    {
        const QString fingerprint =
            QStringLiteral("select md5(string_agg(concat_ws(' ', order_uid, revision, stored_at, xmin), ',' "
                           "order by order_uid)) from orders");
        const QString before = m_bench.postgres().value(fingerprint);
        OrderdeskProcess::Settings settings = m_bench.process(
            {QStringLiteral("--batch-orders"), QStringLiteral("77")}); // other bounds than the first time
        settings.group += QStringLiteral("-replay");
        OrderdeskProcess again(settings);
        const QString problem = again.start();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QVERIFY(waitUntil(
            [&] {
                return again.metric("orderdesk_messages_consumed") == static_cast<double>(messages) &&
                       m_bench.isSettled({&again});
            },
            240s));
        QCOMPARE(again.metric("orderdesk_messages_stored_total"), std::optional<double>(0));
        QCOMPARE(m_bench.problemOf(again), QString());
        QCOMPARE(again.stop(), QString());
        QCOMPARE(m_bench.postgres().value(fingerprint), before);
        QCOMPARE(m_bench.difference(), QString());
    }

private:
    const int messages = environmentNumber("ORDERDESK_TEST_KILL_MESSAGES", 200'000);
    static constexpr int kills = 20;
    static constexpr int databaseRestarts = 2;

    FaultBench m_bench{QStringLiteral("killed")};
};

ORDERDESK_TEST(TestKilledAndRestarted)
#include "TestKilledAndRestarted.moc"
