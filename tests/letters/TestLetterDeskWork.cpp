#include "domain/OrderEncoder.h"
#include "letters/LetterDesk.h"
#include "support/InMemoryOrderReader.h"
#include "support/RecordingPublisher.h"
#include "support/SampleOrders.h"
#include "support/TestRegistration.h"

#include <QTest>

#include <future>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

struct Desk
{
    Desk()
        : letters({QStringLiteral("orders"),
                   [this] { return std::make_unique<RecordingPublisher>(sent); },
                   [this] { return std::make_unique<InMemoryOrderReader>(data); },
                   ValidationSettings{},
                   {}})
    {
    }

    void add(std::int64_t id, const QByteArray& value)
    {
        DeadLetter letter;
        letter.id = id;
        letter.message.position = {QStringLiteral("orders"), 0, id, {}};
        letter.message.key = QByteArray("key");
        letter.message.value = value;
        letter.message.headers = {{"source", "shop"}};
        data->deadLetters.insert(data->deadLetters.begin(), letter);
    }
    void take(const LetterProgress& progress)
    {
        outcomes.insert(outcomes.end(), progress.outcomes.begin(), progress.outcomes.end());
        reports.push_back(progress);
    }
    bool isDone() const { return !reports.empty() && reports.back().isLast; }
    LetterDesk::Report report()
    {
        return [this](const LetterProgress& progress) { take(progress); };
    }

    std::shared_ptr<InMemoryOrders> data = std::make_shared<InMemoryOrders>();
    std::shared_ptr<SentMessages> sent = std::make_shared<SentMessages>();
    std::vector<LetterOutcome> outcomes;
    std::vector<LetterProgress> reports;
    QObject context;
    LetterDesk letters; // ends first
};

QByteArray validOrder()
{
    return encodeOrder(sampleOrder("order-1"));
}

} // namespace

class TestLetterDeskWork final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checksWithoutSending();
    void redrivesInTheOrderTheyCame();
    void goesStepByStep();
    void canBeCancelled();
    void endsWhenKafkaIsAway();
    void namesWhatIsGone();
    void discardsWithALineOfTheAudit();
    void sendsACorrectedOne();
    void tellsWhereItWentThoughThatCouldNotBeMarked();
    void refusesACorrectionThatBreaksARule();
    void auditsNoValue();
    void takesTurnsWithProgramsThatAsk();
};

void TestLetterDeskWork::checksWithoutSending()
{
    Desk desk;
    desk.add(1, validOrder());
    desk.add(2, "{");
    desk.letters.check({2, 1, 9}, &desk.context, desk.report());
    QTRY_VERIFY(desk.isDone());
    QCOMPARE(desk.outcomes.size(), 3U);
    QVERIFY(desk.outcomes[0].reasons.empty() && !desk.outcomes[0].error);
    QCOMPARE(desk.outcomes[1].reasons.front().code, "invalid_json");
    QCOMPARE(desk.outcomes[2].error->code, ErrorCode::NotFound);
    QCOMPARE(desk.sent->count(), 0U);
    QVERIFY(desk.data->changes.empty());
}

void TestLetterDeskWork::redrivesInTheOrderTheyCame()
{
    Desk desk;
    for (std::int64_t id = 1; id <= 3; ++id)
        desk.add(id, QByteArray::number(static_cast<qlonglong>(id)));
    desk.letters.redrive({3, 1, 2}, "window (test)", false, &desk.context, desk.report());
    QTRY_VERIFY(desk.isDone());
    const std::vector<OutgoingMessage> sent = desk.sent->all();
    QCOMPARE(sent.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        QCOMPARE(sent[i].value, QByteArray::number(static_cast<int>(i) + 1));
        QCOMPARE(desk.outcomes[i].position->offset, static_cast<std::int64_t>(i));
        QVERIFY(!desk.outcomes[i].error);
    }
    QCOMPARE(desk.data->changes.size(), 3U);
    QCOMPARE(desk.data->changes[0].detail, "to orders/1@2");
    QCOMPARE(desk.data->changes[0].changedBy, "window (test)");
    QCOMPARE(desk.data->deadLetters.front().redriveCount, 1);
}

