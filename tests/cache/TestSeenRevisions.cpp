#include "cache/SeenRevisions.h"
#include "support/TestRegistration.h"

#include <QTest>

using namespace orderdesk;

class TestSeenRevisions final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsRevisionsApart()
    {
        SeenRevisions seen(10);
        seen.add(SeenRevisions::keyOf("a", 1));
        QVERIFY(seen.contains(SeenRevisions::keyOf("a", 1)));
        QVERIFY(!seen.contains(SeenRevisions::keyOf("a", 2)));
        QVERIFY(!seen.contains(SeenRevisions::keyOf("b", 1)));
        QVERIFY(!seen.contains(SeenRevisions::keyOf("a", 0, 1)));
        QVERIFY(SeenRevisions::keyOf("orders", 1, 2) != SeenRevisions::keyOf("orders", 2, 1));
    }

    void forgetsTheOldestOnly()
    {
        SeenRevisions seen(100);
        for (int i = 0; i < 1'000; ++i) {
            seen.add(SeenRevisions::keyOf("order", i));
            for (int last = std::max(0, i - 99); last <= i; ++last)
                QVERIFY(seen.contains(SeenRevisions::keyOf("order", last)));
        }
        int kept = 0;
        for (int i = 0; i < 1'000; ++i)
            kept += seen.contains(SeenRevisions::keyOf("order", i)) ? 1 : 0;
        QVERIFY(kept <= 200);
    }
};

ORDERDESK_TEST(TestSeenRevisions)
#include "TestSeenRevisions.moc"
