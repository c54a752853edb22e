#include "support/FaultBench.h"
#include "support/TestRegistration.h"

#include <QTest>

#include <csignal>

using namespace orderdesk;
using namespace orderdesk::test;
using namespace std::chrono_literals;

/// Several instances share the partitions while some of them freeze, leave and die.
class TestRebalances : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<FaultBench>(QStringLiteral("rebalance"));
        if (const QString why = m_bench->start(); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
    }

    void cleanup() { m_bench.reset(); }

    /// Frozen with a batch in hand until others own its partitions and have written newer versions.
    void aZombieWritesNothingStale()
    {
        m_bench->databaseProxy().setDelay(20ms);
        OrderdeskProcess zombie(m_bench->process(quickGroup));
        start(zombie);
        produce({.messages = 20'000, .updatesPercent = 50, .seed = 5});
        QVERIFY(waitUntil([&] { return m_bench->storedOrders() > 1000; }, 60s));
        zombie.signal(SIGSTOP);
        OrderdeskProcess heir(m_bench->process(quickGroup));
        start(heir);
        // The same orders again, most of them as further updates.
        produce({.messages = 20'000, .updatesPercent = 80, .seed = 5});
        m_bench->databaseProxy().setDelay(0ms);
        QVERIFY(waitUntil([&] { return heir.metric("orderdesk_kafka_partitions") == 4.0; }, 60s));
        QVERIFY2(waitUntil([&] { return m_bench->isSettled({&heir}); }, 120s), heir.log().right(4000).constData());
        const QString before = m_bench->postgres().value(fingerprint);
        zombie.signal(SIGCONT);
        // It is back in its group, and every message it held has ended.
        QVERIFY2(waitUntil(
                     [&] {
                         return zombie.metric("orderdesk_kafka_partitions").value_or(0) > 0 &&
                                zombie.metric("orderdesk_kafka_partitions").value_or(0) +
                                        heir.metric("orderdesk_kafka_partitions").value_or(0) ==
                                    4.0 &&
                                m_bench->isSettled({&zombie, &heir});
                     },
                     60s),
                 zombie.log().right(4000).constData());
        QCOMPARE(m_bench->postgres().value(fingerprint), before);
        finish({&zombie, &heir});
    }

    void aStormOfRebalancesLosesNothing()
    {
        std::vector<std::unique_ptr<OrderdeskProcess>> instances;
        for (int i = 0; i < 3; ++i) {
            instances.push_back(std::make_unique<OrderdeskProcess>(m_bench->process(quickGroup)));
            start(*instances.back());
        }
        for (int bounce = 0; bounce < 10; ++bounce) {
            produce({.messages = 6000, .updatesPercent = 5.0 * bounce, .seed = 7});
            OrderdeskProcess& instance = *instances[static_cast<std::size_t>(bounce) % instances.size()];
            if (bounce % 2 == 0) {
                QCOMPARE(instance.stop(), QString());
            } else {
                instance.kill();
            }
            start(instance);
        }
        const std::vector<OrderdeskProcess*> all{instances[0].get(), instances[1].get(), instances[2].get()};
        QVERIFY2(waitUntil([&] { return m_bench->isSettled(all); }, 120s), instances[0]->log().right(4000).constData());
        finish(all);
    }

private:
    static inline const QString fingerprint =
        QStringLiteral("select md5(string_agg(concat_ws(' ', order_uid, revision, kafka_offset, document), ',' "
                       "order by order_uid)) from orders");

    static void start(OrderdeskProcess& instance)
    {
        const QString problem = instance.start();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }

    void produce(const FaultLoad& load)
    {
        const QString problem = m_bench->produce(load);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }

    void finish(const std::vector<OrderdeskProcess*>& instances)
    {
        for (OrderdeskProcess* instance : instances) {
            QCOMPARE(m_bench->problemOf(*instance), QString());
        }
        for (OrderdeskProcess* instance : instances) {
            QCOMPARE(instance->stop(), QString());
            QCOMPARE(m_bench->leak(instance->log()), QString());
        }
        QCOMPARE(m_bench->difference(), QString());
        QCOMPARE(m_bench->uncommitted(), QString());
    }

    std::unique_ptr<FaultBench> m_bench;
};

ORDERDESK_TEST(TestRebalances)
#include "TestRebalances.moc"
