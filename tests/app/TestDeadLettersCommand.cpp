#include "app/FakeMessagePublisher.h"
#include "app/FakeOrderReader.h"
#include "app/RunCommand.h"
#include "app/commands/DeadLettersCommand.h"
#include "support/InMemoryDeadLetterBrowser.h"
#include "support/TestRegistration.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

DeadLetter deadLetter(std::int64_t id)
{
    DeadLetter result;
    result.id = id;
    result.message.position = {QStringLiteral("orders"), 2, 100 + id, *parseRfc3339("2026-11-23T01:02:03Z")};
    result.message.key = QByteArray("canary-key");
    result.message.value = QByteArray("{\n\t\"name\": \"canary \x1b[31m\"\n}").replace('\x1b', "\u009b");
    result.message.headers = {{"trace", "canary-header"}, {"trace", "\xff"}};
    result.orderUid = "order-" + std::to_string(id);
    result.violations = {{"/delivery/name", "missing_member", "the member is missing", Severity::Error},
                         {"/x", "unknown_member", "the member is unknown", Severity::Warning}};
    result.receivedAt = *parseRfc3339("2026-11-23T01:02:04.5Z");
    return result;
}

} // namespace

class TestDeadLettersCommand final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void sendsNothingOlderThanWhatIsStored();
    void listsWithoutPersonalData();
    void listsAsJson();
    void listsAPageAfterTheOther();
    void showsEverything();
    void showsBytesThatAreNoText();
    void showsAsJson();
    void redrivesWithItsHeaders();
    void redrivesAllThatWait();
    void keepsWhatWasNotDelivered();
    void saysWhenOnlyTheMarkFailed();
    void discards();
    void auditsEachChange();
    void listsChanges();
    void saysWhenTheDatabaseIsAway();
    void refuses_data();
    void refuses();

private:
    Outcome run(const char* arguments);

    FakeOrderReader::Content m_content;
    std::shared_ptr<InMemoryOrders> m_audit;
    FakeMessagePublisher::Journal m_journal;
};

void TestDeadLettersCommand::init()
{
    m_content = {};
    m_journal = {};
    m_audit = std::make_shared<InMemoryOrders>();
    for (std::int64_t id = 1; id <= 3; ++id)
        m_content.deadLetters.emplace(id, deadLetter(id));
}

Outcome TestDeadLettersCommand::run(const char* arguments)
{
    CommandServices services;
    services.makeReader = [this](const DatabaseSettings&) { return std::make_unique<FakeOrderReader>(m_content); };
    services.makeDeadLetterStore = [this](const DatabaseSettings&) {
        return std::make_unique<FakeOrderReader>(m_content);
    };
    services.makePublisher = [this](const BrokerSettings&) {
        return std::make_unique<FakeMessagePublisher>(m_journal);
    };
    services.makeDeadLetterBrowser = [this](const DatabaseSettings&) {
        return std::make_unique<InMemoryDeadLetterBrowser>(m_audit);
    };
    services.changedBy = "command (test)";
    DeadLettersCommand command(services);
    return runCommand(command, words(arguments));
}

/// Sent again, a message is the newest of all: who sends an old one must know what it replaces.
void TestDeadLettersCommand::sendsNothingOlderThanWhatIsStored()
{
    const Timestamp storedAt = *parseRfc3339("2026-11-23T05:00:00Z");
    MessagePosition newer = m_content.deadLetters.at(2).message.position;
    newer.offset += 1;
    m_content.places.emplace("order-2", StoredPlace{{newer, newer.timestamp}, storedAt});
    newer.offset -= 10; // an older one
    m_content.places.emplace("order-3", StoredPlace{{newer, newer.timestamp}, storedAt});
    Outcome outcome = run("redrive 1 2");
    QVERIFY(outcome.code == ExitCode::Failed);
    QVERIFY2(outcome.err.contains("2: a newer message of this order was stored at 2026-11-23T05:00:00Z"),
             outcome.err.constData());
    QCOMPARE(m_journal.messages.size(), 1U);
    outcome = run("redrive --all");
    QVERIFY2(outcome.code == ExitCode::Done, outcome.err.constData());
    QVERIFY2(outcome.err.contains("left out 1, whose order was stored from a newer message since; --replace-newer"),
             outcome.err.constData());
    QVERIFY2(outcome.err.contains("redriven 1 of 1"), outcome.err.constData()); // 1 was sent before
    outcome = run("redrive 2 --replace-newer");
    QVERIFY2(outcome.code == ExitCode::Done, outcome.err.constData());
    QCOMPARE(m_journal.messages.size(), 3U);
    QVERIFY(run("discard 2 --replace-newer").code == ExitCode::Usage);
}

