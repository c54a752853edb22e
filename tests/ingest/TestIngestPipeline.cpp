#include "ingest/IngestPipeline.h"
#include "support/TestRegistration.h"

#include "domain/OrderEncoder.h"
#include "generator/OrderGenerator.h"
#include "support/FakeMessageSource.h"
#include "support/FakeOrderStore.h"
#include "support/SampleOrders.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

struct Bench
{
    FakeTopic topic;
    FakeDatabase database;
    OrderCache cache{64 * 1024 * 1024};
    RecentOrders recent{100};
    IngestSettings settings;
    std::unique_ptr<IngestPipeline> pipeline;

    void start(bool watched = false)
    {
        make(watched);
        pipeline->start();
    }

    /// Started, and the database goes away before anything is read.
    void startInto(const Error& outage)
    {
        topic.holdBack(true);
        start();
        QVERIFY(QTest::qWaitFor([this] { return topic.isBegun(); }));
        database.setOutage(outage);
        topic.holdBack(false);
    }

    SeekPlan plan(const SeekTarget& target) const
    {
        std::optional<Result<SeekPlan>> answer;
        QObject context;
        pipeline->planSeek(target, &context, [&](const Result<SeekPlan>& plan) { answer = plan; });
        return QTest::qWaitFor([&] { return answer.has_value(); }) && *answer ? **answer : SeekPlan{};
    }

    Result<SeekPlan> seek(const SeekPlan& plan) const
    {
        std::optional<Result<SeekPlan>> answer;
        QObject context;
        pipeline->seek(plan, &context, [&](const Result<SeekPlan>& done) { answer = done; });
        return QTest::qWaitFor([&] { return answer.has_value(); }, 25000)
                   ? *answer
                   : failure(ErrorCode::Internal, Sentence::tr("no answer"));
    }

    void make(bool watched = false)
    {
        WriterParts parts;
        parts.makeStore = [this] { return std::make_unique<FakeOrderStore>(database); };
        parts.cache = &cache;
        parts.recent = &recent;
        pipeline = std::make_unique<IngestPipeline>(
            settings, [this] { return std::make_unique<FakeMessageSource>(topic); }, parts, watched);
    }

    bool isDone() const
    {
        for (std::int32_t partition = 0; partition < 4; ++partition) {
            if (topic.committed(partition) != topic.end(partition)) {
                return false;
            }
        }
        return true;
    }
};

bool balanced(const IngestCounters& c)
{
    return c.consumed == c.stored + c.unchanged + c.superseded + c.deadLettered + c.inFlight;
}

// The oracle: what the database must hold after these messages.
struct Model
{
    std::map<std::string, QByteArray> documents;
    int invalid = 0;
};

Model fill(FakeTopic& topic, int count)
{
    OrderGenerator generator({.seed = 7, .invalidPercent = 3, .updatesPercent = 10});
    Model model;
    for (int i = 0; i < count; ++i) {
        const GeneratedMessage message = generator.next();
        topic.append(message.json, static_cast<std::int32_t>(qHash(message.key) % 4));
        if (message.valid) {
            model.documents[message.order.orderUid] = encodeOrder(message.order);
        } else {
            ++model.invalid;
        }
    }
    return model;
}

void compare(const Bench& bench, const Model& model)
{
    const auto rows = bench.database.orders();
    QCOMPARE(rows.size(), model.documents.size());
    for (const auto& [orderUid, document] : model.documents) {
        QCOMPARE(rows.at(orderUid).document, document);
    }
    QCOMPARE(static_cast<int>(bench.database.deadLetters().size()), model.invalid);
}

} // namespace

class TestIngestPipeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMessageEndsInOnePlace()
    {
        Bench bench;
        const Model model = fill(bench.topic, 5000);
        bench.start();
        QTRY_VERIFY_WITH_TIMEOUT(bench.isDone(), 30000);
        compare(bench, model);
        const IngestCounters counters = bench.pipeline->snapshot().counters;
        QCOMPARE(counters.consumed, 5000);
        QCOMPARE(counters.inFlight, 0);
        QVERIFY(balanced(counters));
        QCOMPARE(bench.pipeline->snapshot().ingest.level, ComponentState::Level::Ok);
    }

    /// A standby that was behind takes over, again and again, with messages on their way; also while nothing comes.
    void healsADatabaseThatHasLostCommits()
    {
        Bench bench;
        bench.settings.batchOrders = 50;
        Model model = fill(bench.topic, 500);
        bench.start();
        for (int round = 0; round < 5; ++round) {
            QTRY_VERIFY_WITH_TIMEOUT(bench.isDone(), 30000);
            bench.database.remember();
            const std::size_t remembered = bench.database.orders().size();
            OrderGenerator generator({.seed = 100 + static_cast<std::uint64_t>(round), .invalidPercent = 3});
            for (int i = 0; i < 400; ++i) {
                const GeneratedMessage message = generator.next();
                bench.topic.append(message.json, static_cast<std::int32_t>(qHash(message.key) % 4));
                message.valid ? void(model.documents[message.order.orderUid] = encodeOrder(message.order))
                              : void(++model.invalid);
            }
            // In every second round it falls back in the middle of them.
            QTRY_VERIFY_WITH_TIMEOUT(round % 2 == 0 ? bench.isDone() : bench.database.orders().size() > remembered + 60,
                                     30000);
            bench.topic.holdBack(true);
            bench.database.fallBack();
            QCOMPARE(bench.database.orders().size(), remembered);
            QTRY_COMPARE_WITH_TIMEOUT(bench.pipeline->snapshot().ingest.level, ComponentState::Level::Degraded, 30000);
            QVERIFY(bench.pipeline->snapshot().ingest.cause.english().contains(QLatin1String("lost")));
            bench.topic.holdBack(false);
            QTRY_COMPARE_WITH_TIMEOUT(bench.database.orders().size(), model.documents.size(), 30000);
        }
        QTRY_VERIFY_WITH_TIMEOUT(bench.isDone(), 30000);
        compare(bench, model);
        const IngestSnapshot snapshot = bench.pipeline->snapshot();
        QVERIFY(balanced(snapshot.counters));
        QVERIFY(snapshot.counters.lostByDatabase > 0);
        QTRY_COMPARE(bench.pipeline->snapshot().ingest.level, ComponentState::Level::Ok);
    }

    /// Nobody ran while it fell back: Kafka's offsets say so.
    void healsADatabaseThatHasLostCommitsWhileItWasStopped()
    {
        Bench bench;
        const Model model = fill(bench.topic, 300);
        bench.database.remember();
        bench.start();
        QTRY_VERIFY_WITH_TIMEOUT(bench.isDone(), 30000);
        bench.pipeline.reset();
        bench.database.fallBack();
        bench.start();
        QTRY_COMPARE_WITH_TIMEOUT(bench.database.orders().size(), model.documents.size(), 30000);
        QTRY_VERIFY(bench.isDone());
        compare(bench, model);
        QVERIFY(bench.pipeline->snapshot().counters.lostByDatabase >= 300);
        // It is told once.
        bench.pipeline.reset();
        bench.start();
        QTRY_COMPARE(bench.pipeline->snapshot().assignedPartitions, 4);
        fill(bench.topic, 1);
        QTRY_VERIFY(bench.isDone());
        QCOMPARE(bench.pipeline->snapshot().counters.lostByDatabase, 0);
    }

    void obeysAnAdministratorsReset_data()
    {
        QTest::addColumn<qint64>("offset");
        QTest::addColumn<qint64>("consumed");
        QTest::newRow("back") << qint64(2) << qint64(8);
        QTest::newRow("forward") << qint64(13) << qint64(1);
    }

    void obeysAnAdministratorsReset()
    {
        QFETCH(const qint64, offset);
        QFETCH(const qint64, consumed);
        Bench bench;
        for (int i = 0; i < 10; ++i) {
            bench.topic.append(encodeOrder(sampleOrder("order" + std::to_string(i))));
        }
        bench.start();
        QTRY_VERIFY(bench.isDone());
        bench.pipeline.reset();
        if (offset > 10) {
            for (int i = 0; i < 4; ++i) {
                bench.topic.append(encodeOrder(sampleOrder("skipped" + std::to_string(i))));
            }
        }
        bench.topic.commit(0, offset);
        bench.start();
        QTRY_COMPARE(bench.pipeline->snapshot().counters.consumed, consumed);
        QTRY_VERIFY(bench.isDone());
        QCOMPARE(bench.pipeline->snapshot().counters.lostByDatabase, 0);
        QCOMPARE(bench.database.orders().size(), offset > 10 ? 11U : 10U);
    }

    void aTopicMadeAnewIsAnotherLog_data()
    {
        QTest::addColumn<bool>("running");
        QTest::addColumn<int>("messages");
        QTest::newRow("while it runs, a shorter log") << true << 3;
        QTest::newRow("while it is stopped, a shorter log") << false << 3;
        QTest::newRow("while it is stopped, a longer log") << false << 30;
    }

    /// The same numbers at low offsets with other values, and refused messages where others were refused before.
    void aTopicMadeAnewIsAnotherLog()
    {
        QFETCH(const bool, running);
        QFETCH(const int, messages);
        Bench bench;
        const auto append = [&](int number, std::int64_t amount, int seconds) {
            Message message = orderMessage(sampleOrder("order" + std::to_string(number), amount), 0, 0);
            message.position.timestamp = Timestamp(std::chrono::seconds(1'700'000'000 + seconds));
            bench.topic.append(message);
        };
        bench.topic.append(QByteArrayLiteral("{"));
        for (int i = 0; i < 10; ++i) {
            append(i, 1, i);
        }
        bench.start();
        QTRY_VERIFY(bench.isDone());
        if (!running) {
            bench.pipeline.reset();
        }
        bench.topic.makeAnew();
        bench.topic.append(QByteArrayLiteral("["));
        for (int i = 0; i < messages; ++i) {
            append(i, 2, 100 + i);
        }
        if (!running) {
            bench.start();
        }
        QTRY_COMPARE(bench.pipeline->snapshot().counters.deadLettered, running ? 2 : 1);
        QTRY_VERIFY(bench.isDone());
        QCOMPARE(bench.database.deadLetters().size(), 2U);
        for (int i = 0; i < std::min(messages, 10); ++i) {
            const FakeDatabase::Row row = bench.database.orders().at("order" + std::to_string(i));
            QCOMPARE(row.revision, 2);
            QCOMPARE(row.position.incarnation, 2);
        }
        QVERIFY(balanced(bench.pipeline->snapshot().counters));
    }

    void onlyAFirstStartMakesTheTopic()
    {
        Bench first;
        first.topic.setMissing();
        first.start();
        QTRY_COMPARE(first.topic.created(), 1);
        first.topic.append(encodeOrder(sampleOrder("a")));
        first.topic.rebalance(false);
        QTRY_COMPARE(first.database.orders().size(), 1U);
        first.pipeline.reset();

        first.topic.makeAnew();
        FakeTopic deleted;
        deleted.setMissing();
        IngestSettings settings;
        settings.topic = QStringLiteral("orders");
        WriterParts parts;
        parts.makeStore = [&] { return std::make_unique<FakeOrderStore>(first.database); };
        parts.cache = &first.cache;
        parts.recent = &first.recent;
        IngestPipeline pipeline(
            settings, [&] { return std::make_unique<FakeMessageSource>(deleted); }, parts, false);
        pipeline.start();
        QTRY_VERIFY(deleted.polls() > 50);
        QCOMPARE(deleted.created(), 0);
    }

    void aRestartContinuesWhereItWas()
    {
        Bench bench;
        const Model model = fill(bench.topic, 3000);
        for (int i = 0; i < 5; ++i) {
            bench.start();
            QTRY_VERIFY(bench.pipeline->snapshot().counters.consumed > 0 || bench.isDone());
            bench.pipeline.reset();
        }
        bench.start();
        QTRY_VERIFY_WITH_TIMEOUT(bench.isDone(), 30000);
        compare(bench, model);
    }

    void revocationsLoseNothing_data()
    {
        QTest::addColumn<bool>("lost");
        QTest::newRow("revoked") << false;
        QTest::newRow("lost") << true;
    }

    void revocationsLoseNothing()
    {
        QFETCH(bool, lost);
        Bench bench;
        bench.settings.batchOrders = 50;
        const Model model = fill(bench.topic, 5000);
        bench.start();
        for (int i = 0; i < 10; ++i) {
            const auto before = bench.pipeline->snapshot().counters.transactions;
            QTRY_VERIFY(bench.pipeline->snapshot().counters.transactions > before || bench.isDone());
            bench.topic.rebalance(lost);
        }
        QTRY_VERIFY_WITH_TIMEOUT(bench.isDone(), 30000);
        compare(bench, model);
        QVERIFY(balanced(bench.pipeline->snapshot().counters));
    }

    void sinceIsWhenTheLevelChanged()
    {
        Bench bench;
        bench.topic.append(encodeOrder(sampleOrder("a")));
        bench.start();
        QTRY_VERIFY(bench.isDone());
        QTRY_COMPARE(bench.pipeline->snapshot().ingest.level, ComponentState::Level::Ok);
        const ComponentState good = bench.pipeline->snapshot().ingest;
        bench.topic.append(encodeOrder(sampleOrder("b")));
        QTRY_VERIFY(bench.isDone());
        QVERIFY(*bench.pipeline->snapshot().lastProgress > good.since);
        QCOMPARE(bench.pipeline->snapshot().ingest.since, good.since);

        const Timestamp broken = currentTimestamp();
        bench.database.setOutage(Error{ErrorCode::Unavailable, Sentence::tr("the database is away")});
        bench.topic.append(encodeOrder(sampleOrder("c")));
        QTRY_COMPARE(bench.pipeline->snapshot().ingest.level, ComponentState::Level::Down);
        const ComponentState down = bench.pipeline->snapshot().ingest;
        QVERIFY(down.since >= broken);
        bench.database.setOutage({});
        QTRY_COMPARE(bench.pipeline->snapshot().ingest.level, ComponentState::Level::Ok);
        const ComponentState again = bench.pipeline->snapshot().ingest;
        QVERIFY(again.since >= down.since);
        bench.topic.append(encodeOrder(sampleOrder("d")));
        QTRY_VERIFY(bench.isDone());
        QCOMPARE(bench.pipeline->snapshot().ingest.since, again.since);
    }

    void asksNothingOfKafkaBeforeItIsStarted()
    {
        Bench bench;
        bench.topic.append(encodeOrder(sampleOrder("a")));
        bench.make();
        QCOMPARE(bench.pipeline->snapshot().ingest.level, ComponentState::Level::Starting);
        QCOMPARE(bench.pipeline->snapshot().ingest.cause.english(), QString());
        bench.pipeline->awaitDecision();
        const ComponentState waiting = bench.pipeline->snapshot().ingest;
        QCOMPARE(waiting.level, ComponentState::Level::Starting);
        QVERIFY(!waiting.cause.isEmpty() && !waiting.hint.isEmpty());
        QCOMPARE(bench.pipeline->snapshot().counters.consumed, 0);
        bench.pipeline->start();
        QTRY_VERIFY(bench.isDone());
        QTRY_COMPARE(bench.pipeline->snapshot().ingest.level, ComponentState::Level::Ok);
    }

    // Nobody would grant it, and who asked would wait for ever: at a first run, before the assistant is answered.
    void aSeekBeforeTheStartIsRefused()
    {
        Bench bench;
        bench.make();
        std::optional<Result<SeekPlan>> planned;
        std::optional<Result<SeekPlan>> sought;
        QObject context;
        bench.pipeline->planSeek({}, &context, [&](const Result<SeekPlan>& plan) { planned = plan; });
        bench.pipeline->seek({}, &context, [&](const Result<SeekPlan>& plan) { sought = plan; });
        QTRY_VERIFY(planned && sought);
        QCOMPARE(planned->error().code, ErrorCode::Unavailable);
        QCOMPARE(sought->error().code, ErrorCode::Unavailable);
        QVERIFY(!planned->error().message.isEmpty());
    }

    /// Where reading begins, only the database knows.
    void nothingIsReadBeforeTheDatabaseAnswers()
    {
        Bench bench;
        const Model model = fill(bench.topic, 200);
        bench.database.setOutage(Error{ErrorCode::Unavailable, Sentence::tr("the database is away")});
        bench.start();
        QTRY_COMPARE(bench.pipeline->snapshot().ingest.level, ComponentState::Level::Down);
        QCOMPARE(bench.pipeline->snapshot().ingest.cause.english(), QStringLiteral("the database is away"));
        QTRY_VERIFY(bench.pipeline->snapshot().counters.databaseRetries > 1);
        QCOMPARE(bench.pipeline->snapshot().counters.consumed, 0);
        const Result<SeekPlan> refused = bench.seek(bench.plan({}));
        QVERIFY(!refused);
        bench.topic.rebalance(false);
        bench.database.setOutage({});
        QTRY_VERIFY_WITH_TIMEOUT(bench.isDone(), 30000);
        compare(bench, model);
        QCOMPARE(bench.pipeline->snapshot().ingest.level, ComponentState::Level::Ok);
    }

    void anOutagePausesAndResumesOnce()
    {
        Bench bench;
        bench.settings.batchOrders = 100;
        const Model model = fill(bench.topic, 2000);
        bench.startInto(Error{ErrorCode::Unavailable, Sentence::tr("the database is away")});
        QTRY_VERIFY_WITH_TIMEOUT(bench.topic.isPaused(), 10000);
        const IngestSnapshot held = bench.pipeline->snapshot();
        QCOMPARE(held.ingest.level, ComponentState::Level::Down);
        QCOMPARE(held.ingest.cause.english(), QStringLiteral("the database is away"));
        QVERIFY(held.counters.inFlight <= 400);
        QVERIFY(balanced(held.counters));
        bench.database.setOutage({});
        QTRY_VERIFY_WITH_TIMEOUT(bench.isDone(), 30000);
        compare(bench, model);
        QCOMPARE(bench.topic.pauses(), 1);
        QVERIFY(!bench.topic.isPaused());
    }

    // One batch is tried, one is queued, a third has begun: nothing can be done with more messages.
    void whileTheWriterIsBusyItIsWaitedFor()
    {
        Bench bench;
        bench.settings.batchDelay = {}; // each a batch of its own
        bench.topic.append(encodeOrder(sampleOrder("first")));
        bench.start();
        QTRY_VERIFY(bench.isDone());
        bench.database.setOutage(Error{ErrorCode::Unavailable, Sentence::tr("the database is away")});
        for (int i = 0; i < 3; ++i) {
            bench.topic.append(encodeOrder(sampleOrder("order" + std::to_string(i))));
            QTRY_COMPARE(bench.pipeline->snapshot().counters.inFlight, i + 1);
            QTRY_VERIFY(bench.pipeline->snapshot().counters.databaseRetries > 0);
        }
        QElapsedTimer timer;
        timer.start();
        const int before = bench.topic.polls();
        const auto retries = bench.pipeline->snapshot().counters.databaseRetries;
        QTRY_VERIFY(bench.pipeline->snapshot().counters.databaseRetries >= retries + 2);
        const int polls = bench.topic.polls() - before;
        QVERIFY2(polls <= 2 + timer.elapsed() / 50, qPrintable(QString::number(polls)));
        bench.database.setOutage({});
        QTRY_VERIFY(bench.isDone());
        QCOMPARE(bench.database.orders().size(), 4);
    }

    void aRevocationDuringAnOutageGivesEverythingBack()
    {
        Bench bench;
        bench.settings.batchOrders = 100;
        const Model model = fill(bench.topic, 1000);
        bench.startInto(Error{ErrorCode::Unavailable, Sentence::tr("the database is away")});
        QTRY_VERIFY(bench.topic.isPaused());
        bench.topic.rebalance(false);
        QTRY_VERIFY(!bench.topic.isPaused());
        QCOMPARE(bench.topic.committed(0), 0);
        bench.database.setOutage({});
        QTRY_VERIFY_WITH_TIMEOUT(bench.isDone(), 30000);
        compare(bench, model);
    }

    void aFailedSourceIsMadeAnew()
    {
        Bench bench;
        const Model model = fill(bench.topic, 1000);
        bench.topic.failNextPoll({ErrorCode::Unavailable, Sentence::tr("fatal")});
        bench.start();
        QTRY_VERIFY_WITH_TIMEOUT(bench.isDone(), 30000);
        compare(bench, model);
    }

    void pausingStopsAndResumingContinues()
    {
        Bench bench;
        bench.topic.append(encodeOrder(sampleOrder("a")));
        bench.start();
        QTRY_VERIFY(bench.isDone());
        const IngestPause pause{currentTimestamp() - std::chrono::hours(1), QStringLiteral("anna")};
        bench.pipeline->setPaused(pause);
        QTRY_VERIFY(bench.topic.isPaused());
        bench.topic.append(encodeOrder(sampleOrder("b")));
        QTRY_COMPARE(bench.pipeline->snapshot().lag, 1);
        const IngestSnapshot paused = bench.pipeline->snapshot();
        QCOMPARE(paused.ingest.level, ComponentState::Level::Paused);
        QCOMPARE(paused.ingest.cause.english(), QStringLiteral("paused by anna"));
        QCOMPARE(paused.ingest.since, pause.since);
        QCOMPARE(paused.pause, pause);
        QCOMPARE(bench.database.orders().size(), 1);
        bench.pipeline->setPaused({});
        QTRY_COMPARE(bench.database.orders().size(), 2);
        QTRY_COMPARE(bench.pipeline->snapshot().ingest.level, ComponentState::Level::Ok);
    }

    void aPauseOfOldHoldsFromTheFirstMessageOn()
    {
        Bench bench;
        const Model model = fill(bench.topic, 200);
        bench.make();
        bench.pipeline->setPaused(IngestPause{currentTimestamp(), {}});
        bench.pipeline->start();
        QTRY_VERIFY(bench.topic.isPaused());
        QTRY_COMPARE(bench.pipeline->snapshot().lag, 200);
        QCOMPARE(bench.pipeline->snapshot().counters.consumed, 0);
        bench.pipeline->setPaused({});
        QTRY_VERIFY_WITH_TIMEOUT(bench.isDone(), 30000);
        compare(bench, model);
    }

    void theTimeOfAPauseIsNotStuck()
    {
        Bench bench;
        bench.settings.stuckAfter = std::chrono::milliseconds(1500);
        fill(bench.topic, 10);
        bench.make();
        bench.pipeline->setPaused(IngestPause{currentTimestamp(), {}});
        bench.pipeline->start();
        QTRY_COMPARE(bench.pipeline->snapshot().lag, 10);
        bool late = false;
        QTimer::singleShot(bench.settings.stuckAfter * 2, this, [&] { late = true; });
        QTRY_VERIFY(late);
        bench.database.setOutage({});
        bench.topic.holdBack(true);
        bench.pipeline->setPaused({});
        // Nothing comes: that is stuck, but only after a while without a pause.
        QTRY_VERIFY(bench.pipeline->snapshot().ingest.level != ComponentState::Level::Paused);
        QCOMPARE(bench.pipeline->snapshot().ingest.level, ComponentState::Level::Ok);
        QTRY_COMPARE(bench.pipeline->snapshot().ingest.level, ComponentState::Level::Stuck);
        QVERIFY(!bench.pipeline->snapshot().ingest.hint.isEmpty());
        bench.topic.holdBack(false);
        QTRY_COMPARE(bench.pipeline->snapshot().ingest.level, ComponentState::Level::Ok);
    }

    void seekingToTheBeginningChangesNothing()
    {
        Bench bench;
        bench.settings.batchOrders = 50;
        const Model model = fill(bench.topic, 3000);
        bench.start();
        QTRY_VERIFY_WITH_TIMEOUT(bench.isDone(), 30000);
        const auto before = bench.database.orders();
        const SeekPlan plan = bench.plan({});
        QCOMPARE(plan.readAgain(), 3000);
        QCOMPARE(plan.skipped(), 0);
        QCOMPARE(plan.moved(), 4);
        const Result<SeekPlan> done = bench.seek(plan);
        QVERIFY(done);
        QCOMPARE(done->readAgain(), 3000);
        QTRY_VERIFY_WITH_TIMEOUT(bench.pipeline->snapshot().counters.consumed == 6000 && bench.isDone(), 30000);
        compare(bench, model);
        const auto after = bench.database.orders();
        for (const auto& [orderUid, row] : before) {
            QCOMPARE(after.at(orderUid).revision, row.revision);
            QCOMPARE(after.at(orderUid).position, row.position);
        }
        const IngestCounters counters = bench.pipeline->snapshot().counters;
        QVERIFY(balanced(counters));
        QCOMPARE(counters.inFlight, 0);
    }

    void seekingAmidstTheWorkLosesNothing()
    {
        Bench bench;
        bench.settings.batchOrders = 20;
        const Model model = fill(bench.topic, 4000);
        bench.start();
        for (int i = 0; i < 10; ++i) {
            const auto before = bench.pipeline->snapshot().counters.transactions;
            QTRY_VERIFY(bench.pipeline->snapshot().counters.transactions > before || bench.isDone());
            const SeekPlan plan = bench.plan({});
            QVERIFY(bench.seek(plan));
            QVERIFY(balanced(bench.pipeline->snapshot().counters));
        }
        QTRY_VERIFY_WITH_TIMEOUT(bench.isDone(), 30000);
        compare(bench, model);
        QVERIFY(balanced(bench.pipeline->snapshot().counters));
    }

    void seekingForwardSkips()
    {
        Bench bench;
        for (int i = 0; i < 100; ++i) {
            bench.topic.append(encodeOrder(sampleOrder("order" + std::to_string(i))));
        }
        bench.make();
        bench.pipeline->setPaused(IngestPause{currentTimestamp(), {}});
        bench.pipeline->start();
        QTRY_COMPARE(bench.pipeline->snapshot().assignedPartitions, 1);
        const SeekPlan plan = bench.plan({SeekTarget::Place::Offset, 0, 90, {}});
        QCOMPARE(plan.skipped(), 90);
        QCOMPARE(plan.readAgain(), 0);
        QVERIFY(bench.seek(plan));
        QCOMPARE(bench.topic.committed(0), 90);
        bench.pipeline->setPaused({});
        QTRY_VERIFY(bench.isDone());
        QCOMPARE(bench.database.orders().size(), 10);
        QCOMPARE(bench.pipeline->snapshot().counters.consumed, 10);
    }

    void seekingDuringAnOutageGivesBackWhatWasRead()
    {
        Bench bench;
        bench.settings.batchOrders = 100;
        const Model model = fill(bench.topic, 1000);
        bench.startInto(Error{ErrorCode::Unavailable, Sentence::tr("the database is away")});
        QTRY_VERIFY(bench.pipeline->snapshot().counters.databaseRetries > 0);
        const SeekPlan plan = bench.plan({SeekTarget::Place::Offset, 0, bench.topic.end(0), {}});
        QVERIFY(bench.seek(plan));
        QVERIFY(balanced(bench.pipeline->snapshot().counters));
        QVERIFY(bench.seek(bench.plan({})));
        bench.database.setOutage({});
        QTRY_VERIFY_WITH_TIMEOUT(bench.isDone(), 30000);
        compare(bench, model);
        QCOMPARE(bench.pipeline->snapshot().counters.consumed, 1000);
    }

    void aSeekThatFailsLosesNothing()
    {
        Bench bench;
        bench.settings.batchOrders = 20;
        const Model model = fill(bench.topic, 2000);
        bench.start();
        QTRY_VERIFY(bench.pipeline->snapshot().counters.transactions > 3);
        bench.topic.failNextSeek({ErrorCode::Unavailable, Sentence::tr("no coordinator")});
        const Result<SeekPlan> failed = bench.seek(bench.plan({SeekTarget::Place::Time, 0, 0, currentTimestamp()}));
        QVERIFY(!failed);
        QCOMPARE(failed.error().message.english(), QStringLiteral("no coordinator"));
        QTRY_VERIFY_WITH_TIMEOUT(bench.isDone(), 30000);
        compare(bench, model);
        QCOMPARE(bench.pipeline->snapshot().counters.consumed, 2000);
    }

    void aPlanIsForItsAssignmentOnly()
    {
        Bench bench;
        const Model model = fill(bench.topic, 100);
        bench.start();
        QTRY_VERIFY(bench.isDone());
        const SeekPlan plan = bench.plan({});
        bench.topic.rebalance(false);
        QTRY_VERIFY(bench.plan({}).generation > plan.generation);
        const Result<SeekPlan> refused = bench.seek(plan);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QCOMPARE(bench.pipeline->snapshot().counters.consumed, 100);
    }

    void aStopAnswersWhoWaits()
    {
        Bench bench;
        bench.make(); // never started, so nobody else answers
        QObject context;
        std::optional<Result<SeekPlan>> answer;
        bench.pipeline->planSeek({}, &context, [&](const Result<SeekPlan>& plan) { answer = plan; });
        bench.pipeline->start();
        QTRY_VERIFY(answer);
        bool called = false;
        {
            QObject gone;
            bench.pipeline->planSeek({}, &gone, [&](const Result<SeekPlan>&) { called = true; });
        }
        answer.reset();
        bench.pipeline->planSeek({}, &context, [&](const Result<SeekPlan>& plan) { answer = plan; });
        QTRY_VERIFY(answer);
        QVERIFY(!called);
    }

    void keepsALagHistory()
    {
        Bench bench;
        Message message;
        message.position.topic = QStringLiteral("orders");
        message.position.timestamp = currentTimestamp() - std::chrono::minutes(5);
        message.value = encodeOrder(sampleOrder("a"));
        bench.topic.append(message);
        bench.make();
        bench.pipeline->setPaused(IngestPause{currentTimestamp(), {}});
        bench.pipeline->start();
        QTRY_VERIFY(bench.pipeline->snapshot().history.size() >= 3);
        const IngestSnapshot snapshot = bench.pipeline->snapshot();
        QCOMPARE(snapshot.history.last().lag, 1);
        QVERIFY(snapshot.lagTime);
        QVERIFY(*snapshot.lagTime >= std::chrono::minutes(5));
        QVERIFY(*snapshot.lagTime < std::chrono::minutes(6));
        bench.pipeline->setPaused({});
        QTRY_COMPARE(bench.pipeline->snapshot().lagTime, std::chrono::milliseconds(0));
    }

    void eventsReachTheMainThread()
    {
        Bench bench;
        bench.topic.append(encodeOrder(sampleOrder("a")));
        bench.topic.append(QByteArrayLiteral("nonsense"));
        bench.start(true);
        QList<IngestEvent> events;
        QObject receiver;
        connect(bench.pipeline.get(), &IngestPipeline::eventsHappened, &receiver,
                [&](const QList<IngestEvent>& happened) { events += happened; });
        QTRY_COMPARE(events.size(), 2);
        QCOMPARE(events[0].kind, IngestEvent::Kind::New);
        QCOMPARE(events[1].kind, IngestEvent::Kind::DeadLettered);
    }

    void stopsWithTheDatabaseAway()
    {
        Bench bench;
        fill(bench.topic, 1000);
        bench.database.setOutage(Error{ErrorCode::Unavailable, Sentence::tr("the database is away")});
        bench.start();
        QTRY_VERIFY(bench.pipeline->snapshot().counters.databaseRetries > 0);
        bench.pipeline.reset();
        QCOMPARE(bench.topic.committed(0), 0);
    }
};

ORDERDESK_TEST(TestIngestPipeline)
#include "TestIngestPipeline.moc"
