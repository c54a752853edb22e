#include "ingest/IngestPipeline.h"

#include "domain/OrderEncoder.h"
#include "generator/OrderGenerator.h"
#include "support/FakeMessageSource.h"
#include "support/FakeOrderStore.h"
#include "support/SampleOrders.h"

#include <QSignalSpy>
#include <QTest>

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
        WriterParts parts;
        parts.makeStore = [this] { return std::make_unique<FakeOrderStore>(database); };
        parts.cache = &cache;
        parts.recent = &recent;
        pipeline = std::make_unique<IngestPipeline>(
            settings, [this] { return std::make_unique<FakeMessageSource>(topic); }, parts, watched);
        pipeline->start();
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

    void anOutagePausesAndResumesOnce()
    {
        Bench bench;
        bench.settings.batchOrders = 100;
        bench.database.setOutage(Error{ErrorCode::Unavailable, QStringLiteral("the database is away")});
        const Model model = fill(bench.topic, 2000);
        bench.start();
        QTRY_VERIFY_WITH_TIMEOUT(bench.topic.isPaused(), 10000);
        const IngestSnapshot held = bench.pipeline->snapshot();
        QCOMPARE(held.ingest.level, ComponentState::Level::Down);
        QCOMPARE(held.ingest.cause, QStringLiteral("the database is away"));
        QVERIFY(held.counters.inFlight <= 400);
        QVERIFY(balanced(held.counters));
        bench.database.setOutage({});
        QTRY_VERIFY_WITH_TIMEOUT(bench.isDone(), 30000);
        compare(bench, model);
        QCOMPARE(bench.topic.pauses(), 1);
        QVERIFY(!bench.topic.isPaused());
    }

    void aRevocationDuringAnOutageGivesEverythingBack()
    {
        Bench bench;
        bench.settings.batchOrders = 100;
        const Model model = fill(bench.topic, 1000);
        bench.database.setOutage(Error{ErrorCode::Unavailable, QStringLiteral("the database is away")});
        bench.start();
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
        bench.topic.failNextPoll({ErrorCode::Unavailable, QStringLiteral("fatal")});
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
        bench.pipeline->setPaused(true);
        QTRY_VERIFY(bench.topic.isPaused());
        bench.topic.append(encodeOrder(sampleOrder("b")));
        QTRY_COMPARE(bench.pipeline->snapshot().ingest.cause, QStringLiteral("paused"));
        QCOMPARE(bench.database.orders().size(), 1);
        bench.pipeline->setPaused(false);
        QTRY_COMPARE(bench.database.orders().size(), 2);
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
        bench.database.setOutage(Error{ErrorCode::Unavailable, QStringLiteral("the database is away")});
        bench.start();
        QTRY_VERIFY(bench.pipeline->snapshot().counters.databaseRetries > 0);
        bench.pipeline.reset();
        QCOMPARE(bench.topic.committed(0), 0);
    }
};

QTEST_GUILESS_MAIN(TestIngestPipeline)
#include "TestIngestPipeline.moc"
