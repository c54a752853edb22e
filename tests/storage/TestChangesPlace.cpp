#include "storage/ChangesPlace.h"
#include "support/TestRegistration.h"

#include <QTest>

using namespace orderdesk;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp start{1'760'000'000s};

ChangesPlace::Look lookAt(std::chrono::seconds time, std::int64_t xmin, std::int64_t xmax, std::int64_t letter = 0)
{
    return {{xmin, xmax, {}}, start + time, letter};
}

} // namespace

class TestChangesPlace final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsASnapshot()
    {
        const auto calm = TransactionSnapshot::parse("751:751:");
        QVERIFY(calm);
        QCOMPARE(calm->xmin, 751);
        QCOMPARE(calm->xmax, 751);
        QVERIFY(calm->running.empty());
        const auto busy = TransactionSnapshot::parse("4294967300:4294967310:4294967300,4294967307");
        QVERIFY(busy);
        QCOMPARE(busy->xmax, 4'294'967'310);
        QCOMPARE(busy->running, (std::vector<std::int64_t>{4'294'967'300, 4'294'967'307}));
    }

    void refusesWhatIsNoSnapshot_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"", "1", "1:2", "a:2:", "1:2:x", "1:2:3;4", "99999999999999999999:1:"})
            QTest::newRow(text) << QByteArray(text);
    }

    void refusesWhatIsNoSnapshot()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!TransactionSnapshot::parse({text.constData(), static_cast<std::size_t>(text.size())}));
    }

    void aFirstLookGoesBackALittle()
    {
        const ChangesPlace place;
        QVERIFY(!place.hasBegun());
        QVERIFY(place.ordersFrom(lookAt(0s, 10, 10)) == start - ChangesPlace::firstOverlap);
    }

    void inCalmTimesItLooksBackToTheLastLook()
    {
        ChangesPlace place;
        for (int i = 0; i < 10; ++i)
            place.add(lookAt(std::chrono::seconds(i), 10 + i, 10 + i, 5'000 + i));
        QVERIFY(place.ordersFrom(lookAt(10s, 30, 30, 6'000)) == start + 9s - ChangesPlace::overlap);
        QCOMPARE(place.deadLettersAfter(lookAt(10s, 30, 30, 6'000)), 5'009 - ChangesPlace::deadLetterOverlap);
        QCOMPARE(place.lastSnapshot().xmax, 19);
    }

    void itLooksBackToWhereTheOldestRunningTransactionBegan()
    {
        ChangesPlace place;
        place.add(lookAt(0s, 10, 10, 1'000));
        place.add(lookAt(1s, 20, 20, 2'000));
        for (int i = 2; i < 30; ++i)
            place.add(lookAt(std::chrono::seconds(i), 22, 20 + 10 * i, 1'000 * i)); // 22 runs on
        QVERIFY(place.ordersFrom(lookAt(30s, 400, 400, 9'000)) == start + 1s - ChangesPlace::overlap);
        QCOMPARE(place.deadLettersAfter(lookAt(30s, 400, 400, 90'000)), 2'000 - ChangesPlace::deadLetterOverlap);
    }

    void itKeepsABoundedNumberOfLooks()
    {
        ChangesPlace place;
        for (int i = 0; i < 1'000; ++i)
            place.add(lookAt(std::chrono::seconds(i), 5, 10 + i)); // 5 runs for ever
        QVERIFY(place.ordersFrom(lookAt(1'000s, 5, 2'000)) ==
                start + 1'000s - std::chrono::seconds(ChangesPlace::keptLooks) - ChangesPlace::overlap);
    }

    void looksWhileNothingHappensNeedNoRoom()
    {
        ChangesPlace place;
        place.add(lookAt(0s, 10, 10));
        place.add(lookAt(1s, 20, 20));
        for (int i = 2; i < 1'000; ++i)
            place.add(lookAt(std::chrono::seconds(i), 25, 30));
        QVERIFY(place.ordersFrom(lookAt(1'000s, 40, 40)) == start + 1s - ChangesPlace::overlap);
    }

    void aServersClockMayBeSetBack()
    {
        ChangesPlace place;
        place.add(lookAt(100s, 10, 10));
        QVERIFY(place.ordersFrom(lookAt(40s, 11, 11)) == start + 40s - ChangesPlace::overlap);
    }

    void aRestoredServerCountsAnew()
    {
        ChangesPlace place;
        place.add(lookAt(0s, 900, 900));
        place.add(lookAt(1s, 1'000, 1'000));
        place.add(lookAt(2s, 20, 20));
        QCOMPARE(place.lastSnapshot().xmax, 20);
        QVERIFY(place.ordersFrom(lookAt(3s, 21, 21)) == start + 2s - ChangesPlace::overlap);
    }
};

ORDERDESK_TEST(TestChangesPlace)
#include "TestChangesPlace.moc"
