#include "broker/KafkaMessagePublisher.h"
#include "domain/OrderEncoder.h"
#include "support/FaultBench.h"
#include "support/SampleOrders.h"
#include "support/TestRegistration.h"

#include <QTest>

#include <array>

using namespace orderdesk;
using namespace orderdesk::test;
using namespace std::chrono_literals;

namespace {

// Kafka's times are whole milliseconds, and only a strictly later one decides between partitions.
void waitForAnotherMillisecond()
{
    const auto now = [] { return std::chrono::floor<std::chrono::milliseconds>(currentTimestamp()); };
    const auto begin = now();
    while (now() == begin) {
    }
}

} // namespace

/// Which version of an order stays, on the real Kafka and the real PostgreSQL.
class TestVersions : public QObject
{
    Q_OBJECT

private:
    MessagePosition send(const FaultBench& bench, const Order& order, const QByteArray& key)
    {
        return send(bench, encodeOrder(order), key);
    }

    MessagePosition send(const FaultBench& bench, const QByteArray& value, const QByteArray& key)
    {
        const std::array outgoing{OutgoingMessage{bench.topic(), key, value, {}}};
        const auto sent = publisher().publish(outgoing, 30s);
        if (!sent.front()) {
            qFatal("%s", qPrintable(sent.front().error().message.english()));
        }
        waitForAnotherMillisecond();
        return *sent.front();
    }

    KafkaMessagePublisher& publisher()
    {
        if (!m_publisher) {
            BrokerSettings settings;
            settings.brokers = qEnvironmentVariable("ORDERDESK_KAFKA_BROKERS");
            m_publisher = std::make_unique<KafkaMessagePublisher>(settings);
        }
        return *m_publisher;
    }

    std::unique_ptr<KafkaMessagePublisher> m_publisher;

private Q_SLOTS:
    /// Two versions in different partitions, read in whatever order; then all of it again, by a group that knows
    /// nothing.
    void theLaterOfTwoPartitionsStays()
    {
        FaultBench bench(QStringLiteral("versions"));
        if (const QString why = bench.start(); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
        constexpr int orders = 60;
        int apart = 0;
        for (int number = 0; number < orders; ++number) {
            const std::string orderUid = "order-" + std::to_string(number);
            const auto first = send(bench, sampleOrder(orderUid, 1), "first" + QByteArray::number(number));
            const auto second = send(bench, sampleOrder(orderUid, 2), "second" + QByteArray::number(number));
            apart += first.partition != second.partition ? 1 : 0;
        }
        QVERIFY2(apart > orders / 2, qPrintable(QString::number(apart)));
        const QString wrong = QStringLiteral("select count(*) from payments where amount <> 2");
        const QString rows =
            QStringLiteral("select string_agg(concat_ws(' ', order_uid, revision, stored_at), ',' order"
                           " by order_uid) from orders");
        OrderdeskProcess orderdesk(bench.process());
        QString problem = orderdesk.start();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QVERIFY(waitUntil([&] { return orderdesk.metrics().value("orderdesk_messages_consumed") == 2 * orders; }, 60s));
        QVERIFY(waitUntil([&] { return orderdesk.metrics().value("orderdesk_messages_in_flight") == 0; }, 60s));
        QCOMPARE(bench.storedOrders(), qint64(orders));
        QCOMPARE(bench.postgres().value(wrong), QStringLiteral("0"));
        problem = orderdesk.stop();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));

        const QString before = bench.postgres().value(rows);
        for (const char* batchOrders : {"1", "7", "1000"}) {
            OrderdeskProcess again(
                bench.process({QStringLiteral("--batch-orders"), QLatin1String(batchOrders),
                               QStringLiteral("--kafka-group"), uniqueName(QStringLiteral("replay"))}));
            problem = again.start();
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
            QVERIFY(waitUntil([&] { return again.metrics().value("orderdesk_messages_consumed") == 2 * orders; }, 60s));
            QVERIFY(waitUntil([&] { return again.metrics().value("orderdesk_messages_in_flight") == 0; }, 60s));
            problem = again.stop();
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
            QCOMPARE(bench.postgres().value(rows), before);
        }
    }

    void aTopicThatIsDeletedAndMadeAgain_data()
    {
        QTest::addColumn<bool>("running");
        QTest::addColumn<bool>("atOnce");
        QTest::newRow("under a running instance") << true << false;
        QTest::newRow("under a running instance, at once") << true << true;
        QTest::newRow("while nobody runs") << false << true;
    }

    /// Its offsets begin anew: new versions at low ones are stored, and what is refused there is kept beside what was
    /// refused at the same offsets before. Between deletion and creation nobody makes it but the administrator.
    void aTopicThatIsDeletedAndMadeAgain()
    {
        QFETCH(const bool, running);
        QFETCH(const bool, atOnce);
        FaultBench bench(QStringLiteral("anew"));
        if (const QString why = bench.start(1); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
        const auto topics = [&](const QStringList& arguments) {
            return FaultBench::dev(
                QStringList{QStringLiteral("kafka-topics"), QStringLiteral("--topic"), bench.topic()} + arguments);
        };
        OrderdeskProcess orderdesk(bench.process());
        QString problem = orderdesk.start();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        send(bench, "bad \"a\"", "a");
        for (int number = 0; number < 20; ++number) {
            send(bench, sampleOrder("order-" + std::to_string(number), 1), "x");
        }
        QVERIFY(waitUntil([&] { return bench.storedOrders() == 20; }, 60s));
        if (!running) {
            problem = orderdesk.stop();
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
        }
        QVERIFY(topics({QStringLiteral("--delete")}));
        if (!atOnce) {
            QVERIFY(waitUntil([&] { return orderdesk.get(QStringLiteral("/readyz")).body.contains("does not exist"); },
                              60s));
        }
        QVERIFY(topics({QStringLiteral("--create"), QStringLiteral("--partitions"), QStringLiteral("1")}));
        m_publisher.reset(); // it knows the old topic
        send(bench, "bad \"b\"", "b");
        for (int number = 0; number < 5; ++number) {
            send(bench, sampleOrder("order-" + std::to_string(number), 2), "x");
        }
        if (!running) {
            problem = orderdesk.start();
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
        }
        const QString changed =
            QStringLiteral("select count(*) from orders where revision = 2 and kafka_incarnation = 2");
        QVERIFY2(waitUntil([&] { return bench.postgres().value(changed) == QLatin1String("5"); }, 60s),
                 orderdesk.log().constData());
        QCOMPARE(
            bench.postgres().value(QStringLiteral("select string_agg(convert_from(value, 'UTF8') || incarnation, ','"
                                                  " order by id) from dead_letters")),
            QStringLiteral("bad \"a\"1,bad \"b\"2"));
        QVERIFY(orderdesk.log().contains("was made anew"));
        QVERIFY(waitUntil([&] { return orderdesk.get(QStringLiteral("/readyz")).status == 200; }, 30s));
        problem = orderdesk.stop();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }
};

ORDERDESK_TEST(TestVersions)
#include "TestVersions.moc"
