#include "cache/CacheWarmup.h"

#include "support/InMemoryOrderReader.h"
#include "support/SampleOrders.h"
#include "support/TestRegistration.h"

#include <QTest>

using namespace orderdesk;
using namespace orderdesk::test;

class TestCacheWarmup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fillsTheCacheAndTheNewest()
    {
        const auto database = std::make_shared<InMemoryOrders>();
        for (int i = 0; i < 50; ++i) {
            const std::string orderUid = std::to_string(i);
            database->orders[orderUid] = *storedOrder(orderUid);
            OrderSummary summary;
            summary.orderUid = orderUid;
            database->summaries.push_back(summary);
        }
        OrderCache cache(1024 * 1024);
        RecentOrders recent(100);
        cache.insert(storedOrder("7", 5));
        CacheWarmup warmup(cache, recent, [&] { return std::make_unique<InMemoryOrderReader>(database); });
        QVERIFY(!warmup.isDone());
        warmup.start();
        QTRY_VERIFY(warmup.isDone());
        QCOMPARE(cache.statistics().entries, 50);
        QCOMPARE(cache.find("7")->revision, 5);
        QCOMPARE(recent.newest(100).size(), 50);
    }

    void stopsWhenTheCacheIsFull()
    {
        const auto database = std::make_shared<InMemoryOrders>();
        for (int i = 0; i < 2000; ++i) {
            const std::string orderUid = std::to_string(i);
            database->orders[orderUid] = *storedOrder(orderUid, 1, 1000);
        }
        OrderCache cache(1024 * 1024);
        RecentOrders recent(100);
        CacheWarmup warmup(cache, recent, [&] { return std::make_unique<InMemoryOrderReader>(database); });
        warmup.start();
        QTRY_VERIFY(warmup.isDone());
        QCOMPARE(cache.statistics().evictions, 0);
        QVERIFY(cache.statistics().entries < 2000);
    }

    // 8 parts of 4 MiB: one order fits none of them, of ten others two must meet in one part.
    void passesOverWhatDoesNotFit()
    {
        const auto database = std::make_shared<InMemoryOrders>();
        database->orders["0"] = *storedOrder("0", 1, 5 * 1024 * 1024);
        for (int i = 10; i < 20; ++i) {
            const std::string orderUid = std::to_string(i);
            database->orders[orderUid] = *storedOrder(orderUid, 1, 2500 * 1024);
        }
        for (int i = 100; i < 150; ++i) {
            const std::string orderUid = "a" + std::to_string(i);
            database->orders[orderUid] = *storedOrder(orderUid);
        }
        OrderCache cache(32 * 1024 * 1024);
        RecentOrders recent(100);
        CacheWarmup warmup(cache, recent, [&] { return std::make_unique<InMemoryOrderReader>(database); });
        warmup.start();
        QTRY_VERIFY(warmup.isDone());
        QVERIFY(!cache.find("0"));
        for (int i = 100; i < 150; ++i) {
            QVERIFY(cache.find("a" + std::to_string(i)));
        }
        QCOMPARE(cache.statistics().evictions, 0);
    }

    void waitsForADatabaseThatIsAway()
    {
        const auto database = std::make_shared<InMemoryOrders>();
        database->orders["a"] = *storedOrder("a");
        database->failure = Error{ErrorCode::Unavailable, Sentence::tr("away")};
        OrderCache cache(1024 * 1024);
        RecentOrders recent(100);
        CacheWarmup warmup(cache, recent, [&] { return std::make_unique<InMemoryOrderReader>(database); });
        warmup.start();
        QTRY_VERIFY([&] {
            const std::scoped_lock lock(database->mutex);
            return database->calls > 0;
        }());
        QTRY_COMPARE(warmup.state().cause.english(), QStringLiteral("cannot fill the cache: away"));
        QCOMPARE(warmup.state().level, ComponentState::Level::Starting);
        {
            const std::scoped_lock lock(database->mutex);
            database->failure.reset();
        }
        QTRY_VERIFY(warmup.isDone());
        QVERIFY(warmup.state().cause.isEmpty());
        QVERIFY(cache.find("a"));
    }
};

ORDERDESK_TEST(TestCacheWarmup)
#include "TestCacheWarmup.moc"
