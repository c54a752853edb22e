#include "domain/OrderEncoder.h"
#include "outgoing/OrderSender.h"
#include "support/Paths.h"
#include "support/RecordingPublisher.h"
#include "support/SampleOrders.h"
#include "support/TestRegistration.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

struct Desk
{
    Desk()
        : sender({QStringLiteral("orders"), [this] { return std::make_unique<RecordingPublisher>(sent); },
                  ValidationSettings{}})
    {
    }

    OrderSender::Report report()
    {
        return [this](const SendProgress& progress) {
            records.insert(records.end(), progress.records.begin(), progress.records.end());
            reports.push_back(progress);
        };
    }
    bool isDone() const { return !reports.empty() && reports.back().isLast; }

    std::shared_ptr<SentMessages> sent = std::make_shared<SentMessages>();
    std::vector<SendRecord> records;
    std::vector<SendProgress> reports;
    QObject context;
    OrderSender sender; // ends first
};

QByteArray orderOf(int number)
{
    return encodeOrder(sampleOrder("order-" + std::to_string(number)));
}

SendSource textOf(const QByteArray& text)
{
    return {QStringLiteral("clipboard"), {}, text};
}

} // namespace

class TestOrderSender final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checksWithoutSending();
    void sendsOnlyWhatIsValid();
    void readsADocumentOverManyLines();
    void readsAFileOfAnySizeInSteps();
    void canBeCancelled();
    void saysWhatCannotBeRead();
    void endsWhenKafkaIsAway();
    void goesOnAfterAMessageThatIsRefused();
};

void TestOrderSender::checksWithoutSending()
{
    Desk desk;
    desk.sender.check({textOf(orderOf(1) + "\n{}\n\n" + orderOf(2))}, &desk.context, desk.report());
    QTRY_VERIFY(desk.isDone());
    QCOMPARE(desk.records.size(), 3U);
    QVERIFY(desk.records[0].isValid && !desk.records[1].isValid && desk.records[2].isValid);
    QCOMPARE(desk.records[0].orderUid, "order-1");
    QCOMPARE(desk.records[1].line, 2);
    QVERIFY(desk.records[1].violations.size() > 5);
    QCOMPARE(desk.records[2].line, 4);
    QCOMPARE(desk.reports.back().valid, 2);
    QCOMPARE(desk.reports.back().invalid, 1);
    QCOMPARE(desk.sent->count(), 0U);
}

void TestOrderSender::sendsOnlyWhatIsValid()
{
    Desk desk;
    desk.sender.send({textOf(orderOf(1) + "\n{}\n" + orderOf(2))}, &desk.context, desk.report());
    QTRY_VERIFY(desk.isDone());
    const std::vector<OutgoingMessage> sent = desk.sent->all();
    QCOMPARE(sent.size(), 2U);
    QCOMPARE(sent[1].key, QByteArray("order-2"));
    QCOMPARE(sent[1].value, orderOf(2));
    QCOMPARE(sent[1].topic, QStringLiteral("orders"));
    QCOMPARE(desk.records[2].position->offset, 1);
    QVERIFY(!desk.records[1].position);
    QCOMPARE(desk.reports.back().sent, 2);
}

void TestOrderSender::readsADocumentOverManyLines()
{
    QFile model(test::sourcePath(QStringLiteral("data/model.json")));
    QVERIFY(model.open(QIODevice::ReadOnly));
    const QByteArray document = model.readAll();
    Desk desk;
    desk.sender.send({textOf(document)}, &desk.context, desk.report());
    QTRY_VERIFY(desk.isDone());
    QCOMPARE(desk.sent->count(), 1U);
    QCOMPARE(desk.sent->all()[0].value->trimmed(), document.trimmed());
}

void TestOrderSender::readsAFileOfAnySizeInSteps()
{
    const QTemporaryDir folder;
    const QString name = folder.filePath(QStringLiteral("orders.jsonl"));
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (int i = 0; i < 1200; ++i)
        file.write(orderOf(i) + '\n');
    file.close();
    Desk desk;
    desk.sender.send({{QStringLiteral("orders.jsonl"), name, {}}, textOf(orderOf(5000))}, &desk.context, desk.report());
    QTRY_VERIFY(desk.isDone());
    QCOMPARE(desk.reports.size(), 3U);
    QCOMPARE(desk.reports[0].records.size(), OrderSender::stepRecords);
    QCOMPARE(desk.reports[0].bytesTotal, file.size() + orderOf(5000).size());
    QVERIFY(desk.reports[0].bytesDone > 0 && desk.reports[0].bytesDone < desk.reports[0].bytesTotal);
    QVERIFY(desk.reports[0].bytesDone < desk.reports[1].bytesDone);
    QCOMPARE(desk.reports[2].bytesDone, desk.reports[2].bytesTotal);
    QCOMPARE(desk.reports[2].sent, 1201);
    QCOMPARE(desk.records.back().source, 1U);
    QCOMPARE(desk.sent->count(), 1201U);
}

void TestOrderSender::canBeCancelled()
{
    QByteArray text;
    for (int i = 0; i < 1200; ++i)
        text += orderOf(i) + '\n';
    Desk desk;
    desk.sender.send({textOf(text)}, &desk.context, desk.report())->cancel();
    QTRY_VERIFY(desk.isDone());
    QVERIFY(desk.reports.back().isCancelled);
    QCOMPARE(desk.sent->count(), OrderSender::stepRecords);
    QCOMPARE(desk.records.size(), OrderSender::stepRecords);
}

void TestOrderSender::saysWhatCannotBeRead()
{
    const QTemporaryDir folder;
    Desk desk;
    desk.sender.check({{QStringLiteral("no"), folder.filePath(QStringLiteral("no.json")), {}},
                       {QStringLiteral("folder"), folder.path(), {}},
                       textOf(orderOf(1))},
                      &desk.context, desk.report());
    QTRY_VERIFY(desk.isDone());
    QCOMPARE(desk.records.size(), 3U);
    QVERIFY(desk.records[0].error && desk.records[1].error);
    QCOMPARE(desk.records[0].line, 0);
    QVERIFY(desk.records[2].isValid);
    QCOMPARE(desk.reports.back().invalid, 2);
}

void TestOrderSender::endsWhenKafkaIsAway()
{
    QByteArray text;
    for (int i = 0; i < 1200; ++i)
        text += orderOf(i) + '\n';
    Desk desk;
    desk.sent->fail(Error{ErrorCode::Unavailable, Sentence::tr("no broker")});
    desk.sender.send({textOf(text)}, &desk.context, desk.report());
    QTRY_VERIFY(desk.isDone());
    QCOMPARE(desk.reports.size(), 1U);
    QCOMPARE(desk.reports[0].error->message.english(), QStringLiteral("no broker"));
    QCOMPARE(desk.reports[0].failed, static_cast<qint64>(OrderSender::stepRecords));
}

void TestOrderSender::goesOnAfterAMessageThatIsRefused()
{
    QByteArray text;
    for (int i = 0; i < 600; ++i)
        text += orderOf(i) + '\n';
    Desk desk;
    desk.sent->fail(Error{ErrorCode::InvalidInput, Sentence::tr("too large")});
    desk.sender.send({textOf(text)}, &desk.context, desk.report());
    QTRY_VERIFY(desk.isDone());
    QVERIFY(!desk.reports.back().error);
    QCOMPARE(desk.reports.back().failed, 600);
}

ORDERDESK_TEST(TestOrderSender)
#include "TestOrderSender.moc"