void TestLetterDeskWork::goesStepByStep()
{
    Desk desk;
    LetterDesk::Ids ids;
    for (std::int64_t id = 1; id <= 120; ++id) {
        desk.add(id, "x");
        ids.push_back(id);
    }
    desk.letters.redrive(ids, "window (test)", false, &desk.context, desk.report());
    QTRY_VERIFY(desk.isDone());
    QCOMPARE(desk.reports.size(), 3U);
    QCOMPARE(desk.reports[0].done, 50U);
    QCOMPARE(desk.reports[1].total, 120U);
    QCOMPARE(desk.reports[2].done, 120U);
    QVERIFY(!desk.reports[2].isCancelled);
    QCOMPARE(desk.outcomes.size(), 120U);
}

void TestLetterDeskWork::canBeCancelled()
{
    Desk desk;
    LetterDesk::Ids ids;
    for (std::int64_t id = 1; id <= 120; ++id) {
        desk.add(id, "x");
        ids.push_back(id);
    }
    std::shared_ptr<WorkHandle> handle = desk.letters.redrive(
        ids, "window (test)", false, &desk.context, [&](const LetterProgress& progress) { desk.take(progress); });
    handle->cancel();
    QTRY_VERIFY(desk.isDone());
    QCOMPARE(desk.reports.size(), 1U);
    QVERIFY(desk.reports[0].isCancelled);
    QCOMPARE(desk.outcomes.size(), 50U); // what was done is told
    QCOMPARE(desk.sent->count(), 50U);
}

void TestLetterDeskWork::endsWhenKafkaIsAway()
{
    Desk desk;
    LetterDesk::Ids ids;
    for (std::int64_t id = 1; id <= 120; ++id) {
        desk.add(id, "x");
        ids.push_back(id);
    }
    desk.sent->fail(Error{ErrorCode::Unavailable, Sentence::tr("no broker")});
    desk.letters.redrive(ids, "window (test)", false, &desk.context, desk.report());
    QTRY_VERIFY(desk.isDone());
    QCOMPARE(desk.reports.size(), 1U);
    QCOMPARE(desk.reports[0].error->message.english(), QStringLiteral("no broker"));
    QVERIFY(desk.data->changes.empty());
}

void TestLetterDeskWork::namesWhatIsGone()
{
    Desk desk;
    desk.add(1, "x");
    desk.letters.redrive({1, 2}, "window (test)", false, &desk.context, desk.report());
    QTRY_VERIFY(desk.isDone());
    QVERIFY(!desk.outcomes[0].error);
    QCOMPARE(desk.outcomes[1].error->code, ErrorCode::NotFound);
    QVERIFY(!desk.reports[0].error);
}

void TestLetterDeskWork::discardsWithALineOfTheAudit()
{
    Desk desk;
    desk.add(1, "x");
    desk.add(2, "x");
    desk.letters.discard({1, 7}, "window (test)", &desk.context, desk.report());
    QTRY_VERIFY(desk.isDone());
    QVERIFY(!desk.outcomes[0].error);
    QCOMPARE(desk.outcomes[1].error->code, ErrorCode::NotFound);
    QCOMPARE(desk.data->deadLetters.size(), 1U);
    QCOMPARE(desk.data->changes.size(), 1U);
    QCOMPARE(desk.data->changes[0].action, "discarded");
}

