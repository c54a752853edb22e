#include "broker/KafkaMessagePublisher.h"
#include "domain/OrderEncoder.h"
#include "generator/OrderGenerator.h"
#include "support/OrderdeskProcess.h"
#include "support/PostgresFixture.h"

#include <QTest>

#include <map>
#include <set>

using namespace orderdesk;
using namespace orderdesk::test;
using namespace std::chrono_literals;

namespace {

constexpr int messages = 100'000;
constexpr int batch = 5000;
constexpr int kills = 5;
constexpr int databaseRestarts = 2;

/// What the database must hold in the end, by the generator's own account.
struct Model
{
    std::map<std::string, QByteArray> documents;
    int invalid = 0;
};

} // namespace

/// 100,000 messages, 3 % invalid, 10 % updates, while the process is killed and PostgreSQL restarted.
class TestKilledAndRestarted : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (qEnvironmentVariableIsEmpty("ORDERDESK_KAFKA_BROKERS") ||
            qEnvironmentVariableIsEmpty("ORDERDESK_DEV_SCRIPT")) {
            QSKIP("no stack of ours: run this through ./dev.sh test, which starts a real Kafka and a PostgreSQL to "
                  "restart");
        }
        if (const QString why = m_postgres.start(false); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
        m_topic = uniqueName(QStringLiteral("killed"));
        QVERIFY(stack({QStringLiteral("kafka-topics"), QStringLiteral("--create"), QStringLiteral("--topic"), m_topic,
                       QStringLiteral("--partitions"), QStringLiteral("4")}));
        produce();
    }

    void everyMessageEndsInExactlyOnePlace()
    {
        OrderdeskProcess orderdesk(
            {m_postgres.settings().url, qEnvironmentVariable("ORDERDESK_KAFKA_BROKERS"), m_topic, m_topic, {}});
        QString problem = orderdesk.start();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        int restarts = 0;
        for (int kill = 1; kill <= kills; ++kill) {
            // Each kill hits another part of the work: after a further sixth of the orders is stored.
            QVERIFY(waitUntil([&] { return storedOrders() >= kill * messages / (kills + 3) || isDone(); }, 120s));
            orderdesk.kill();
            problem = orderdesk.start();
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
            if (restarts < databaseRestarts && kill % 2 == 0) {
                QVERIFY(stack({QStringLiteral("stack"), QStringLiteral("stop"), QStringLiteral("postgres")}));
                QVERIFY(stack({QStringLiteral("stack"), QStringLiteral("start"), QStringLiteral("postgres")}));
                ++restarts;
            }
        }
        QCOMPARE(restarts, databaseRestarts);
        QVERIFY2(waitUntil([&] { return isDone(); }, 180s), orderdesk.log().right(4000).constData());
        QVERIFY(waitUntil(
            [&] {
                return orderdesk.metric("orderdesk_messages_in_flight") == 0.0 &&
                       orderdesk.metric("orderdesk_kafka_lag_messages") == 0.0;
            },
            30s));
        const double consumed = orderdesk.metric("orderdesk_messages_consumed").value_or(-1);
        double ended = 0;
        for (const char* counter : {"stored", "unchanged", "superseded", "dead_lettered"}) {
            ended += orderdesk.metric(QByteArrayLiteral("orderdesk_messages_") + counter + "_total").value_or(-1e9);
        }
        QCOMPARE(ended, consumed);
        QCOMPARE(orderdesk.stop(), std::optional<int>(0));
    }

    void theRowsAreTheModels()
    {
        std::size_t wrong = 0;
        const QList<QStringList> rows = m_postgres.query(QStringLiteral("select order_uid, document from orders"));
        QCOMPARE(static_cast<std::size_t>(rows.size()), m_model.documents.size());
        for (const QStringList& row : rows) {
            const auto expected = m_model.documents.find(row[0].toStdString());
            wrong += expected == m_model.documents.end() || expected->second != row[1].toUtf8() ? 1 : 0;
        }
        QCOMPARE(wrong, std::size_t{0});
        QCOMPARE(m_postgres.value(QStringLiteral("select count(*) from deliveries")).toULongLong(),
                 m_model.documents.size());
        QCOMPARE(m_postgres.value(QStringLiteral("select count(*) from payments")).toULongLong(),
                 m_model.documents.size());
        QCOMPARE(
            m_postgres.value(QStringLiteral("select count(*) from items")),
            m_postgres.value(QStringLiteral("select sum(json_array_length(document::json->'items')) from orders")));
    }

    void theDeadLettersAreTheInvalidOnes()
    {
        QCOMPARE(m_postgres.value(QStringLiteral("select count(*) from dead_letters")).toInt(), m_model.invalid);
    }

    void theGroupStandsAtTheEndOfTheLog()
    {
        QProcess groups;
        groups.start(qEnvironmentVariable("ORDERDESK_DEV_SCRIPT"),
                     {QStringLiteral("kafka-consumer-groups"), QStringLiteral("--describe"), QStringLiteral("--group"),
                      m_topic});
        QVERIFY(groups.waitForFinished(60000));
        const QString described = QString::fromUtf8(groups.readAllStandardOutput());
        int partitions = 0;
        for (const QString& line : described.split(u'\n')) {
            const QStringList fields = line.simplified().split(u' ');
            if (fields.size() > 5 && fields[1] == m_topic) {
                QCOMPARE(fields[3], fields[4]); // CURRENT-OFFSET, LOG-END-OFFSET
                ++partitions;
            }
        }
        QVERIFY2(partitions == 4, qPrintable(described));
    }

private:
    static bool stack(const QStringList& arguments)
    {
        QProcess script;
        script.setProcessChannelMode(QProcess::ForwardedChannels);
        script.start(qEnvironmentVariable("ORDERDESK_DEV_SCRIPT"), arguments);
        return script.waitForFinished(120000) && script.exitCode() == 0;
    }

    void produce()
    {
        BrokerSettings settings;
        settings.brokers = qEnvironmentVariable("ORDERDESK_KAFKA_BROKERS");
        KafkaMessagePublisher publisher(settings);
        OrderGenerator generator({.seed = 20261123, .invalidPercent = 3, .updatesPercent = 10});
        for (int sent = 0; sent < messages; sent += batch) {
            std::vector<OutgoingMessage> outgoing;
            for (int i = 0; i < batch; ++i) {
                GeneratedMessage message = generator.next();
                if (message.valid) {
                    m_model.documents[message.order.orderUid] = encodeOrder(message.order);
                } else {
                    ++m_model.invalid;
                }
                outgoing.push_back({m_topic, message.key, message.json, {}});
            }
            for (const auto& result : publisher.publish(outgoing, 60s)) {
                QVERIFY2(result, result ? "" : qPrintable(result.error().message));
            }
        }
    }

    // PostgreSQL may be down at the moment: then nothing is known, which is not done.
    qint64 storedOrders()
    {
        const QList<QStringList> rows = m_postgres.tryQuery(QStringLiteral("select count(*) from orders"));
        return rows.isEmpty() ? 0 : rows.first().first().toLongLong();
    }

    bool isDone()
    {
        const QList<QStringList> rows = m_postgres.tryQuery(
            QStringLiteral("select (select count(*) from orders), (select count(*) from dead_letters)"));
        return !rows.isEmpty() && rows.first()[0].toULongLong() == m_model.documents.size() &&
               rows.first()[1].toInt() == m_model.invalid;
    }

    PostgresFixture m_postgres;
    QString m_topic;
    Model m_model;
};

QTEST_GUILESS_MAIN(TestKilledAndRestarted)
#include "TestKilledAndRestarted.moc"
