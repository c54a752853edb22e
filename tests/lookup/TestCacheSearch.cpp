#include "lookup/CacheSearch.h"
#include "support/TestRegistration.h"

#include "support/TestOrders.h"

#include <QTest>

using namespace orderdesk;

class TestCacheSearch final : public QObject
{
    Q_OBJECT

private:
    OrderCache m_cache{64 << 20};

private Q_SLOTS:
    void initTestCase()
    {
        for (int number = 100; number < 300; ++number) {
            const Order order = makeOrder(number);
            const Violations warnings{{"/payment/amount", "sum_mismatch", "is another", Severity::Warning}};
            m_cache.insert(std::make_shared<const StoredOrder>(StoredOrder{order.orderUid,
                                                                           encodeOrder(order),
                                                                           number,
                                                                           Timestamp(std::chrono::seconds(number)),
                                                                           {QStringLiteral("orders"), 1, number, {}},
                                                                           warnings}));
        }
        m_cache.insert(std::make_shared<const StoredOrder>(StoredOrder{"broken", "{", 1, {}, {}, {}}));
    }

    // The same fields as in the database: tests/storage/TestPostgresOrderReader.
    void searchesByEachField_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("found");
        QTest::newRow("number") << "order-000123" << 1;
        QTest::newRow("number's beginning") << "order-00012" << 10;
        QTest::newRow("track number") << "TRACK123" << 1;
        QTest::newRow("track number's beginning") << "TRACK12" << 10;
        QTest::newRow("phone as written") << "+7 (900) 1000123" << 1;
        QTest::newRow("phone otherwise") << "8-900-100-01-23" << 1;
        QTest::newRow("phone's part") << "100-01-23" << 0;
        QTest::newRow("e-mail") << "uSER123@example.COM" << 1;
        QTest::newRow("customer") << "customer-123" << 1;
        QTest::newRow("customer's beginning") << "customer-" << 0;
        QTest::newRow("name") << "iВАН tEST123" << 1;
        QTest::newRow("transaction") << "tx-123" << 1;
        QTest::newRow("article") << "2389335" << 1;
        QTest::newRow("city") << "kiryat mOZKIN" << 50;
        QTest::newRow("spaces around") << "  order-000123 " << 1;
        QTest::newRow("everything, bounded") << "order-" << 50;
        QTest::newRow("nothing") << "nosuch" << 0;
        QTest::newRow("empty") << "" << 0;
    }

    void searchesByEachField()
    {
        QFETCH(QString, text);
        QFETCH(int, found);
        const std::vector<OrderSummary> orders = searchCache(m_cache, text, 50);
        QCOMPARE(static_cast<int>(orders.size()), found);
        QVERIFY(std::is_sorted(orders.begin(), orders.end(),
                               [](const OrderSummary& a, const OrderSummary& b) { return a.storedAt > b.storedAt; }));
        QVERIFY(found != 50 || orders.front().orderUid == "order-000299");
    }

    void summarizesWhatIsCached()
    {
        const std::vector<OrderSummary> orders = searchCache(m_cache, QStringLiteral("order-000123"), 5);
        OrderSummary expected = summarize(makeOrder(123));
        expected.revision = 123;
        expected.storedAt = Timestamp(std::chrono::seconds(123));
        expected.position = {QStringLiteral("orders"), 1, 123, {}};
        expected.warningCount = 1;
        QVERIFY(orders.front() == expected);
    }
};

ORDERDESK_TEST(TestCacheSearch)
#include "TestCacheSearch.moc"
