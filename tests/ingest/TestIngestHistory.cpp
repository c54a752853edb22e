#include "ingest/IngestHistory.h"
#include "support/TestRegistration.h"

#include <QTest>

using namespace orderdesk;
using namespace std::chrono_literals;

class TestIngestHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheLastTenMinutes()
    {
        IngestHistory history;
        const Timestamp start(1'764'000'000s);
        for (int i = 0; i < 1000; ++i) {
            QVERIFY(history.isDue(start + i * 1s));
            history.add({start + i * 1s, i, 5ms, 2.5});
            QVERIFY(!history.isDue(start + i * 1s + 999ms));
        }
        QCOMPARE(history.points().size(), IngestHistory::capacity);
        QCOMPARE(history.points().first().lag, 400);
        QCOMPARE(history.points().last().lag, 999);
    }

    void goesOnWhenTheClockIsSetBack()
    {
        IngestHistory history;
        const Timestamp start(1'764'000'000s);
        history.add({start, {}, {}, 0});
        QVERIFY(history.isDue(start - 1h));
    }

    void aCopyDoesNotChange()
    {
        IngestHistory history;
        history.add({Timestamp(1s), 1, {}, 0});
        const QList<IngestHistoryPoint> copy = history.points();
        history.add({Timestamp(2s), 2, {}, 0});
        QCOMPARE(copy.size(), 1);
        QCOMPARE(history.points().size(), 2);
    }
};

ORDERDESK_TEST(TestIngestHistory)
#include "TestIngestHistory.moc"
