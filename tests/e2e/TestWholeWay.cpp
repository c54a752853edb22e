#include "support/OrderdeskProcess.h"
#include "support/Paths.h"
#include "support/PostgresFixture.h"
#include "support/TestRegistration.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace orderdesk;
using namespace orderdesk::test;
using namespace std::chrono_literals;

namespace {

const QString number = QStringLiteral("b563feb7b2b84b6test");

QByteArray exampleOrder()
{
    QFile file(test::sourcePath(QStringLiteral("data/model.json")));
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject object(const QByteArray& json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

/// The seven steps of a newcomer: Kafka's own console producer, the built program, HTTP.
class TestWholeWay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (qEnvironmentVariableIsEmpty("ORDERDESK_KAFKA_BROKERS")) {
            QSKIP("ORDERDESK_KAFKA_BROKERS is not set: run this through ./dev.sh test, which starts a real Kafka");
        }
        if (const QString why = m_postgres.start(false); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
        m_topic = uniqueName(QStringLiteral("way"));
        if (!produce(QByteArrayLiteral("first message, no order"))) {
            QSKIP("Kafka's own console producer cannot be had here (./dev.sh kafka-console-producer)");
        }
        m_orderdesk = std::make_unique<OrderdeskProcess>(OrderdeskProcess::Settings{
            m_postgres.settings().url, qEnvironmentVariable("ORDERDESK_KAFKA_BROKERS"), m_topic, m_topic, {}});
        const QString problem = m_orderdesk->start();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }

    void theProducedOrderIsShown()
    {
        QVERIFY(produce(exampleOrder().simplified()));
        QVERIFY(waitUntil([&] { return m_orderdesk->get(orderPath()).status == 200; }, 20s));
        const HttpAnswer answer = m_orderdesk->get(orderPath());
        QCOMPARE(object(answer.body), object(exampleOrder()));
        const HttpAnswer page = m_orderdesk->get(QStringLiteral("/view?order_uid=") + number);
        QCOMPARE(page.status, 200);
        QVERIFY(page.body.contains(number.toUtf8()));
        QVERIFY(page.body.contains("WBILMTESTTRACK"));
        QVERIFY(m_orderdesk->get(QStringLiteral("/")).body.contains(number.toUtf8()));
    }

    void aChangedOrderIsAnUpdate()
    {
        QByteArray changed = exampleOrder().simplified();
        changed.replace("Kiryat Mozkin", "Haifa");
        const QByteArray before = m_orderdesk->get(orderPath()).etag;
        QVERIFY(produce(changed));
        QVERIFY(waitUntil([&] { return m_orderdesk->get(orderPath()).body.contains("Haifa"); }, 20s));
        QVERIFY(m_orderdesk->get(orderPath()).etag != before);
        QCOMPARE(m_postgres.value(QStringLiteral("select count(*) from orders")), QStringLiteral("1"));
        QCOMPARE(m_postgres.value(QStringLiteral("select revision from orders")), QStringLiteral("2"));
        QCOMPARE(m_postgres.value(QStringLiteral("select count(*) from items")), QStringLiteral("1"));
    }

    void theSameOrderAgainChangesNothing()
    {
        QByteArray changed = exampleOrder().simplified();
        changed.replace("Kiryat Mozkin", "Haifa");
        const auto before = m_orderdesk->metric("orderdesk_messages_unchanged_total");
        QVERIFY(before);
        QVERIFY(produce(changed));
        QVERIFY(
            waitUntil([&] { return m_orderdesk->metric("orderdesk_messages_unchanged_total") == *before + 1; }, 20s));
        QCOMPARE(m_postgres.value(QStringLiteral("select revision from orders")), QStringLiteral("2"));
    }

    void anInvalidMessageIsRefusedWithItsReasonAndStopsNobody()
    {
        QVERIFY(produce(QByteArrayLiteral("{\"order_uid\":\"broken\"}\n") +
                        exampleOrder().simplified().replace(number.toUtf8(), "after-the-broken-one")));
        QVERIFY(waitUntil([&] { return m_orderdesk->get(QStringLiteral("/order/after-the-broken-one")).status == 200; },
                          20s));
        QCOMPARE(m_orderdesk->get(QStringLiteral("/order/broken")).status, 404);
        const HttpAnswer list = m_orderdesk->get(QStringLiteral("/dead-letters"));
        QCOMPARE(list.status, 200);
        QVERIFY2(list.body.contains("missing"), list.body.constData());
        QCOMPARE(m_postgres.value(QStringLiteral("select count(*) from dead_letters")), QStringLiteral("2"));
    }

    void aRestartShowsTheSameFromTheCache()
    {
        const HttpAnswer before = m_orderdesk->get(orderPath());
        QCOMPARE(m_orderdesk->stop(), QString());
        const QString problem = m_orderdesk->start();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QVERIFY(waitUntil([&] { return m_orderdesk->get(QStringLiteral("/readyz")).status == 200; }, 20s));
        const HttpAnswer trace = m_orderdesk->get(orderPath() + QStringLiteral("/trace"));
        QVERIFY2(trace.body.contains("cache"), trace.body.constData());
        const HttpAnswer after = m_orderdesk->get(orderPath());
        QCOMPARE(after.status, 200);
        QCOMPARE(after.body, before.body);
        QCOMPARE(after.etag, before.etag);
        QCOMPARE(m_orderdesk->metric("orderdesk_messages_consumed"), std::optional<double>(0));
    }

    void healthSaysReady()
    {
        QVERIFY(waitUntil([&] { return m_orderdesk->get(QStringLiteral("/readyz")).status == 200; }, 20s));
        QVERIFY(!m_orderdesk->log().contains("test@gmail.com"));
        QVERIFY(!m_orderdesk->log().contains("Testov"));
    }

private:
    static QString orderPath() { return QStringLiteral("/order/") + number; }

    bool produce(const QByteArray& lines) const
    {
        QProcess producer;
        producer.start(test::sourcePath(QStringLiteral("dev.sh")),
                       {QStringLiteral("kafka-console-producer"), QStringLiteral("--topic"), m_topic});
        producer.write(lines + '\n');
        producer.closeWriteChannel();
        return producer.waitForFinished(60000) && producer.exitStatus() == QProcess::NormalExit &&
               producer.exitCode() == 0;
    }

    PostgresFixture m_postgres;
    QString m_topic;
    std::unique_ptr<OrderdeskProcess> m_orderdesk;
};

ORDERDESK_TEST(TestWholeWay)
#include "TestWholeWay.moc"
