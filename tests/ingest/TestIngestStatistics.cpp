#include "ingest/IngestStatistics.h"
#include "support/TestRegistration.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace orderdesk;

namespace {

bool balanced(const IngestCounters& c)
{
    return c.consumed == c.stored + c.unchanged + c.superseded + c.deadLettered + c.inFlight;
}

} // namespace

class TestIngestStatistics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyChangeKeepsTheEquation()
    {
        IngestStatistics statistics;
        statistics.consumed(10);
        QVERIFY(balanced(statistics.counters()));
        QVERIFY(!statistics.lastProgress());
        statistics.decided({.stored = 3, .unchanged = 1, .superseded = 1, .deadLettered = 2, .withWarnings = 1});
        QVERIFY(balanced(statistics.counters()));
        QCOMPARE(statistics.counters().inFlight, 3);
        QVERIFY(statistics.lastProgress());
        statistics.givenBack(3);
        const IngestCounters counters = statistics.counters();
        QVERIFY(balanced(counters));
        QCOMPARE(counters.consumed, 7);
        QCOMPARE(counters.inFlight, 0);
        QCOMPARE(counters.withWarnings, 1);
    }

    void holdsAtAnyMomentUnderManyThreads()
    {
        IngestStatistics statistics;
        std::atomic<bool> done = false;
        std::atomic<bool> wrong = false;
        std::thread observer([&] {
            while (!done) {
                wrong = wrong || !balanced(statistics.counters());
            }
        });
        std::thread consumer([&] {
            for (int i = 0; i < 20000; ++i) {
                statistics.consumed(2);
            }
        });
        for (int i = 0; i < 20000; ++i) {
            statistics.decided({.stored = 1});
            statistics.givenBack(1);
        }
        consumer.join();
        done = true;
        observer.join();
        QVERIFY(!wrong);
        QCOMPARE(statistics.counters().inFlight, 0);
    }
};

ORDERDESK_TEST(TestIngestStatistics)
#include "TestIngestStatistics.moc"
