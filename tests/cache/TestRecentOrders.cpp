#include "cache/RecentOrders.h"
#include "support/TestRegistration.h"

#include <QTest>

using namespace orderdesk;

namespace {

OrderSummary summary(const std::string& orderUid, int second, std::int64_t revision = 1)
{
    OrderSummary order;
    order.orderUid = orderUid;
    order.revision = revision;
    order.storedAt = Timestamp(std::chrono::seconds(second));
    return order;
}

QString numbers(const RecentOrders& recent, std::size_t limit = 100)
{
    QStringList numbers;
    for (const OrderSummary& order : recent.newest(limit)) {
        numbers += QString::fromStdString(order.orderUid);
    }
    return numbers.join(u' ');
}

} // namespace

class TestRecentOrders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newestComesFirst()
    {
        RecentOrders recent(10);
        recent.add(summary("b", 2));
        recent.add(summary("a", 1));
        recent.add(summary("c", 3));
        QCOMPARE(numbers(recent), QStringLiteral("c b a"));
        QCOMPARE(numbers(recent, 2), QStringLiteral("c b"));
    }

    void isBounded()
    {
        RecentOrders recent(2);
        recent.add(summary("a", 1));
        recent.add(summary("b", 2));
        recent.add(summary("c", 3));
        QCOMPARE(numbers(recent), QStringLiteral("c b"));
    }

    void anUpdateMovesToTheFront()
    {
        RecentOrders recent(10);
        recent.add(summary("a", 1));
        recent.add(summary("b", 2));
        recent.add(summary("a", 3, 2));
        QCOMPARE(numbers(recent), QStringLiteral("a b"));
    }

    void anOlderRevisionIsIgnored()
    {
        RecentOrders recent(10);
        recent.add(summary("a", 3, 2));
        recent.add(summary("b", 2));
        recent.add(summary("a", 1, 1));
        QCOMPARE(numbers(recent), QStringLiteral("a b"));
        QCOMPARE(recent.newest(1).front().revision, 2);
    }
};

ORDERDESK_TEST(TestRecentOrders)
#include "TestRecentOrders.moc"
