#include "domain/OrderEncoder.h"
#include "letters/LetterDesk.h"
#include "support/InMemoryOrderReader.h"
#include "support/RecordingPublisher.h"
#include "support/SampleOrders.h"
#include "support/TestRegistration.h"

#include <QTest>

#include <future>
#include <thread>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

using Action = LetterRequest::Action;
using Refusal = LetterAnswer::Refusal;

QByteArray validOrder()
{
    return encodeOrder(sampleOrder("order-1"));
}

struct Desk
{
    explicit Desk(bool isViewer = false)
        : desk(parts(isViewer))
    {
    }

    LetterDesk::Parts parts(bool isViewer)
    {
        LetterDesk::Parts result;
        result.topic = QStringLiteral("orders");
        if (!isViewer) {
            result.makePublisher = [this] { return std::make_unique<RecordingPublisher>(sent); };
        }
        result.makeStore = [this] { return std::make_unique<InMemoryOrderReader>(data); };
        result.rights = [this] { return rights; };
        return result;
    }

    void add(std::int64_t id, const QByteArray& value)
    {
        DeadLetter letter;
        letter.id = id;
        letter.message.position = {QStringLiteral("orders"), 0, id, {}};
        letter.message.value = value;
        data->deadLetters.insert(data->deadLetters.begin(), letter);
    }

    std::future<LetterAnswer> begin(Action action, std::int64_t id, std::optional<QByteArray> corrected = {})
    {
        const auto promise = std::make_shared<std::promise<LetterAnswer>>();
        desk.ask({action, id, std::move(corrected), "http (test)"},
                 [promise](LetterAnswer answer) { promise->set_value(std::move(answer)); });
        return promise->get_future();
    }
    LetterAnswer ask(Action action, std::int64_t id, std::optional<QByteArray> corrected = {})
    {
        return begin(action, id, std::move(corrected)).get();
    }

    std::shared_ptr<InMemoryOrders> data = std::make_shared<InMemoryOrders>();
    std::shared_ptr<SentMessages> sent = std::make_shared<SentMessages>();
    std::optional<DatabaseRights> rights;
    LetterDesk desk; // ends first
};

} // namespace

class TestLetterDesk final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void redrivesAndSaysHowOften();
    void sendsACorrectedOne();
    void namesEveryRuleThatACorrectionBreaks();
    void checksWithoutSending();
    void replacesNothingNewerWithoutASecondYes_data();
    void replacesNothingNewerWithoutASecondYes();
    void discardsOnce();
    void leavesTheLetterWhenKafkaIsAway();
    void tellsTheDatabaseFromKafka();
    void saysThatItIsPublishedButNotMarked();
    void aViewerOnlyChecksAndDiscards();
    void keepsToTheRights();
    void refusesWhatWouldWaitBehindTooMany();
    void refusesWhatHasWaitedTooLong();
    void takesTurnsAmongThreads();
    void dropsWhatWaitsWhenItEnds();
};

void TestLetterDesk::redrivesAndSaysHowOften()
{
    Desk desk;
    desk.add(1, "as it came");
    for (int time = 1; time <= 2; ++time) {
        const LetterAnswer answer = desk.ask(Action::Redrive, 1);
        QCOMPARE(answer.refusal, Refusal::None);
        QVERIFY(!answer.outcome.error);
        QCOMPARE(answer.outcome.position->offset, time - 1);
        QCOMPARE(answer.letter->redriveCount, time);
    }
    QCOMPARE(desk.sent->all().back().value, QByteArray("as it came"));
    QCOMPARE(desk.data->changes.size(), 2U);
    QCOMPARE(desk.data->changes.front().action, "redriven");
    QCOMPARE(desk.data->changes.front().changedBy, "http (test)");
    QCOMPARE(desk.ask(Action::Redrive, 7).outcome.error->code, ErrorCode::NotFound);
}