void TestDeadLettersCommand::listsWithoutPersonalData()
{
    m_content.deadLetters.at(2).redrivenAt = *parseRfc3339("2026-11-23T02:00:00Z");
    m_content.deadLetters.at(2).redriveCount = 2;
    m_content.deadLetters.at(1).orderUid = "evil\n\x1b[2J";
    const Outcome outcome = run("list");
    QVERIFY(outcome.code == ExitCode::Done);
    QCOMPARE(
        QString::fromUtf8(outcome.out),
        QStringLiteral("ID  RECEIVED                POSITION      ORDER            REDRIVEN                  REASON\n"
                       "3   2026-11-23T01:02:04.5Z  orders/2@103  order-3          -                         "
                       "missing_member /delivery/name (+1)\n"
                       "2   2026-11-23T01:02:04.5Z  orders/2@102  order-2          2x, 2026-11-23T02:00:00Z  "
                       "missing_member /delivery/name (+1)\n"
                       "1   2026-11-23T01:02:04.5Z  orders/2@101  evil\\n\\u001b[2J  -                         "
                       "missing_member /delivery/name (+1)\n"));
    QVERIFY(!outcome.out.contains("canary"));
    m_content.deadLetters.clear();
    QCOMPARE(run("list").out, QByteArray());
    QCOMPARE(run("list").err, QByteArray("no dead letters\n"));
}

void TestDeadLettersCommand::listsAsJson()
{
    const Outcome outcome = run("list --json --limit 2");
    const QList<QByteArray> lines = outcome.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    const QJsonObject first = QJsonDocument::fromJson(lines[0]).object();
    QCOMPARE(first.value(QStringLiteral("id")).toInt(), 3);
    QCOMPARE(first.value(QStringLiteral("topic")).toString(), QStringLiteral("orders"));
    QCOMPARE(first.value(QStringLiteral("offset")).toInt(), 103);
    QVERIFY(first.value(QStringLiteral("redriven_at")).isNull());
    QCOMPARE(first.value(QStringLiteral("violations")).toArray().size(), 2);
    QVERIFY(!outcome.out.contains("canary"));
    QCOMPARE(outcome.err, QByteArray("the newest 2; --limit N shows more\n"));
}

void TestDeadLettersCommand::listsAPageAfterTheOther()
{
    for (std::int64_t id = 4; id <= 450; ++id)
        m_content.deadLetters.emplace(id, deadLetter(id));
    QCOMPARE(run("list --limit 1000").out.count('\n'), 451);
    QCOMPARE(run("list --limit 300").out.count('\n'), 301);
    QCOMPARE(run("list").out.count('\n'), 101);
}

void TestDeadLettersCommand::showsEverything()
{
    const Outcome outcome = run("show 2");
    QVERIFY(outcome.code == ExitCode::Done);
    QCOMPARE(QString::fromUtf8(outcome.out),
             QStringLiteral("id          2\n"
                            "error       /delivery/name: missing_member: the member is missing\n"
                            "warning     /x: unknown_member: the member is unknown\n"
                            "position    orders/2@102\n"
                            "timestamp   2026-11-23T01:02:03Z\n"
                            "received    2026-11-23T01:02:04.5Z\n"
                            "order       order-2\n"
                            "redriven    -\n"
                            "key         canary-key\n"
                            "header      trace: canary-header\n"
                            "header      trace: hex ff\n"
                            "value       28 bytes\n"
                            "\n"
                            "{\n"
                            "    \"name\": \"canary \\u009b[31m\"\n"
                            "}\n"));
    QVERIFY(run("show 9").code == ExitCode::Failed);
    m_content.deadLetters.at(2).message.value.reset();
    QVERIFY(run("show 2").out.endsWith("value       none (a tombstone)\n"));
}

