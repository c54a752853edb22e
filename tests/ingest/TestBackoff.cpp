#include "ingest/Backoff.h"
#include "support/TestRegistration.h"

#include <QTest>

using namespace orderdesk;
using std::chrono::milliseconds;

class TestBackoff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doublesUpToTwoSecondsWithJitter()
    {
        Backoff backoff;
        milliseconds step{100};
        for (int i = 0; i < 12; ++i) {
            const milliseconds wait = backoff.next();
            QVERIFY(wait >= step * 3 / 4);
            QVERIFY(wait <= step * 5 / 4);
            step = std::min(step * 2, milliseconds(2000));
        }
    }

    void beginsAnewAfterReset()
    {
        Backoff backoff;
        for (int i = 0; i < 8; ++i) {
            backoff.next();
        }
        backoff.reset();
        QVERIFY(backoff.next() <= milliseconds(125));
    }

    void twoInstancesDoNotKeepStep()
    {
        Backoff one;
        Backoff other;
        bool different = false;
        for (int i = 0; i < 10; ++i) {
            different = different || one.next() != other.next();
        }
        QVERIFY(different);
    }
};

ORDERDESK_TEST(TestBackoff)
#include "TestBackoff.moc"