void TestLetterDeskWork::sendsACorrectedOne()
{
    Desk desk;
    QByteArray broken = validOrder();
    broken.replace("\"amount\":", "\"amount\":-1,\"was\":");
    desk.add(1, broken);
    desk.data->deadLetters.front().redriveCount = 1;
    QByteArray value = validOrder();
    value.insert(value.size() - 1, ",\"big\":9007199254740993");
    std::optional<LetterOutcome> sent;
    desk.letters.redriveCorrected(1, value, "window (test)", false, &desk.context,
                                  [&](const LetterOutcome& outcome) { sent = outcome; });
    QTRY_VERIFY(sent.has_value());
    QVERIFY(sent->position && !sent->error);
    const std::vector<OutgoingMessage> messages = desk.sent->all();
    QCOMPARE(messages.size(), 1U);
    QCOMPARE(messages[0].value, value); // byte for byte
    QCOMPARE(messages[0].key, QByteArray("order-1"));
    const MessageHeaders headers{{"source", "shop"},
                                 {"orderdesk.redrive.id", "1"},
                                 {"orderdesk.redrive.count", "2"},
                                 {"orderdesk.redrive.corrected", "true"}};
    QCOMPARE(messages[0].headers, headers);
    QCOMPARE(desk.data->deadLetters.size(), 1U);
    QCOMPARE(desk.data->deadLetters[0].message.value, broken);
    QCOMPARE(desk.data->changes[0].action, "corrected");
    QCOMPARE(desk.data->changes[0].detail, "to orders/1@0; changed: /payment/amount, /payment/was, /big");
}

void TestLetterDeskWork::tellsWhereItWentThoughThatCouldNotBeMarked()
{
    Desk desk;
    desk.add(1, validOrder());
    desk.data->markingFails = true;
    std::optional<LetterOutcome> sent;
    desk.letters.redriveCorrected(1, validOrder(), "window (test)", false, &desk.context,
                                  [&](const LetterOutcome& outcome) { sent = outcome; });
    desk.letters.redrive({1}, "window (test)", false, &desk.context, desk.report());
    QTRY_VERIFY(desk.isDone());
    QVERIFY(sent->isUnmarked() && desk.outcomes[0].isUnmarked());
    QCOMPARE(sent->position->offset, 0);
    QCOMPARE(desk.outcomes[0].position->offset, 1);
    QCOMPARE(desk.outcomes[0].error->message.english(), QStringLiteral("the database is away"));
}

void TestLetterDeskWork::refusesACorrectionThatBreaksARule()
{
    Desk desk;
    desk.add(1, "{");
    std::optional<LetterOutcome> sent;
    desk.letters.redriveCorrected(1, "{\"order_uid\":1}", "window (test)", false, &desk.context,
                                  [&](const LetterOutcome& outcome) { sent = outcome; });
    QTRY_VERIFY(sent.has_value());
    QVERIFY(!sent->position && !sent->error && !sent->reasons.empty());
    QCOMPARE(desk.sent->count(), 0U);
    QVERIFY(desk.data->changes.empty());
}

void TestLetterDeskWork::auditsNoValue()
{
    Desk desk;
    QByteArray broken = validOrder();
    broken.insert(1, "\"+49 30 123456\":\"Erika\",");
    desk.add(1, broken);
    bool done = false;
    desk.letters.redriveCorrected(1, validOrder(), "window (test)", false, &desk.context,
                                  [&](const auto&) { done = true; });
    QTRY_VERIFY(done);
    QCOMPARE(desk.data->changes[0].detail, "to orders/1@0; changed: (a member with an unusual name)");
}

void TestLetterDeskWork::takesTurnsWithProgramsThatAsk()
{
    Desk desk;
    desk.add(1, validOrder());
    desk.sent->hold();
    desk.letters.redrive({1}, "window (test)", false, &desk.context, desk.report());
    QTRY_COMPARE(desk.sent->calls.load(), 1); // it is read, and not yet marked
    std::promise<LetterAnswer> discarded;
    desk.letters.ask({LetterRequest::Action::Discard, 1, {}, "http (test)"},
                     [&discarded](LetterAnswer answer) { discarded.set_value(std::move(answer)); });
    QCOMPARE(desk.letters.waiting(), 1);
    desk.sent->release();
    QVERIFY(!discarded.get_future().get().outcome.error);
    QTRY_VERIFY(desk.isDone());
    QVERIFY(!desk.outcomes.front().error);
    QCOMPARE(desk.data->changes.size(), 2U);
    QCOMPARE(desk.data->changes[1].action, "redriven");
    QCOMPARE(desk.data->changes[0].action, "discarded");
}

ORDERDESK_TEST(TestLetterDeskWork)
#include "TestLetterDeskWork.moc"