void TestDeadLettersCommand::showsBytesThatAreNoText()
{
    m_content.deadLetters.at(1).message.value = QByteArray("AB\x00\xff 0123456789abcdef", 21);
    const Outcome outcome = run("show 1");
    QVERIFY2(outcome.out.endsWith("\n00000000  41 42 00 ff 20 30 31 32 33 34 35 36 37 38 39 61  AB.. 0123456789a\n"
                                  "00000010  62 63 64 65 66                                   bcdef\n"),
             outcome.out.constData());
}

void TestDeadLettersCommand::showsAsJson()
{
    m_content.deadLetters.at(1).message.value = QByteArray("\xff\x00", 2);
    m_content.deadLetters.at(1).message.key.reset();
    const QJsonObject object = QJsonDocument::fromJson(run("show 1 --json").out).object();
    QCOMPARE(object.value(QStringLiteral("value_base64")).toString(), QStringLiteral("/wA="));
    QVERIFY(object.value(QStringLiteral("key")).isNull());
    const QJsonArray headers = object.value(QStringLiteral("headers")).toArray();
    QCOMPARE(headers.at(0).toObject().value(QStringLiteral("value")).toString(), QStringLiteral("canary-header"));
    QCOMPARE(headers.at(1).toObject().value(QStringLiteral("value_base64")).toString(), QStringLiteral("/w=="));
}

void TestDeadLettersCommand::redrivesWithItsHeaders()
{
    DeadLetter& again = m_content.deadLetters.at(2);
    again.redriveCount = 1;
    again.message.headers += {{"orderdesk.redrive.id", "1"}, {"orderdesk.redrive.count", "1"}};
    const Outcome outcome = run("redrive 2 9 --kafka-topic mine");
    QVERIFY(outcome.code == ExitCode::Failed);
    QCOMPARE(outcome.out, QByteArray("2: redriven to orders/1@0\n"));
    QCOMPARE(outcome.err, QByteArray("9: there is no dead letter with this number\nredriven 1 of 2\n"));
    QCOMPARE(m_journal.messages.size(), std::size_t(1));
    const OutgoingMessage& sent = m_journal.messages.front();
    QCOMPARE(sent.topic, QStringLiteral("mine"));
    QCOMPARE(sent.key, again.message.key);
    QCOMPARE(sent.value, again.message.value);
    const MessageHeaders headers{
        {"trace", "canary-header"}, {"trace", "\xff"}, {"orderdesk.redrive.id", "2"}, {"orderdesk.redrive.count", "2"}};
    QCOMPARE(sent.headers, headers);
    QCOMPARE(again.redriveCount, 2);
    QVERIFY(again.redrivenAt.has_value());
}

void TestDeadLettersCommand::redrivesAllThatWait()
{
    m_content.deadLetters.at(2).redrivenAt = *parseRfc3339("2026-11-23T02:00:00Z");
    const Outcome outcome = run("redrive --all");
    QVERIFY(outcome.code == ExitCode::Done);
    QCOMPARE(outcome.out, QByteArray("1: redriven to orders/1@0\n3: redriven to orders/1@1\n"));
    QCOMPARE(run("redrive --all").out, QByteArray());
    QCOMPARE(m_journal.messages.size(), std::size_t(2));
}

void TestDeadLettersCommand::keepsWhatWasNotDelivered()
{
    m_journal.answer = [](std::size_t) -> Result<MessagePosition> {
        return failure(ErrorCode::Unavailable, Sentence::tr("no broker answered in time"));
    };
    const Outcome outcome = run("redrive --all");
    QVERIFY(outcome.code == ExitCode::Unavailable);
    QCOMPARE(outcome.err, QByteArray("1: no broker answered in time\nredriven 0 of 3\n"));
    QCOMPARE(m_journal.messages.size(), std::size_t(1));
    QVERIFY(!m_content.deadLetters.at(1).redrivenAt);
}

void TestDeadLettersCommand::saysWhenOnlyTheMarkFailed()
{
    m_content.markingFails = true;
    const Outcome outcome = run("redrive 1");
    QVERIFY2(outcome.err.startsWith("1: published to orders/1@0, but it could not be marked as redriven, so do not "
                                    "redrive it again: the database is away"),
             outcome.err.constData());
    QVERIFY(outcome.code == ExitCode::Failed); // not Unavailable, after which a script tries again
}

