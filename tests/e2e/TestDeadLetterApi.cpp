#include "broker/KafkaMessagePublisher.h"
#include "domain/OrderEncoder.h"
#include "support/OrderdeskProcess.h"
#include "support/PostgresFixture.h"
#include "support/SampleOrders.h"
#include "support/TestRegistration.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QTest>

#include <memory>

using namespace orderdesk;
using namespace orderdesk::test;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 30'000;
const QByteArray token = "a-token-of-the-test";

QJsonObject object(const HttpAnswer& answer)
{
    return QJsonDocument::fromJson(answer.body).object();
}

QString typeOf(const HttpAnswer& answer)
{
    return object(answer).value(QLatin1String("type")).toString();
}

/// Valid, with a warning: refused only by --strict.
QByteArray warnedOrder()
{
    QByteArray order = encodeOrder(sampleOrder("warned"));
    return order.insert(order.size() - 1, ",\"surprise\":1");
}

QByteArray brokenOrder()
{
    QByteArray order = encodeOrder(sampleOrder("correct-me"));
    return order.replace("\"currency\":\"", "\"currency\":\"x");
}

} // namespace

/// What a program does with refused messages through the API of the built program, on the real Kafka and the real
/// PostgreSQL. The steps build on each other.
class TestDeadLetterApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (qEnvironmentVariableIsEmpty("ORDERDESK_KAFKA_BROKERS")) {
            QSKIP("ORDERDESK_KAFKA_BROKERS is not set: run this through ./dev.sh test, which starts a real Kafka");
        }
        if (const QString why = m_postgres.start(); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
        qputenv("ORDERDESK_HTTP_TOKEN", token);
        m_broker.brokers = qEnvironmentVariable("ORDERDESK_KAFKA_BROKERS");
        m_broker.topic = uniqueName(QStringLiteral("letters"));
        KafkaMessagePublisher publisher(m_broker);
        std::vector<OutgoingMessage> messages;
        for (const QByteArray& value : {warnedOrder(), brokenOrder(), QByteArray("no JSON at all")}) {
            messages.push_back({m_broker.topic, QByteArray("key"), value, {}});
        }
        for (const auto& published : publisher.publish(messages, 30s)) {
            QVERIFY2(published, published ? "" : qPrintable(published.error().message.english()));
        }
    }

    void aRefusedOneComesBackWhileTheRuleStands()
    {
        start({QStringLiteral("--strict")});
        QTRY_COMPARE_WITH_TIMEOUT(count(QStringLiteral("dead_letters")), 3, patience);
        const QString warned = idOf(QStringLiteral("warned"));
        const HttpAnswer checked = post(warned + QStringLiteral("/redrive?dry_run=true"));
        QCOMPARE(checked.status, 200);
        QCOMPARE(object(checked).value(QLatin1String("accepted")), QJsonValue(false));
        QCOMPARE(count(QStringLiteral("dead_letter_changes")), 0);
        const HttpAnswer answer = post(warned + QStringLiteral("/redrive"));
        QCOMPARE(answer.status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(count(QStringLiteral("dead_letters")), 4, patience);
        QCOMPARE(m_orderdesk->stop(), QString());
    }

    /// After the rule was given up: what was refused is accepted as it is.
    void itIsStoredAsItCame()
    {
        start({});
        const QString warned = idOf(QStringLiteral("warned"));
        QCOMPARE(object(post(warned + QStringLiteral("/redrive?dry_run=true"))).value(QLatin1String("accepted")),
                 QJsonValue(true));
        const HttpAnswer answer = post(warned + QStringLiteral("/redrive"));
        QCOMPARE(answer.status, 200);
        QCOMPARE(object(answer).value(QLatin1String("redrive_count")).toInt(), 2);
        QCOMPARE(object(answer).value(QLatin1String("marked")), QJsonValue(true));
        QTRY_COMPARE_WITH_TIMEOUT(m_orderdesk->get(QStringLiteral("/order/warned")).status, 200, patience);
        // Where the API says it went is where the order came from, and what the audit says.
        const QJsonObject published = object(answer).value(QLatin1String("published")).toObject();
        const QString place = QStringLiteral("%1/%2@%3")
                                  .arg(published.value(QLatin1String("topic")).toString())
                                  .arg(published.value(QLatin1String("partition")).toInt())
                                  .arg(published.value(QLatin1String("offset")).toInt());
        QCOMPARE(m_postgres.value(QStringLiteral("select kafka_topic || '/' || kafka_partition || '@' || kafka_offset "
                                                 "from orders where order_uid = 'warned'")),
                 place);
        QCOMPARE(lastChange(), (QStringList{QStringLiteral("http (127.0.0.1)"), QStringLiteral("redriven"), warned,
                                            QStringLiteral("to ") + place}));
    }

    void theSameAgainIsSaidAndChangesNothing()
    {
        const QString warned = idOf(QStringLiteral("warned"));
        const auto unchanged = m_orderdesk->metric("orderdesk_messages_unchanged_total");
        QVERIFY(unchanged);
        // What was sent again has been stored since: it is the newer one now.
        const HttpAnswer refused = post(warned + QStringLiteral("/redrive"));
        QCOMPARE(refused.status, 409);
        QCOMPARE(typeOf(refused), QStringLiteral("/problems/newer-order-stored"));
        const HttpAnswer answer = post(warned + QStringLiteral("/redrive?replace_newer=true"));
        QCOMPARE(answer.status, 200);
        QCOMPARE(object(answer).value(QLatin1String("redrive_count")).toInt(), 3);
        QTRY_COMPARE_WITH_TIMEOUT(m_orderdesk->metric("orderdesk_messages_unchanged_total").value_or(0), *unchanged + 1,
                                  patience);
        QCOMPARE(m_postgres.value(QStringLiteral("select revision from orders where order_uid = 'warned'")),
                 QStringLiteral("1"));
    }

    void aCorrectedOneIsStored()
    {
        const QString broken = idOf(QStringLiteral("correct-me"));
        const HttpAnswer refused = post(broken + QStringLiteral("/redrive"), brokenOrder());
        QCOMPARE(refused.status, 422);
        QCOMPARE(object(refused)
                     .value(QLatin1String("violations"))
                     .toArray()
                     .first()
                     .toObject()
                     .value(QLatin1String("pointer"))
                     .toString(),
                 QStringLiteral("/payment/currency"));
        const HttpAnswer answer = post(broken + QStringLiteral("/redrive"), encodeOrder(sampleOrder("correct-me")));
        QCOMPARE(answer.status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(m_orderdesk->get(QStringLiteral("/order/correct-me")).status, 200, patience);
        QCOMPARE(lastChange().at(1), QStringLiteral("corrected"));
        QVERIFY(lastChange().at(3).endsWith(QStringLiteral("; changed: /payment/currency")));
    }

    void nothingIsChangedWithoutTheToken()
    {
        const QString broken = idOf(QStringLiteral("correct-me"));
        const int changes = count(QStringLiteral("dead_letter_changes"));
        for (const QByteArray& wrong : {QByteArray(), QByteArray("wrong"), token.left(token.size() - 1)}) {
            const QString path = QStringLiteral("/dead-letters/") + broken;
            QCOMPARE(m_orderdesk->send("DELETE", path, wrong).status, 401);
            QCOMPARE(m_orderdesk->send("POST", path + QStringLiteral("/redrive"), wrong).status, 401);
        }
        QCOMPARE(count(QStringLiteral("dead_letter_changes")), changes);
        QCOMPARE(m_orderdesk->get(QStringLiteral("/dead-letters/") + broken).status, 200); // reading needs none here
    }

    void aDiscardedOneIsGoneOnce()
    {
        const QString broken = idOf(QStringLiteral("correct-me"));
        const QString path = QStringLiteral("/dead-letters/") + broken;
        QCOMPARE(m_orderdesk->send("DELETE", path, token).status, 204);
        QCOMPARE(m_orderdesk->send("DELETE", path, token).status, 404);
        QCOMPARE(post(broken + QStringLiteral("/redrive")).status, 404);
        QCOMPARE(m_orderdesk->get(path).status, 404);
        QCOMPARE(lastChange(),
                 (QStringList{QStringLiteral("http (127.0.0.1)"), QStringLiteral("discarded"), broken, QString()}));
    }

    void aClientThatLeavesIsServedAllTheSame()
    {
        const QString warned = idOf(QStringLiteral("warned"));
        const int before = redriveCount(warned);
        QTcpSocket client;
        client.connectToHost(QStringLiteral("127.0.0.1"), m_orderdesk->port());
        QVERIFY(client.waitForConnected(patience));
        client.write("POST /dead-letters/" + warned.toLatin1() +
                     "/redrive?replace_newer=true HTTP/1.1\r\nHost: localhost\r\n" + "Authorization: Bearer " + token +
                     "\r\n\r\n");
        QVERIFY(client.waitForBytesWritten(patience));
        client.disconnectFromHost();
        QTRY_COMPARE_WITH_TIMEOUT(redriveCount(warned), before + 1, patience);
        QCOMPARE(m_orderdesk->get(QStringLiteral("/livez")).status, 200);
        QCOMPARE(post(warned + QStringLiteral("/redrive?replace_newer=true")).status, 200);
        QVERIFY(!m_orderdesk->log().contains(token));
        QCOMPARE(m_orderdesk->stop(), QString());
    }

    void withoutKafkaTheLetterStaysAsItIs()
    {
        const QString warned = idOf(QStringLiteral("warned"));
        const int before = redriveCount(warned);
        const int changes = count(QStringLiteral("dead_letter_changes"));
        start({}, QStringLiteral("127.0.0.1:1")); // nobody listens there
        for (const HttpAnswer& answer : {post(warned + QStringLiteral("/redrive?replace_newer=true")),
                                         post(warned + QStringLiteral("/redrive?replace_newer=true"), warnedOrder())}) {
            QCOMPARE(answer.status, 503);
            QCOMPARE(typeOf(answer), QStringLiteral("/problems/kafka-away"));
            QVERIFY(answer.retryAfter.toInt() >= 1);
        }
        QCOMPARE(redriveCount(warned), before);
        QCOMPARE(count(QStringLiteral("dead_letter_changes")), changes);
        QCOMPARE(m_orderdesk->stop(), QString());
    }

    void aViewerSendsNothing()
    {
        start({QStringLiteral("--ingest=off")});
        const QString warned = idOf(QStringLiteral("warned"));
        const HttpAnswer answer = post(warned + QStringLiteral("/redrive"));
        QCOMPARE(answer.status, 403);
        QCOMPARE(typeOf(answer), QStringLiteral("/problems/viewer"));
        QCOMPARE(m_orderdesk->stop(), QString());
    }

    void whoMayOnlyReadChangesNothing()
    {
        const QString database = m_postgres.value(QStringLiteral("select current_database()"));
        m_postgres.query(QStringLiteral("alter database %1 set default_transaction_read_only = on").arg(database));
        start({QStringLiteral("--ingest=off")});
        const QString path = QStringLiteral("/dead-letters/") + idOf(QStringLiteral("warned"));
        const int letters = count(QStringLiteral("dead_letters"));
        // At first the rights may not be known yet; then the database says no itself.
        QTRY_COMPARE_WITH_TIMEOUT(m_orderdesk->send("DELETE", path, token).status, 403, patience);
        QCOMPARE(typeOf(m_orderdesk->send("DELETE", path, token)), QStringLiteral("/problems/database-read-only"));
        QCOMPARE(count(QStringLiteral("dead_letters")), letters);
        QCOMPARE(m_orderdesk->stop(), QString());
        m_postgres.query(QStringLiteral("alter database %1 reset default_transaction_read_only").arg(database));
    }

private:
    void start(const QStringList& arguments, const QString& brokers = {})
    {
        m_orderdesk = std::make_unique<OrderdeskProcess>(
            OrderdeskProcess::Settings{m_postgres.settings().url, brokers.isEmpty() ? m_broker.brokers : brokers,
                                       m_broker.topic, m_broker.topic, arguments});
        const QString problem = m_orderdesk->start();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QTRY_VERIFY_WITH_TIMEOUT(m_orderdesk->get(QStringLiteral("/dead-letters")).status == 200, patience);
    }

    HttpAnswer post(const QString& path, const QByteArray& body = {}) const
    {
        return m_orderdesk->send("POST", QStringLiteral("/dead-letters/") + path, token, body);
    }

    int count(const QString& table)
    {
        return m_postgres.value(QStringLiteral("select count(*) from ") + table).toInt();
    }

    /// Of the first with this number.
    QString idOf(const QString& orderUid)
    {
        return m_postgres.value(
            QStringLiteral("select min(id) from dead_letters where order_uid = '%1'").arg(orderUid));
    }

    int redriveCount(const QString& id)
    {
        return m_postgres.value(QStringLiteral("select redrive_count from dead_letters where id = ") + id).toInt();
    }

    QStringList lastChange()
    {
        return m_postgres
            .query(QStringLiteral("select changed_by, action, dead_letter_id, detail from dead_letter_changes "
                                  "order by id desc limit 1"))
            .value(0);
    }

    PostgresFixture m_postgres;
    BrokerSettings m_broker;
    std::unique_ptr<OrderdeskProcess> m_orderdesk;
};

ORDERDESK_TEST(TestDeadLetterApi)
#include "TestDeadLetterApi.moc"