void TestLetterDesk::sendsACorrectedOne()
{
    Desk desk;
    desk.add(1, "{");
    const LetterAnswer answer = desk.ask(Action::Redrive, 1, validOrder());
    QVERIFY(!answer.outcome.error);
    QCOMPARE(desk.sent->all().front().value, validOrder());
    QCOMPARE(desk.sent->all().front().key, QByteArray("order-1"));
    QCOMPARE(desk.data->deadLetters.front().message.value, QByteArray("{"));
    QCOMPARE(desk.data->changes.front().action, "corrected");
}

void TestLetterDesk::namesEveryRuleThatACorrectionBreaks()
{
    Desk desk;
    desk.add(1, "{");
    const LetterAnswer answer = desk.ask(Action::Redrive, 1, "{\"order_uid\":1}");
    QVERIFY(answer.outcome.reasons.size() > 5);
    QVERIFY(!answer.outcome.position && !answer.outcome.error);
    QCOMPARE(desk.sent->count(), 0U);
    QVERIFY(desk.data->changes.empty());
}

void TestLetterDesk::checksWithoutSending()
{
    Desk desk;
    desk.add(1, "{");
    QCOMPARE(desk.ask(Action::Check, 1).outcome.reasons.front().code, "invalid_json");
    QVERIFY(desk.ask(Action::Check, 1, validOrder()).outcome.reasons.empty());
    QVERIFY(!desk.ask(Action::Check, 1, "[]").outcome.reasons.empty());
    QCOMPARE(desk.ask(Action::Check, 2, validOrder()).outcome.error->code, ErrorCode::NotFound);
    QCOMPARE(desk.sent->count(), 0U);
    QVERIFY(desk.data->changes.empty());
}

void TestLetterDesk::replacesNothingNewerWithoutASecondYes_data()
{
    QTest::addColumn<int>("partition");
    QTest::addColumn<int>("offset");
    QTest::addColumn<int>("seconds"); // 0: no time
    QTest::addColumn<bool>("isNewer");
    QTest::newRow("later in the log, whatever its time") << 0 << 101 << 5 << true;
    QTest::newRow("earlier in the log, whatever its time") << 0 << 99 << 15 << false;
    QTest::newRow("another partition, later") << 1 << 3 << 11 << true;
    QTest::newRow("another partition, earlier") << 1 << 300 << 9 << false;
    QTest::newRow("another partition, no time") << 1 << 300 << 0 << false;
}