void TestDeadLettersCommand::discards()
{
    const Outcome outcome = run("discard 1 9 3");
    QVERIFY(outcome.code == ExitCode::Failed);
    QCOMPARE(outcome.out, QByteArray("1: discarded\n3: discarded\n"));
    QCOMPARE(m_content.deadLetters.size(), std::size_t(1));
    QVERIFY(run("discard 2").code == ExitCode::Done);
}

void TestDeadLettersCommand::auditsEachChange()
{
    QVERIFY(run("redrive 1 3").code == ExitCode::Done);
    QVERIFY(run("discard 3 9").code == ExitCode::Failed);
    const std::vector<std::string> expected{"command (test): redriven 1 to orders/1@0",
                                            "command (test): redriven 3 to orders/1@1", "command (test): discarded 3 "};
    QCOMPARE(m_content.audit, expected);
}

void TestDeadLettersCommand::listsChanges()
{
    QCOMPARE(run("changes").err, QByteArray("no changes of dead letters\n"));
    for (std::int64_t id = 1; id <= 450; ++id) {
        m_audit->changes.insert(m_audit->changes.begin(), {id,
                                                           *parseRfc3339("2026-11-23T01:02:04.5Z"),
                                                           "window (evil\n)",
                                                           "redriven",
                                                           id % 2,
                                                           {QStringLiteral("orders"), 2, 7, {}},
                                                           "to orders/1@5"});
    }
    QCOMPARE(run("changes --limit 1").out,
             QByteArray("ID  CHANGED                 POSITION    BY               ACTION    DETAIL\n"
                        "0   2026-11-23T01:02:04.5Z  orders/2@7  window (evil\\n)  redriven  to orders/1@5\n"));
    QCOMPARE(run("changes --limit 1").err, QByteArray("the newest 1; --limit N shows more\n"));
    QCOMPARE(run("changes --limit 1000").out.count('\n'), 451);
    QCOMPARE(run("changes 1 --limit 1000").out.count('\n'), 226);
    const QJsonObject change = QJsonDocument::fromJson(run("changes 1 --json --limit 1").out).object();
    QCOMPARE(change.value(QStringLiteral("dead_letter_id")).toInt(), 1);
    QCOMPARE(change.value(QStringLiteral("changed_by")).toString(), QStringLiteral("window (evil\n)"));
    QCOMPARE(change.value(QStringLiteral("action")).toString(), QStringLiteral("redriven"));
    QCOMPARE(change.value(QStringLiteral("offset")).toInt(), 7);
}

void TestDeadLettersCommand::saysWhenTheDatabaseIsAway()
{
    m_content.failure = Error{ErrorCode::Unavailable, Sentence::tr("the database is away")};
    for (const char* arguments : {"list", "show 1", "redrive 1", "redrive --all", "discard 1"}) {
        const Outcome outcome = run(arguments);
        QVERIFY2(outcome.code == ExitCode::Unavailable, arguments);
        QVERIFY2(outcome.err.contains("the database is away"), outcome.err.constData());
    }
    m_content.failure = Error{ErrorCode::AccessRefused, Sentence::tr("no such table")};
    QVERIFY(run("list").code == ExitCode::Failed);
}

void TestDeadLettersCommand::refuses_data()
{
    QTest::addColumn<QByteArray>("arguments");
    for (const char* arguments :
         {"", "lisst", "list 1", "show", "show 1 2", "show x", "show 0", "show -- -1", "redrive", "redrive --all 1",
          "discard", "discard --all", "changes 1 2", "changes --all", "list --all", "list --limit 0",
          "list --json=maybe", "redrive 1 --kafka-brokers embedded", "show 99999999999999999999"})
        QTest::newRow(arguments) << QByteArray(arguments);
}

void TestDeadLettersCommand::refuses()
{
    QFETCH(QByteArray, arguments);
    const Outcome outcome = run(arguments.constData());
    QVERIFY(outcome.code == ExitCode::Usage);
    QVERIFY2(outcome.err.startsWith("orderdesk: ") && outcome.err.count('\n') == 1, outcome.err.constData());
    QCOMPARE(m_content.deadLetters.size(), std::size_t(3));
    QVERIFY(m_journal.messages.empty());
}

ORDERDESK_TEST(TestDeadLettersCommand)
#include "TestDeadLettersCommand.moc"
