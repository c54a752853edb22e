#include "ingest/BatchBuilder.h"
#include "support/TestRegistration.h"

#include "domain/OrderEncoder.h"
#include "support/SampleOrders.h"

#include <QTest>

#include <algorithm>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

std::int64_t nextOf(const Batch& batch, std::int32_t partition)
{
    const auto found = std::find_if(batch.positions.begin(), batch.positions.end(),
                                    [&](const LogPosition& at) { return at.partition.partition == partition; });
    return found == batch.positions.end() ? -1 : found->next;
}

} // namespace

class TestBatchBuilder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sortsByNumberAndKeepsTheRawMessageBeside()
    {
        BatchBuilder builder({});
        builder.add(orderMessage(sampleOrder("c"), 0, 0));
        builder.add(orderMessage(sampleOrder("a"), 0, 1));
        builder.add(orderMessage(sampleOrder("b"), 1, 7));
        const Batch batch = builder.take(5);
        QCOMPARE(batch.generation, 5);
        QCOMPARE(batch.messageCount, 3);
        QCOMPARE(batch.orders.size(), 3);
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(batch.orders[i].order.orderUid, std::string(1, static_cast<char>('a' + static_cast<int>(i))));
            QCOMPARE(batch.messages[i].value, encodeOrder(batch.orders[i].order));
            QCOMPARE(batch.messages[i].position, batch.orders[i].position);
        }
        QCOMPARE(nextOf(batch, 0), 2);
        QCOMPARE(nextOf(batch, 1), 8);
        QVERIFY(builder.isEmpty());
    }

    void keepsAllVersionsInTheOrderTheyCame()
    {
        BatchBuilder builder({});
        builder.add(orderMessage(sampleOrder("b", 1), 0, 0));
        builder.add(orderMessage(sampleOrder("a", 1), 0, 1));
        builder.add(orderMessage(sampleOrder("a", 3), 1, 2));
        builder.add(orderMessage(sampleOrder("a", 2), 0, 3));
        const Batch batch = builder.take(1);
        QCOMPARE(batch.orders.size(), 4);
        QCOMPARE(batch.messageCount, 4);
        QCOMPARE(batch.orders[0].order.payment.amount, 1);
        QCOMPARE(batch.orders[1].order.payment.amount, 3);
        QCOMPARE(batch.orders[2].order.payment.amount, 2);
        QCOMPARE(batch.orders[3].order.orderUid, std::string("b"));
        for (std::size_t i = 0; i < 4; ++i) {
            QCOMPARE(batch.messages[i].position, batch.orders[i].position);
        }
    }

    void saysWhereEachLogIsAfterIt()
    {
        BatchBuilder builder({});
        Message last = rawMessage(QByteArrayLiteral("{"), 1, 9);
        last.key = QByteArrayLiteral("k");
        last.position.incarnation = 2;
        last.position.timestamp = Timestamp(std::chrono::milliseconds(1'700'000'000'000));
        builder.add(orderMessage(sampleOrder("a"), 0, 0));
        builder.add(orderMessage(sampleOrder("b"), 1, 8));
        builder.add(last);
        const Batch batch = builder.take(1);
        QCOMPARE(batch.positions.size(), 2);
        const LogPosition& at = batch.positions[batch.positions[0].partition.partition == 1 ? 0 : 1];
        QCOMPARE(at.partition, (TopicPartition{QStringLiteral("orders"), 1}));
        QCOMPARE(at.incarnation, 2);
        QCOMPARE(at.next, 10);
        QCOMPARE(at.lastOffset, 9);
        QCOMPARE(at.lastTimestamp, last.position.timestamp);
        QCOMPARE(at.lastFingerprint, fingerprintOf(last.key, last.value));
        QVERIFY(at.lastFingerprint != fingerprintOf({}, last.value));
        QVERIFY(builder.take(1).positions.empty());
        builder.add(last);
        builder.drop();
        QVERIFY(builder.take(1).positions.empty());
    }

    void whatIsNoOrderBecomesADeadLetter_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("isNull");
        QTest::addColumn<QString>("code");
        QTest::newRow("tombstone") << QByteArray() << true << QStringLiteral("tombstone");
        QTest::newRow("empty") << QByteArray("") << false << QStringLiteral("empty_message");
        QTest::newRow("too large") << QByteArray(2000, ' ') << false << QStringLiteral("message_too_large");
    }

    void whatIsNoOrderBecomesADeadLetter()
    {
        QFETCH(QByteArray, value);
        QFETCH(bool, isNull);
        QFETCH(QString, code);
        IngestSettings settings;
        settings.maxMessageSize = 1999;
        BatchBuilder builder(settings);
        Message message = rawMessage(value, 0, 41);
        if (isNull) {
            message.value.reset();
        }
        builder.add(message);
        const Batch batch = builder.take(1);
        QCOMPARE(batch.deadLetters.size(), 1);
        QCOMPARE(batch.deadLetters[0].message, message);
        QCOMPARE(batch.deadLetters[0].violations.size(), 1);
        QCOMPARE(QString::fromStdString(batch.deadLetters[0].violations[0].code), code);
        QCOMPARE(nextOf(batch, 0), 42);
    }

    void anInvalidMessageIsKeptWholeWithAllReasons()
    {
        Order order = sampleOrder("a");
        order.payment.currency = "dollars";
        order.items[0].sale = 101;
        BatchBuilder builder({});
        builder.add(orderMessage(order, 0, 0));
        const Batch batch = builder.take(1);
        QCOMPARE(batch.orders.size(), 0);
        QCOMPARE(batch.deadLetters.size(), 1);
        QCOMPARE(batch.deadLetters[0].orderUid, std::string("a"));
        QCOMPARE(batch.deadLetters[0].message.value, encodeOrder(order));
        QVERIFY(batch.deadLetters[0].violations.size() >= 2);
    }

    void aKeyThatDiffersIsAWarning()
    {
        BatchBuilder builder({});
        Message same = orderMessage(sampleOrder("a"), 0, 0);
        same.key = QByteArrayLiteral("a");
        Message other = orderMessage(sampleOrder("b"), 0, 1);
        other.key = QByteArrayLiteral("x");
        builder.add(same);
        builder.add(other);
        const Batch batch = builder.take(1);
        QVERIFY(batch.orders[0].warnings.empty());
        QCOMPARE(batch.orders[1].warnings.size(), 1);
        QCOMPARE(batch.orders[1].warnings[0].code, std::string("key_differs"));
    }

    void aTimeThatIsNoneIsAWarning()
    {
        BatchBuilder builder({});
        Message order = orderMessage(sampleOrder("a"), 0, 0);
        Message nonsense = rawMessage(QByteArrayLiteral("{"), 0, 1);
        order.oddTimestamp = nonsense.oddTimestamp = 1788749714394000000;
        builder.add(order);
        builder.add(nonsense);
        const Batch batch = builder.take(1);
        const auto says = [](const Violation& warning) {
            return warning.code == "timestamp_out_of_range" && warning.severity == Severity::Warning &&
                   warning.message.find("1788749714394000000") != std::string::npos;
        };
        QCOMPARE(batch.orders[0].warnings.size(), 1);
        QVERIFY(says(batch.orders[0].warnings[0]));
        QVERIFY(hasErrors(batch.deadLetters[0].violations));
        QVERIFY(says(batch.deadLetters[0].violations.back()));
    }

    void aTimeThatIsAheadIsAWarning()
    {
        BatchBuilder builder({});
        Message soon = orderMessage(sampleOrder("a"), 0, 0);
        Message ahead = orderMessage(sampleOrder("b"), 0, 1);
        soon.position.timestamp = currentTimestamp() + std::chrono::hours(23);
        ahead.position.timestamp = currentTimestamp() + std::chrono::hours(25);
        builder.add(soon);
        builder.add(ahead);
        const Batch batch = builder.take(1);
        QVERIFY(batch.orders[0].warnings.empty());
        QCOMPARE(batch.orders[1].warnings.size(), 1);
        QCOMPARE(batch.orders[1].warnings[0].code, std::string("timestamp_ahead"));
    }

    void closesByCountAndByBytes()
    {
        IngestSettings settings;
        settings.batchOrders = 2;
        BatchBuilder byCount(settings);
        QVERIFY(!byCount.dueAt());
        byCount.add(orderMessage(sampleOrder("a"), 0, 0));
        QVERIFY(byCount.dueAt());
        QVERIFY(!byCount.isFull());
        byCount.add(orderMessage(sampleOrder("a"), 0, 1));
        QVERIFY(byCount.isFull());

        settings.batchOrders = 1000;
        settings.batchBytes = 1000;
        BatchBuilder byBytes(settings);
        byBytes.add(rawMessage(QByteArray(1000, 'x'), 0, 0));
        QVERIFY(byBytes.isFull());
        QCOMPARE(byBytes.drop(), 1);
        QVERIFY(!byBytes.isFull());
        QVERIFY(byBytes.isEmpty());
    }
};

ORDERDESK_TEST(TestBatchBuilder)
#include "TestBatchBuilder.moc"