void TestLetterDesk::replacesNothingNewerWithoutASecondYes()
{
    QFETCH(const int, partition);
    QFETCH(const int, offset);
    QFETCH(const int, seconds);
    QFETCH(const bool, isNewer);
    const auto at = [](int time) {
        return time == 0 ? Timestamp{} : Timestamp(std::chrono::seconds(1'700'000'000 + time));
    };
    Desk desk;
    desk.add(100, "{");
    desk.data->deadLetters.front().orderUid = "order-1";
    desk.data->deadLetters.front().message.position.timestamp = at(10);
    StoredOrder stored;
    stored.orderUid = "order-1";
    stored.storedAt = at(60);
    stored.position = {QStringLiteral("orders"), partition, offset, at(seconds)};
    desk.data->orders.emplace("order-1", stored);
    const auto expected = isNewer ? std::optional(stored.storedAt) : std::nullopt;

    QVERIFY(!desk.ask(Action::Check, 100).outcome.newerStoredAt); // as it is it would come back, and replaces nothing
    QCOMPARE(desk.ask(Action::Check, 100, validOrder()).outcome.newerStoredAt, expected);
    for (const auto& corrected : {std::optional<QByteArray>(), std::optional(validOrder())}) {
        const LetterOutcome outcome = desk.ask(Action::Redrive, 100, corrected).outcome;
        QCOMPARE(outcome.newerStoredAt, expected);
        QCOMPARE(outcome.position.has_value(), !isNewer);
        QCOMPARE(outcome.error.has_value(), isNewer);
    }
    const std::size_t before = desk.sent->count();
    std::promise<LetterAnswer> sent;
    desk.desk.ask({Action::Redrive, 100, validOrder(), "http (test)", true},
                  [&](LetterAnswer answer) { sent.set_value(std::move(answer)); });
    QVERIFY(sent.get_future().get().outcome.position);
    QCOMPARE(desk.sent->count(), before + 1);
}

void TestLetterDesk::discardsOnce()
{
    Desk desk;
    desk.add(1, "x");
    QVERIFY(!desk.ask(Action::Discard, 1).outcome.error);
    QCOMPARE(desk.ask(Action::Discard, 1).outcome.error->code, ErrorCode::NotFound);
    QVERIFY(desk.data->deadLetters.empty());
    QCOMPARE(desk.data->changes.size(), 1U);
}

void TestLetterDesk::leavesTheLetterWhenKafkaIsAway()
{
    Desk desk;
    desk.add(1, validOrder());
    desk.sent->fail(Error{ErrorCode::Unavailable, Sentence::tr("no broker")});
    for (const auto& corrected : {std::optional<QByteArray>(), std::optional(validOrder())}) {
        const LetterAnswer answer = desk.ask(Action::Redrive, 1, corrected);
        QCOMPARE(answer.outcome.error->message.english(), QStringLiteral("no broker"));
        QVERIFY(answer.outcome.isKafkas);
        QVERIFY(!answer.outcome.position);
    }
    QCOMPARE(desk.data->deadLetters.front().redriveCount, 0);
    QVERIFY(desk.data->changes.empty());
}

void TestLetterDesk::tellsTheDatabaseFromKafka()
{
    Desk desk;
    desk.add(1, validOrder());
    desk.data->failure = Error{ErrorCode::Unavailable, Sentence::tr("no database")};
    for (const Action action : {Action::Check, Action::Redrive, Action::Discard}) {
        const LetterAnswer answer = desk.ask(action, 1);
        QCOMPARE(answer.outcome.error->code, ErrorCode::Unavailable);
        QVERIFY(!answer.outcome.isKafkas);
    }
    QVERIFY(!desk.ask(Action::Redrive, 1, validOrder()).outcome.isKafkas);
    QCOMPARE(desk.sent->count(), 0U);
}

void TestLetterDesk::saysThatItIsPublishedButNotMarked()
{
    Desk desk;
    desk.add(1, "x");
    desk.sent->hold();
    std::future<LetterAnswer> answer = desk.begin(Action::Redrive, 1);
    QTRY_COMPARE(desk.sent->calls.load(), 1); // it has been read
    {
        const std::scoped_lock lock(desk.data->mutex);
        desk.data->failure = Error{ErrorCode::Unavailable, Sentence::tr("gone meanwhile")};
    }
    desk.sent->release();
    const LetterAnswer given = answer.get();
    QVERIFY(given.outcome.position);
    QVERIFY(given.outcome.error->message.english().contains(QStringLiteral("gone meanwhile")));
    QVERIFY(!given.letter);
}

void TestLetterDesk::aViewerOnlyChecksAndDiscards()
{
    Desk desk(true);
    desk.add(1, validOrder());
    QCOMPARE(desk.ask(Action::Redrive, 1).refusal, Refusal::Viewer);
    QCOMPARE(desk.ask(Action::Redrive, 1, validOrder()).refusal, Refusal::Viewer);
    QCOMPARE(desk.data->calls.load(), 0);
    QCOMPARE(desk.ask(Action::Check, 1).refusal, Refusal::None);
    QVERIFY(!desk.ask(Action::Discard, 1).outcome.error);
}

void TestLetterDesk::keepsToTheRights()
{
    Desk desk;
    desk.add(1, validOrder());
    desk.rights = DatabaseRights{QStringLiteral("onlooker"), DatabaseRights::Limit::Role, false, false};
    QCOMPARE(desk.ask(Action::Redrive, 1).refusal, Refusal::Rights);
    QCOMPARE(desk.ask(Action::Discard, 1).refusal, Refusal::Rights);
    QCOMPARE(desk.ask(Action::Check, 1).refusal, Refusal::None);
    desk.rights->mayRedrive = true;
    QCOMPARE(desk.ask(Action::Redrive, 1).refusal, Refusal::None);
    QCOMPARE(desk.ask(Action::Discard, 1).refusal, Refusal::Rights);
}

void TestLetterDesk::refusesWhatWouldWaitBehindTooMany()
{
    Desk desk;
    desk.add(1, "x");
    desk.sent->hold();
    std::vector<std::future<LetterAnswer>> answers;
    answers.push_back(desk.begin(Action::Redrive, 1));
    QTRY_COMPARE(desk.sent->calls.load(), 1); // it waits no longer, it is being done
    for (int i = 0; i < LetterDesk::mostWaiting; ++i) {
        answers.push_back(desk.begin(Action::Check, 1));
    }
    QCOMPARE(desk.ask(Action::Check, 1).refusal, Refusal::Waiting); // at once
    desk.sent->release();
    for (auto& answer : answers) {
        QCOMPARE(answer.get().refusal, Refusal::None);
    }
    QCOMPARE(desk.ask(Action::Check, 1).refusal, Refusal::None);
}

void TestLetterDesk::refusesWhatHasWaitedTooLong()
{
    Desk desk;
    desk.add(1, "x");
    LetterDesk::Parts parts = desk.parts(false);
    parts.longestWait = std::chrono::milliseconds(-1);
    LetterDesk impatient(std::move(parts));
    std::promise<LetterAnswer> promise;
    impatient.ask({Action::Discard, 1, {}, "http (test)"},
                  [&promise](LetterAnswer answer) { promise.set_value(std::move(answer)); });
    QCOMPARE(promise.get_future().get().refusal, Refusal::Waiting);
    QCOMPARE(desk.data->calls.load(), 0);
    QCOMPARE(desk.data->deadLetters.size(), 1U);
}

void TestLetterDesk::takesTurnsAmongThreads()
{
    constexpr int threadCount = 4;
    constexpr int each = 8;
    Desk desk;
    desk.add(1, "x");
    std::vector<std::thread> threads;
    for (int i = 0; i < threadCount; ++i) {
        threads.emplace_back([&desk] {
            for (int time = 0; time < each; ++time) {
                desk.ask(Action::Redrive, 1);
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    QCOMPARE(desk.ask(Action::Redrive, 1).letter->redriveCount, threadCount * each + 1);
    QCOMPARE(desk.sent->count(), static_cast<std::size_t>(threadCount * each + 1));
}

void TestLetterDesk::dropsWhatWaitsWhenItEnds()
{
    auto desk = std::make_unique<Desk>();
    desk->add(1, "x");
    const auto data = desk->data;
    const auto sent = desk->sent;
    sent->hold();
    std::future<LetterAnswer> begun = desk->begin(Action::Redrive, 1);
    QTRY_COMPARE(sent->calls.load(), 1);
    std::future<LetterAnswer> waiting = desk->begin(Action::Discard, 1);
    std::thread ending([&desk] { desk.reset(); });
    sent->release();
    ending.join();
    QCOMPARE(begun.get().letter->redriveCount, 1);
    // The thread may take the next just before it is told to end: either it is done and said, or neither.
    bool isSaid = true;
    try {
        QVERIFY(!waiting.get().outcome.error);
    } catch (const std::future_error&) {
        isSaid = false;
    }
    QCOMPARE(data->deadLetters.empty(), isSaid);
}

ORDERDESK_TEST(TestLetterDesk)
#include "TestLetterDesk.moc"
