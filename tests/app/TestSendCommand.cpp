#include "app/FakeMessagePublisher.h"
#include "app/RunCommand.h"
#include "app/commands/SendCommand.h"
#include "support/Paths.h"
#include "support/TestRegistration.h"

#include <QFile>
#include <QTest>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

QString examplePath()
{
    return test::sourcePath(QStringLiteral("data/model.json"));
}

QByteArray exampleDocument()
{
    QFile file(examplePath());
    if (!file.open(QIODevice::ReadOnly))
        qFatal("data/model.json cannot be read");
    return file.readAll();
}

Outcome send(FakeMessagePublisher::Journal& journal, const QStringList& arguments, const QByteArray& input = {})
{
    SendCommand command([&journal](const BrokerSettings&) { return std::make_unique<FakeMessagePublisher>(journal); });
    return runCommand(command, arguments, input);
}

} // namespace

class TestSendCommand final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsADocument();
    void sendsLinesInBatches();
    void sendsWhatIsNoOrderAndWarns();
    void countsFailures();
    void stopsWhenKafkaIsAway();
    void failsWhenKafkaGoesAwayLater();
    void failsForAMissingFile();
    void refusesTheEmbeddedBroker();
};

void TestSendCommand::sendsADocument()
{
    FakeMessagePublisher::Journal journal;
    const Outcome outcome = send(journal, {QStringLiteral("--kafka-topic=mine"), examplePath()});
    QVERIFY(outcome.code == ExitCode::Done);
    QCOMPARE(outcome.out, QByteArray("delivered 1, failed 0 (orders/1@0)\n"));
    QCOMPARE(outcome.err, QByteArray());
    QCOMPARE(journal.messages.size(), std::size_t(1));
    QCOMPARE(journal.messages[0].topic, QStringLiteral("mine"));
    QCOMPARE(journal.messages[0].key.value(), QByteArray("b563feb7b2b84b6test"));
    QCOMPARE(journal.messages[0].value->trimmed(), exampleDocument().trimmed());
}

void TestSendCommand::sendsLinesInBatches()
{
    FakeMessagePublisher::Journal journal;
    const QByteArray line = exampleDocument().replace('\n', ' ').trimmed() + '\n';
    const Outcome outcome = send(journal, {QStringLiteral("-")}, line.repeated(2500));
    QVERIFY(outcome.code == ExitCode::Done);
    QCOMPARE(outcome.out, QByteArray("delivered 2500, failed 0\n"));
    QCOMPARE(journal.batches, (std::vector<std::size_t>{1000, 1000, 500}));
}

void TestSendCommand::sendsWhatIsNoOrderAndWarns()
{
    FakeMessagePublisher::Journal journal;
    const Outcome outcome = send(journal, {}, "{\"order_uid\":\"half\"}\nrubbish\n");
    QVERIFY(outcome.code == ExitCode::Done);
    QCOMPARE(outcome.out, QByteArray("delivered 2, failed 0\n"));
    QCOMPARE(journal.messages[0].value.value(), QByteArray("{\"order_uid\":\"half\"}"));
    QCOMPARE(journal.messages[0].key.value(), QByteArray("half"));
    QCOMPARE(journal.messages[1].value.value(), QByteArray("rubbish"));
    QVERIFY(!journal.messages[1].key);
    const QList<QByteArray> warnings = outcome.err.split('\n');
    QCOMPARE(warnings.size(), 3);
    QVERIFY2(warnings[0].startsWith("-:1: sent as it is, but it is no valid order: /"), warnings[0].constData());
    QVERIFY2(warnings[1].startsWith("-:2: sent as it is, but it is no valid order: : invalid_json: "),
             warnings[1].constData());

    const Outcome many = send(journal, {}, QByteArray("rubbish\n").repeated(100));
    QCOMPARE(many.err.count('\n'), 11);
    QVERIFY2(many.err.endsWith("orderdesk: and 90 more\n"), many.err.constData());
}

void TestSendCommand::countsFailures()
{
    FakeMessagePublisher::Journal journal;
    journal.answer = [](std::size_t index) -> Result<MessagePosition> {
        if (index == 1)
            return failure(ErrorCode::InvalidInput, Sentence::tr("the message is too large"));
        return MessagePosition{};
    };
    const QByteArray line = exampleDocument().replace('\n', ' ').trimmed() + '\n';
    const Outcome outcome = send(journal, {}, line.repeated(3));
    QVERIFY(outcome.code == ExitCode::Failed);
    QCOMPARE(outcome.out, QByteArray("delivered 2, failed 1\n"));
    QCOMPARE(outcome.err, QByteArray("-:2: not delivered: the message is too large\n"));
}

void TestSendCommand::stopsWhenKafkaIsAway()
{
    FakeMessagePublisher::Journal journal;
    journal.answer = [](std::size_t) -> Result<MessagePosition> {
        return failure(ErrorCode::Unavailable, Sentence::tr("no broker answered in time"));
    };
    const QByteArray line = exampleDocument().replace('\n', ' ').trimmed() + '\n';
    const Outcome outcome = send(journal, {}, line.repeated(3000));
    QVERIFY(outcome.code == ExitCode::Unavailable);
    QCOMPARE(outcome.out, QByteArray("delivered 0, failed 1000\n"));
    QCOMPARE(journal.batches.size(), std::size_t(1));
}

void TestSendCommand::failsWhenKafkaGoesAwayLater()
{
    FakeMessagePublisher::Journal journal;
    journal.answer = [](std::size_t index) -> Result<MessagePosition> {
        if (index >= 1000)
            return failure(ErrorCode::Unavailable, Sentence::tr("no broker answered in time"));
        return MessagePosition{};
    };
    const QByteArray line = exampleDocument().replace('\n', ' ').trimmed() + '\n';
    const Outcome outcome = send(journal, {}, line.repeated(3000));
    QVERIFY(outcome.code == ExitCode::Failed);
    QCOMPARE(outcome.out, QByteArray("delivered 1000, failed 1000\n"));
    QCOMPARE(journal.batches.size(), std::size_t(2));
}

void TestSendCommand::failsForAMissingFile()
{
    FakeMessagePublisher::Journal journal;
    const Outcome outcome = send(journal, {QStringLiteral("/does/not/exist"), examplePath()});
    QVERIFY(outcome.code == ExitCode::Failed);
    QVERIFY2(outcome.err.contains("/does/not/exist: cannot be read"), outcome.err.constData());
    QVERIFY2(outcome.out.startsWith("delivered 1, failed 0"), outcome.out.constData());
}

void TestSendCommand::refusesTheEmbeddedBroker()
{
    FakeMessagePublisher::Journal journal;
    const Outcome outcome = send(journal, words("--kafka-brokers embedded"), "{}");
    QVERIFY(outcome.code == ExitCode::Usage);
    QVERIFY(journal.messages.empty());
}

ORDERDESK_TEST(TestSendCommand)
#include "TestSendCommand.moc"
