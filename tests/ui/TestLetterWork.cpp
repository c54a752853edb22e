#include "SampleOrders.h"
#include "domain/OrderEncoder.h"
#include "support/TestRegistration.h"
#include "ui/letters/LetterWork.h"

#include <QTest>

using namespace orderdesk;

namespace {

using Stage = LetterWork::Stage;
using Action = LetterWork::Action;

DeadLetter goodLetter(std::int64_t id)
{
    DeadLetter letter = sampleDeadLetter(id, modelOrder().orderUid);
    letter.message.value = encodeOrder(modelOrder());
    return letter;
}

struct Desk
{
    explicit Desk(Action action)
        : work(action, *parts.letterDesk, parts.deadLetterBrowser, "window (test)")
    {
    }
    SampleBackend backend;
    WindowBackend parts = backend.window();
    LetterWork work;
};

} // namespace

class TestLetterWork final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void triesWithoutSending();
    void sendsOnlyWhatWouldBeAccepted();
    void sendsAllWhenAsked();
    void leavesOutWhatWouldReplaceANewerOrder();
    void findsAllOfAFilter();
    void doesNothingBeforeItIsTold();
    void discards();
    void cancels();
    void endsWhenTheDatabaseIsAway();
    void endsWhenKafkaIsAway();
    void countsAsSentWhatCouldNotBeMarked();
};

void TestLetterWork::triesWithoutSending()
{
    Desk desk(Action::Redrive);
    desk.backend.store(goodLetter(1));
    desk.backend.store(sampleDeadLetter(2, "a"));
    desk.backend.store(sampleDeadLetter(3, "b"));
    desk.work.start({1, 2, 3, 4});
    QTRY_COMPARE(desk.work.stage(), Stage::Ready);
    QCOMPARE(desk.work.total(), 4U);
    QCOMPARE(desk.work.accepted(), 1U);
    QCOMPARE(desk.work.refused(), 2U);
    QCOMPARE(desk.work.gone(), 1U);
    QCOMPARE(desk.work.groups().size(), 1);
    QCOMPARE(desk.work.groups()[0].letters, 2U);
    QCOMPARE(desk.backend.sent->count(), 0U);
}

void TestLetterWork::sendsOnlyWhatWouldBeAccepted()
{
    Desk desk(Action::Redrive);
    desk.backend.store(goodLetter(1));
    desk.backend.store(sampleDeadLetter(2, "a"));
    desk.work.start({1, 2});
    QTRY_COMPARE(desk.work.stage(), Stage::Ready);
    desk.work.proceed(true);
    QTRY_COMPARE(desk.work.stage(), Stage::Done);
    QCOMPARE(desk.work.succeeded(), 1U);
    QCOMPARE(desk.work.failed(), 0U);
    QCOMPARE(desk.backend.sent->count(), 1U);
    QCOMPARE(desk.backend.changes().front().deadLetterId, 1);
}

void TestLetterWork::sendsAllWhenAsked()
{
    Desk desk(Action::Redrive);
    desk.backend.store(goodLetter(1));
    desk.backend.store(sampleDeadLetter(2, "a"));
    desk.work.start({1, 2, 9});
    QTRY_COMPARE(desk.work.stage(), Stage::Ready);
    desk.work.proceed(false);
    QTRY_COMPARE(desk.work.stage(), Stage::Done);
    QCOMPARE(desk.work.succeeded(), 2U);
    QCOMPARE(desk.work.failed(), 1U);
    QCOMPARE(desk.work.groups().size(), 1);
}

void TestLetterWork::leavesOutWhatWouldReplaceANewerOrder()
{
    for (const bool onlyAccepted : {true, false}) {
        Desk desk(Action::Redrive);
        DeadLetter old = goodLetter(1);
        StoredOrder stored;
        stored.orderUid = old.orderUid;
        stored.position = old.message.position;
        ++stored.position.offset;
        stored.storedAt = currentTimestamp();
        desk.backend.store(stored);
        desk.backend.store(old);
        DeadLetter good = goodLetter(2);
        good.orderUid = "another";
        desk.backend.store(good);
        desk.work.start({1, 2});
        QTRY_COMPARE(desk.work.stage(), Stage::Ready);
        QCOMPARE(desk.work.accepted(), 1U);
        QCOMPARE(desk.work.replacing(), 1U);
        QCOMPARE(desk.work.refused(), 0U);
        desk.work.proceed(onlyAccepted);
        QTRY_COMPARE(desk.work.stage(), Stage::Done);
        QCOMPARE(desk.work.succeeded(), onlyAccepted ? 1U : 2U);
        QCOMPARE(desk.work.failed(), 0U);
        QCOMPARE(desk.backend.sent->count(), onlyAccepted ? 1U : 2U);
    }
}

