#include "cache/OrderCache.h"
#include "support/TestRegistration.h"

#include "support/SampleOrders.h"

#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace orderdesk;
using orderdesk::test::storedOrder;

namespace {

constexpr std::int64_t mebibyte = 1024 * 1024;

} // namespace

class TestOrderCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatWasInserted()
    {
        OrderCache cache(mebibyte);
        QVERIFY(!cache.find("a"));
        const auto order = storedOrder("a");
        QCOMPARE(cache.insert(order), CacheInsert::Inserted);
        QCOMPARE(cache.find("a"), order);
        QVERIFY(!cache.find("b"));
        const CacheStatistics statistics = cache.statistics();
        QCOMPARE(statistics.entries, 1);
        QCOMPARE(statistics.hits, 1);
        QCOMPARE(statistics.misses, 2);
    }

    void keepsTheNewerRevision()
    {
        OrderCache cache(mebibyte);
        cache.insert(storedOrder("a", 3));
        QCOMPARE(cache.insert(storedOrder("a", 2)), CacheInsert::AlreadyThere);
        QCOMPARE(cache.insert(storedOrder("a", 3)), CacheInsert::AlreadyThere);
        QCOMPARE(cache.find("a")->revision, 3);
        QCOMPARE(cache.insert(storedOrder("a", 4)), CacheInsert::Inserted);
        QCOMPARE(cache.find("a")->revision, 4);
        QCOMPARE(cache.statistics().entries, 1);
    }

    void staysWithinItsBytes()
    {
        OrderCache cache(mebibyte);
        for (int i = 0; i < 5000; ++i) {
            cache.insert(storedOrder("order" + std::to_string(i), 1, 1000));
            QVERIFY(cache.statistics().bytes <= mebibyte);
        }
        const CacheStatistics statistics = cache.statistics();
        QVERIFY(statistics.entries > 500);
        QCOMPARE(statistics.entries + statistics.evictions, 5000);
    }

    void bytesGoBackToZero()
    {
        OrderCache cache(mebibyte);
        for (int i = 0; i < 100; ++i) {
            cache.insert(storedOrder(std::to_string(i), 1, 500));
            cache.insert(storedOrder(std::to_string(i), 2, 900));
        }
        for (int i = 0; i < 100; ++i) {
            cache.removeOlder(std::to_string(i), 2);
        }
        QCOMPARE(cache.statistics().entries, 100);
        for (int i = 0; i < 100; ++i) {
            cache.removeOlder(std::to_string(i), 3);
        }
        QCOMPARE(cache.statistics().entries, 0);
        QCOMPARE(cache.statistics().bytes, 0);
    }

    void aSlowReadDoesNotBringAnOlderRevisionBack()
    {
        OrderCache cache(mebibyte);
        cache.insert(storedOrder("a", 1));
        cache.removeOlder("a", 2);
        QCOMPARE(cache.insert(storedOrder("a", 1)), CacheInsert::Outdated);
        QCOMPARE(cache.insertIfRoom(storedOrder("a", 1)), CacheInsert::Outdated);
        cache.removeOlder("a", 1);
        QCOMPARE(cache.insert(storedOrder("a", 1)), CacheInsert::Outdated);
        QVERIFY(!cache.find("a"));
        QCOMPARE(cache.insert(storedOrder("a", 2)), CacheInsert::Inserted);
        cache.removeOlder("b", 3);
        QCOMPARE(cache.insert(storedOrder("b", 4)), CacheInsert::Inserted);
        QCOMPARE(cache.insert(storedOrder("c", 1)), CacheInsert::Inserted);
    }

    void whatItKnowsOfNewerRevisionsIsBounded()
    {
        OrderCache cache(mebibyte); // one shard
        cache.removeOlder("first", 2);
        cache.removeOlder("again", 2);
        for (int i = 0; i < 8190; ++i) {
            cache.removeOlder(std::to_string(i), 2);
        }
        cache.removeOlder("again", 3);
        cache.removeOlder("one more", 2);
        QCOMPARE(cache.insert(storedOrder("first", 1)), CacheInsert::Inserted);
        QCOMPARE(cache.insert(storedOrder("again", 2)), CacheInsert::Outdated);
        QCOMPARE(cache.insert(storedOrder("0", 1)), CacheInsert::Outdated);
    }

    void keepsWhatIsAskedFor()
    {
        OrderCache cache(mebibyte);
        cache.insert(storedOrder("wanted", 1, 1000));
        for (int i = 0; i < 3000; ++i) {
            cache.insert(storedOrder("order" + std::to_string(i), 1, 1000));
            QVERIFY2(cache.find("wanted"), qPrintable(QString::number(i)));
        }
        QVERIFY(!cache.find("order0"));
    }

    void aGrowingEntryPushesOthersOut()
    {
        OrderCache cache(mebibyte);
        for (int i = 0; i < 400; ++i) {
            cache.insert(storedOrder(std::to_string(i), 1, 1000));
        }
        cache.insert(storedOrder("7", 2, 900'000));
        QVERIFY(cache.statistics().bytes <= mebibyte);
    }

    void whatIsLargerThanTheCacheStaysOut()
    {
        OrderCache cache(mebibyte);
        cache.insert(storedOrder("small"));
        QCOMPARE(cache.insert(storedOrder("large", 1, 2 * mebibyte)), CacheInsert::TooLarge);
        QVERIFY(cache.find("small"));
    }

    void anEntryThatOutgrowsTheCacheLeaves()
    {
        OrderCache cache(mebibyte);
        cache.insert(storedOrder("a", 1, 100));
        cache.insert(storedOrder("a", 2, 2 * mebibyte));
        QVERIFY(cache.statistics().bytes <= mebibyte);
        QVERIFY(!cache.find("a"));
    }

    void warmUpPushesNothingOut()
    {
        OrderCache cache(mebibyte);
        CacheInsert result = CacheInsert::Inserted;
        int inserted = 0;
        while ((result = cache.insertIfRoom(storedOrder(std::to_string(inserted), 1, 1000))) == CacheInsert::Inserted) {
            ++inserted;
        }
        QCOMPARE(result, CacheInsert::NoRoom);
        QVERIFY(inserted > 500);
        QCOMPARE(cache.statistics().evictions, 0);
        QVERIFY(cache.find("0"));
    }

    void revisionsOnlyGrowUnderManyThreads()
    {
        OrderCache cache(mebibyte);
        std::atomic<bool> wrong = false;
        std::atomic<bool> done = false;
        std::vector<std::thread> threads;
        for (int writer = 0; writer < 2; ++writer) {
            threads.emplace_back([&cache, writer] {
                for (int i = 1; i < 3000; ++i) {
                    cache.insert(storedOrder(std::to_string(i % 7), writer == 0 ? i : 3000 - i));
                }
            });
        }
        std::thread reader([&] {
            std::array<std::int64_t, 7> seen{};
            while (!done) {
                for (std::size_t i = 0; i < seen.size(); ++i) {
                    if (const CachedOrder order = cache.find(std::to_string(i))) {
                        wrong = wrong || order->revision < seen[i];
                        seen[i] = order->revision;
                    }
                }
            }
        });
        for (std::thread& thread : threads) {
            thread.join();
        }
        done = true;
        reader.join();
        QVERIFY(!wrong);
    }
};

ORDERDESK_TEST(TestOrderCache)
#include "TestOrderCache.moc"