void TestLetterWork::findsAllOfAFilter()
{
    Desk desk(Action::Discard);
    for (std::int64_t id = 1; id <= 30; ++id) {
        DeadLetter letter = sampleDeadLetter(id, "order");
        letter.violations.front().code = id % 3 == 0 ? "too_long" : "out_of_range";
        desk.backend.store(letter);
    }
    desk.work.start(DeadLetterFilter{"too_long", {}, false});
    QTRY_COMPARE(desk.work.stage(), Stage::Ready);
    QCOMPARE(desk.work.total(), 10U);
    desk.work.proceed(false);
    QTRY_COMPARE(desk.work.stage(), Stage::Done);
    QCOMPARE(desk.work.succeeded(), 10U);
    QVERIFY(!desk.backend.holds(3) && desk.backend.holds(4));
}

void TestLetterWork::doesNothingBeforeItIsTold()
{
    Desk desk(Action::Discard);
    desk.backend.store(goodLetter(1));
    desk.work.start({1});
    QTRY_COMPARE(desk.work.stage(), Stage::Ready);
    QVERIFY(desk.backend.holds(1));
    desk.work.cancel();
    QVERIFY(desk.backend.holds(1));
    QVERIFY(desk.backend.changes().empty());
}

void TestLetterWork::discards()
{
    Desk desk(Action::Discard);
    desk.backend.store(goodLetter(1));
    desk.work.start({1});
    desk.work.proceed(false);
    QTRY_COMPARE(desk.work.stage(), Stage::Done);
    QVERIFY(!desk.backend.holds(1));
    QCOMPARE(desk.backend.changes().front().action, "discarded");
    QCOMPARE(desk.backend.changes().front().changedBy, "window (test)");
}

void TestLetterWork::cancels()
{
    Desk desk(Action::Redrive);
    LetterDesk::Ids ids;
    for (std::int64_t id = 1; id <= 200; ++id) {
        desk.backend.store(goodLetter(id));
        ids.push_back(id);
    }
    desk.work.start(ids);
    QTRY_COMPARE(desk.work.stage(), Stage::Ready);
    desk.work.proceed(false);
    desk.work.cancel();
    QTRY_COMPARE(desk.work.stage(), Stage::Done);
    QVERIFY(desk.work.isCancelled());
    QCOMPARE(desk.work.succeeded(), desk.backend.sent->count());
    QVERIFY(desk.work.succeeded() < 200U);
}

void TestLetterWork::endsWhenTheDatabaseIsAway()
{
    Desk desk(Action::Redrive);
    desk.backend.setAway(true);
    desk.work.start(DeadLetterFilter{});
    QTRY_COMPARE(desk.work.stage(), Stage::Done);
    QVERIFY(desk.work.error());
}

void TestLetterWork::endsWhenKafkaIsAway()
{
    Desk desk(Action::Redrive);
    desk.backend.store(goodLetter(1));
    desk.backend.sent->fail(Error{ErrorCode::Unavailable, Sentence::tr("no broker")});
    desk.work.start({1});
    QTRY_COMPARE(desk.work.stage(), Stage::Ready);
    desk.work.proceed(true);
    QTRY_COMPARE(desk.work.stage(), Stage::Done);
    QCOMPARE(desk.work.error()->message.english(), QStringLiteral("no broker"));
    QCOMPARE(desk.work.succeeded(), 0U);
    QVERIFY(desk.backend.holds(1));
}

void TestLetterWork::countsAsSentWhatCouldNotBeMarked()
{
    Desk desk(Action::Redrive);
    desk.backend.store(goodLetter(1));
    desk.backend.store(goodLetter(2));
    desk.work.start({1, 2});
    QTRY_COMPARE(desk.work.stage(), Stage::Ready);
    desk.backend.setMarkingFails();
    desk.work.proceed(true);
    QTRY_COMPARE(desk.work.stage(), Stage::Done);
    QCOMPARE(desk.backend.sent->count(), 2U);
    QCOMPARE(desk.work.succeeded(), 2U);
    QCOMPARE(desk.work.unmarked(), 2U);
    QCOMPARE(desk.work.failed(), 0U);
    QCOMPARE(desk.work.groups()[0].text,
             QStringLiteral("Sent, but not noted at the dead letter: the database is away"));
}

ORDERDESK_GUI_TEST(TestLetterWork)
#include "TestLetterWork.moc"
