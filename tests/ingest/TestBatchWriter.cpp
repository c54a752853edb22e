#include "ingest/BatchWriter.h"
#include "support/TestRegistration.h"

#include "ingest/BatchBuilder.h"
#include "ingest/ReadingStart.h"
#include "support/FakeOrderStore.h"
#include "support/SampleOrders.h"

#include <QTest>

#include <atomic>

using namespace orderdesk;
using namespace orderdesk::test;
using std::chrono::milliseconds;

namespace {

/// Answers by a function; counts what was published.
class ScriptedPublisher final : public MessagePublisher
{
public:
    ScriptedPublisher(std::atomic<int>& failures, std::atomic<int>& published, std::function<void()> onPublish)
        : m_failures(failures)
        , m_published(published)
        , m_onPublish(std::move(onPublish))
    {
    }

    std::vector<Result<MessagePosition>> publish(std::span<const OutgoingMessage> messages, milliseconds) override
    {
        if (m_onPublish) {
            m_onPublish();
        }
        std::vector<Result<MessagePosition>> results;
        for (std::size_t i = 0; i < messages.size(); ++i) {
            if (m_failures > 0) {
                --m_failures;
                results.emplace_back(failure(ErrorCode::Unavailable, Sentence::tr("no broker")));
            } else {
                ++m_published;
                results.emplace_back(MessagePosition{});
            }
        }
        return results;
    }

private:
    std::atomic<int>& m_failures;
    std::atomic<int>& m_published;
    const std::function<void()> m_onPublish;
};

struct Bench
{
    FakeDatabase database;
    OrderCache cache{16 * 1024 * 1024};
    RecentOrders recent{100};
    IngestStatistics statistics;
    QList<IngestEvent> events; // written on the writer's thread, read when it is idle
    std::atomic<int> publishFailures = 0;
    std::atomic<int> published = 0;
    std::vector<std::string> committed; // numbers and positions, written on the writer's thread
    std::function<void()> onPublish;    ///< called on the writer's thread before each try
    IngestSettings settings;
    std::unique_ptr<BatchWriter> writer;

    void start(bool deadLetterTopic = false)
    {
        WriterParts parts;
        parts.makeStore = [this] { return std::make_unique<FakeOrderStore>(database); };
        if (deadLetterTopic) {
            settings.deadLetterTopic = QStringLiteral("dead");
            parts.makePublisher = [this] {
                return std::make_unique<ScriptedPublisher>(publishFailures, published, onPublish);
            };
        }
        parts.cache = &cache;
        parts.recent = &recent;
        parts.statistics = &statistics;
        parts.committed = [this](auto orders, auto written, auto deadLetters) {
            for (std::size_t i = 0; i < orders.size(); ++i) {
                committed.push_back(orders[i].order.orderUid + ' ' + std::to_string(written[i].revision));
            }
            for (const DeadLetter& letter : deadLetters) {
                committed.push_back('@' + std::to_string(letter.message.position.offset));
            }
        };
        parts.notify = [this](const QList<IngestEvent>& happened) { events += happened; };
        writer = std::make_unique<BatchWriter>(settings, parts);
        writer->start();
    }

    Batch batchOf(const std::vector<Message>& messages, std::uint64_t generation = 1)
    {
        BatchBuilder builder(settings);
        for (const Message& message : messages) {
            builder.add(message);
            statistics.consumed(1);
        }
        return builder.take(generation);
    }

    void submit(const std::vector<Message>& messages, std::uint64_t generation = 1)
    {
        writer->submit(batchOf(messages, generation));
    }

    std::optional<KnownLogs> answer(std::uint64_t generation) const
    {
        std::optional<KnownLogs> known;
        return QTest::qWaitFor([&] { return (known = writer->takeKnownLogs(generation)).has_value(); }, 20000)
                   ? known
                   : std::nullopt;
    }

    bool finish() { return writer->waitUntilIdle(milliseconds(20000)); }
};

std::vector<Message> orders(int count, int first = 0)
{
    std::vector<Message> messages;
    for (int i = first; i < first + count; ++i) {
        messages.push_back(orderMessage(sampleOrder("order" + std::to_string(100000 + i)), 0, i));
    }
    return messages;
}

/// Two orders are committed, and the database falls back to before.
bool loseCommits(Bench& bench)
{
    bench.database.remember();
    bench.submit(orders(2));
    const bool isFinished = bench.finish();
    bench.database.fallBack();
    return isFinished;
}

Error outage()
{
    return {ErrorCode::Unavailable, Sentence::tr("the database is away")};
}

const TopicPartition partitionZero{QStringLiteral("orders"), 0};

} // namespace

class TestBatchWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bringsABatchToItsEnd()
    {
        Bench bench;
        bench.start();
        auto messages = orders(3);
        messages.push_back(rawMessage(QByteArrayLiteral("{"), 0, 3));
        messages.push_back(orderMessage(sampleOrder("order100000", 5), 0, 4));
        bench.submit(messages);
        QVERIFY(bench.finish());

        QCOMPARE(bench.database.orders().size(), 3);
        QCOMPARE(bench.database.deadLetters().size(), 1);
        QCOMPARE(bench.committed,
                 (std::vector<std::string>{"order100000 1", "order100000 1", "order100001 1", "order100002 1", "@3"}));
        const IngestCounters counters = bench.statistics.counters();
        QCOMPARE(counters.stored, 3);
        QCOMPARE(counters.superseded, 1);
        QCOMPARE(counters.deadLettered, 1);
        QCOMPARE(counters.inFlight, 0);
        QCOMPARE(bench.writer->takeCompleted(1).offsets.value(partitionZero), 5);
        QVERIFY(bench.writer->takeCompleted(1).offsets.isEmpty());
        QCOMPARE(bench.cache.find("order100000")->document, bench.database.orders()["order100000"].document);
        QCOMPARE(bench.recent.newest(10).size(), 3);
        QCOMPARE(bench.events.size(), 5);
        for (qsizetype i = 0; i < 5; ++i) { // as they came, whatever order they were written in
            QCOMPARE(bench.events[i].order.position.offset, i);
        }
        QCOMPARE(bench.writer->databaseState().level, ComponentState::Level::Ok);
    }

    void countsUnchangedAndUpdated()
    {
        Bench bench;
        bench.start();
        bench.submit(orders(2));
        QVERIFY(bench.finish());
        bench.events.clear();
        bench.submit(
            {orderMessage(sampleOrder("order100000"), 0, 2), orderMessage(sampleOrder("order100001", 9), 0, 3)});
        QVERIFY(bench.finish());
        QCOMPARE(bench.statistics.counters().unchanged, 1);
        QCOMPARE(bench.statistics.counters().stored, 3);
        QCOMPARE(bench.events[0].kind, IngestEvent::Kind::Unchanged);
        QCOMPARE(bench.events[1].kind, IngestEvent::Kind::Updated);
        QCOMPARE(bench.cache.find("order100001")->revision, 2);
    }

    void anOutageDeadLettersNothingAndEndsByItself()
    {
        Bench bench;
        bench.database.setOutage(outage());
        bench.start();
        bench.submit(orders(10));
        QTRY_VERIFY(bench.writer->stalledBy());
        QCOMPARE(bench.writer->databaseState().level, ComponentState::Level::Down);
        QCOMPARE(bench.statistics.counters().inFlight, 10);
        QVERIFY(bench.writer->takeCompleted(1).offsets.isEmpty());
        QTRY_VERIFY(bench.statistics.counters().databaseRetries >= 2);
        bench.database.setOutage({});
        QVERIFY(bench.finish());
        QCOMPARE(bench.statistics.counters().stored, 10);
        QVERIFY(bench.database.deadLetters().empty());
        QVERIFY(!bench.writer->stalledBy());
        QCOMPARE(bench.writer->databaseState().level, ComponentState::Level::Ok);
        QCOMPARE(bench.writer->takeCompleted(1).offsets.value(partitionZero), 10);
    }

    void aRefusalOfUsIsHeldToo()
    {
        Bench bench;
        bench.database.setOutage(Error{ErrorCode::AccessRefused, Sentence::tr("permission denied")});
        bench.start();
        bench.submit(orders(1));
        QTRY_COMPARE(bench.writer->databaseState().cause.english(), QStringLiteral("permission denied"));
        bench.database.setOutage({});
        QVERIFY(bench.finish());
        QCOMPARE(bench.statistics.counters().stored, 1);
        QVERIFY(bench.database.deadLetters().empty());
    }

    void aCulpritIsIsolated_data()
    {
        QTest::addColumn<int>("batch");
        QTest::addColumn<int>("mostTransactions");
        QTest::newRow("1") << 1 << 2;
        QTest::newRow("2") << 2 << 4;
        QTest::newRow("100") << 100 << 16;
        QTest::newRow("1000") << 1000 << 22;
    }

    // At most 2·log2(n)+1 transactions for a culprit, and the one that keeps it as a dead letter.
    void aCulpritIsIsolated()
    {
        QFETCH(int, batch);
        QFETCH(int, mostTransactions);
        Bench bench;
        const std::string culprit = "order" + std::to_string(100000 + batch / 3);
        bench.database.setRejects([culprit](const IncomingOrder& order) { return order.order.orderUid == culprit; });
        bench.start();
        bench.submit(orders(batch));
        QVERIFY(bench.finish());
        QCOMPARE(bench.statistics.counters().stored, batch - 1);
        QCOMPARE(bench.statistics.counters().deadLettered, 1);
        QCOMPARE(bench.statistics.counters().inFlight, 0);
        QCOMPARE(bench.database.deadLetters().size(), 1);
        const DeadLetter deadLetter = bench.database.deadLetters().front();
        QCOMPARE(deadLetter.orderUid, culprit);
        QCOMPARE(deadLetter.violations.front().code, std::string("database_rejected"));
        QVERIFY(deadLetter.message.value->contains(QByteArray::fromStdString(culprit)));
        QVERIFY2(bench.database.transactions() <= mostTransactions,
                 qPrintable(QString::number(bench.database.transactions())));
        QCOMPARE(bench.writer->takeCompleted(1).offsets.value(partitionZero), batch);
    }

    void everyPoisonousMessageIsADeadLetter()
    {
        Bench bench;
        bench.database.setRejects([](const IncomingOrder&) { return true; });
        bench.start();
        auto messages = orders(37);
        messages.push_back(rawMessage(QByteArrayLiteral("nonsense"), 0, 37));
        bench.submit(messages);
        QVERIFY(bench.finish());
        QCOMPARE(bench.database.deadLetters().size(), 38);
        QCOMPARE(bench.statistics.counters().deadLettered, 38);
        QCOMPARE(bench.writer->takeCompleted(1).offsets.value(partitionZero), 38);
    }

    // Somebody's constraint on dead_letters: with nothing left to leave out it stands in the way, is said, and goes in
    // whole when the constraint is gone.
    void aDeadLetterThatIsRefusedIsHeldUpAndKeptWhole()
    {
        Bench bench;
        bench.database.setRejectsLetters([](const DeadLetter&) { return true; });
        bench.start();
        Message nonsense = rawMessage(QByteArrayLiteral("nonsense"), 0, 2);
        nonsense.headers = {{QByteArrayLiteral("source"), QByteArrayLiteral("shop")}};
        auto messages = orders(2);
        messages.push_back(nonsense);
        bench.submit(messages);
        QTRY_VERIFY(bench.writer->stalledBy());
        QCOMPARE(bench.writer->stalledBy()->message.english(),
                 QStringLiteral("the database refuses a dead letter: refused (SQLSTATE 22001)"));
        QVERIFY(!bench.writer->stalledBy()->hint.isEmpty());
        QCOMPARE(bench.writer->databaseState().level, ComponentState::Level::Down);
        QTRY_VERIFY(bench.writer->databaseState().nextTry);
        QTRY_VERIFY(bench.statistics.counters().databaseRetries >= 3);
        // Each try is the letter whole and bare; before the first it was parted from the orders.
        const int transactions = bench.database.transactions();
        QVERIFY(transactions <= 3 + 2 * (bench.statistics.counters().databaseRetries + 1));
        QVERIFY(bench.writer->takeCompleted(1).offsets.isEmpty());
        QCOMPARE(bench.statistics.counters().deadLettered, 0);

        bench.database.setRejectsLetters({});
        QVERIFY(bench.finish());
        QCOMPARE(bench.statistics.counters().stored, 2);
        QCOMPARE(bench.statistics.counters().deadLettered, 1);
        QCOMPARE(bench.database.deadLetters().size(), 1);
        const DeadLetter kept = bench.database.deadLetters().front();
        QCOMPARE(kept.message, nonsense);
        QVERIFY(kept.violations.front().code != "database_rejected");
        QVERIFY(!bench.writer->stalledBy());
        QCOMPARE(bench.writer->databaseState().level, ComponentState::Level::Ok);
        QCOMPARE(bench.writer->takeCompleted(1).offsets.value(partitionZero), 3);
    }

    void aRefusedDeadLetterIsGivenBackWhenAbandoned()
    {
        Bench bench;
        bench.database.setRejectsLetters([](const DeadLetter&) { return true; });
        bench.start();
        bench.submit({rawMessage(QByteArrayLiteral("nonsense"), 0, 0)});
        QTRY_VERIFY(bench.writer->stalledBy());
        bench.writer->abandon();
        QVERIFY(bench.finish());
        QVERIFY(bench.writer->takeCompleted(1).offsets.isEmpty());
        QCOMPARE(bench.statistics.counters().inFlight, 0);
    }

    // A defect of ours: smaller parts of such a batch are in order, so all of it is stored and nothing stands still.
    void anUnsortedBatchIsWrittenInParts()
    {
        Bench bench;
        bench.start();
        Batch batch = bench.batchOf(orders(5));
        std::swap(batch.orders[0], batch.orders[3]);
        std::swap(batch.messages[0], batch.messages[3]);
        bench.writer->submit(std::move(batch));
        QVERIFY(bench.finish());
        QCOMPARE(bench.statistics.counters().stored, 5);
        QCOMPARE(bench.statistics.counters().databaseRetries, 0);
        QVERIFY(bench.database.deadLetters().empty());
        QCOMPARE(bench.writer->takeCompleted(1).offsets.value(partitionZero), 5);
    }

    void anOrderThatMeetsADefectIsADeadLetter()
    {
        Bench bench;
        bench.database.setRejects([](const IncomingOrder& order) { return order.order.orderUid == "order100001"; },
                                  ErrorCode::Internal);
        bench.start();
        const auto messages = orders(4);
        bench.submit(messages);
        QVERIFY(bench.finish());
        QCOMPARE(bench.statistics.counters().stored, 3);
        QCOMPARE(bench.statistics.counters().deadLettered, 1);
        QCOMPARE(bench.database.deadLetters().front().message, messages[1]);
        QCOMPARE(bench.database.deadLetters().front().violations.front().code, std::string("internal_error"));
        QCOMPARE(bench.writer->databaseState().level, ComponentState::Level::Ok);
        QCOMPARE(bench.writer->takeCompleted(1).offsets.value(partitionZero), 4);
    }

    void aDefectThatNothingCanBeKeptWithIsNoOutage()
    {
        Bench bench;
        bench.database.setRejectsLetters([](const DeadLetter&) { return true; }, ErrorCode::Internal);
        bench.start();
        bench.submit({rawMessage(QByteArrayLiteral("nonsense"), 0, 0)});
        QTRY_VERIFY(bench.writer->stalledBy());
        QVERIFY(bench.writer->stalledBy()->message.english().startsWith(QLatin1String("a defect of Orderdesk: ")));
        QVERIFY(bench.writer->databaseState().level != ComponentState::Level::Down);
        QVERIFY(bench.writer->takeCompleted(1).offsets.isEmpty());
    }

    void aLostReplyOfCommitChangesNothing()
    {
        Bench bench;
        bench.start();
        bench.database.loseNextReply();
        bench.submit(orders(5));
        QVERIFY(bench.finish());
        QCOMPARE(bench.database.orders().size(), 5);
        QCOMPARE(bench.database.orders()["order100000"].revision, 1);
        QCOMPARE(bench.statistics.counters().unchanged, 5);
        QCOMPARE(bench.writer->takeCompleted(1).offsets.value(partitionZero), 5);
    }

    /// The retry finds its own row and says unchanged: what is cached must not stay behind it.
    void aLostReplyOfCommitLeavesNothingOldInTheCache()
    {
        Bench bench;
        bench.start();
        bench.submit({orderMessage(sampleOrder("a", 1), 0, 0)});
        QVERIFY(bench.finish());
        QCOMPARE(bench.cache.find("a")->revision, 1);
        bench.database.loseNextReply();
        bench.submit({orderMessage(sampleOrder("a", 2), 0, 1)});
        QVERIFY(bench.finish());
        QCOMPARE(bench.statistics.counters().unchanged, 1);
        const CachedOrder cached = bench.cache.find("a");
        QVERIFY(!cached || cached->revision == 2);
    }

    void notesHowFarItCame()
    {
        Bench bench;
        bench.start();
        bench.writer->askKnownLogs({partitionZero}, 1);
        QVERIFY(bench.answer(1));
        QVERIFY(!bench.writer->takeKnownLogs(1)); // once
        for (int batch = 0; batch < 3; ++batch) {
            bench.submit(orders(2, batch * 2));
            QVERIFY(bench.finish());
        }
        const LogPosition at = bench.database.positions().at({QStringLiteral("orders"), 0});
        QCOMPARE(at.next, 6);
        QCOMPARE(at.batches, 3);
        const CompletedOffsets completed = bench.writer->takeCompleted(1);
        QCOMPARE(completed.offsets.value(partitionZero), 6);
        QCOMPARE(*parseNote(completed.notes.value(partitionZero)), (PositionNote{"fake", 1, 3}));
        bench.writer->askKnownLogs({partitionZero}, 2);
        const std::optional<KnownLogs> known = bench.answer(2);
        QVERIFY(known);
        QCOMPARE(*known->logs.value(partitionZero).ours, at);
    }

    /// A batch is halved down to its culprit: none of its parts says that all of it is done but the last.
    void notesNothingBeforeAllOfABatchIsWritten()
    {
        Bench bench;
        bench.database.setRejects(
            [](const IncomingOrder& incoming) { return incoming.order.orderUid == "order100002"; });
        bench.start();
        bench.submit(orders(8));
        QVERIFY(bench.finish());
        const LogPosition at = bench.database.positions().at({QStringLiteral("orders"), 0});
        QCOMPARE(at.next, 8);
        QCOMPARE(at.batches, 1);
    }

    void givesEverythingBackWhenTheDatabaseHasLostCommits()
    {
        Bench bench;
        bench.start();
        QVERIFY(loseCommits(bench));
        bench.submit(orders(2, 2));
        QVERIFY(bench.finish());
        QVERIFY(bench.writer->hasLostCommits());
        QVERIFY(bench.database.orders().empty());
        QCOMPARE(bench.statistics.counters().consumed, 2);
        QCOMPARE(bench.statistics.counters().inFlight, 0);
        bench.submit(orders(2, 4)); // before anybody has noticed
        QVERIFY(bench.finish());
        QVERIFY(bench.database.orders().empty());

        bench.writer->askKnownLogs({partitionZero}, 2);
        QVERIFY(bench.answer(2));
        QVERIFY(!bench.writer->hasLostCommits());
        bench.submit(orders(6), 2);
        QVERIFY(bench.finish());
        QCOMPARE(bench.database.orders().size(), 6);
    }

    void noticesLostCommitsWhileNothingComes()
    {
        Bench bench;
        bench.start();
        QVERIFY(loseCommits(bench));
        QTRY_VERIFY_WITH_TIMEOUT(bench.writer->hasLostCommits(), 20000);
    }

    void asksAgainUntilTheDatabaseAnswers()
    {
        Bench bench;
        bench.database.setOutage(outage());
        bench.start();
        bench.writer->askKnownLogs({partitionZero}, 1);
        QTRY_VERIFY(bench.writer->stalledBy());
        QVERIFY(!bench.writer->takeKnownLogs(1));
        bench.database.setOutage({});
        QVERIFY(bench.answer(1));
        QVERIFY(!bench.writer->stalledBy());
    }

    void countsTransactions()
    {
        Bench bench;
        bench.start();
        bench.submit({orderMessage(sampleOrder("a", 1), 0, 0), orderMessage(sampleOrder("a", 2), 0, 1)});
        QVERIFY(bench.finish());
        QCOMPARE(bench.statistics.counters().superseded, 1);
        QCOMPARE(bench.statistics.counters().transactions, 1);
    }

    void abandonGivesBackWhatIsNotDecided()
    {
        Bench bench;
        bench.database.setOutage(outage());
        bench.start();
        bench.submit(orders(5));
        QTRY_VERIFY(bench.writer->stalledBy());
        bench.submit(orders(5, 5));
        bench.writer->abandon();
        QVERIFY(bench.finish());
        QVERIFY(bench.writer->takeCompleted(1).offsets.isEmpty());
        QCOMPARE(bench.statistics.counters().consumed, 0);
        QCOMPARE(bench.statistics.counters().inFlight, 0);

        bench.database.setOutage({});
        bench.submit(orders(5), 2);
        QVERIFY(bench.finish());
        QCOMPARE(bench.statistics.counters().stored, 5);
        QCOMPARE(bench.writer->takeCompleted(2).offsets.value(partitionZero), 5);
    }

    void completionsOfAnEarlierAssignmentAreForgotten()
    {
        Bench bench;
        bench.start();
        bench.submit(orders(5), 1);
        QVERIFY(bench.finish());
        QVERIFY(bench.writer->takeCompleted(2).offsets.isEmpty());
    }

    void deadLettersAreAcknowledgedBeforeTheBatchIsDone()
    {
        Bench bench;
        bench.publishFailures = 3;
        bench.start(true);
        bench.submit({rawMessage(QByteArrayLiteral("x"), 0, 0), rawMessage(QByteArrayLiteral("y"), 0, 1)});
        QTRY_VERIFY(bench.writer->stalledBy());
        QVERIFY(bench.writer->takeCompleted(1).offsets.isEmpty());
        QCOMPARE(bench.statistics.counters().deadLettered, 0);
        QVERIFY(bench.finish());
        QCOMPARE(bench.published, 2);
        QCOMPARE(bench.statistics.counters().deadLettered, 2);
        QCOMPARE(bench.writer->takeCompleted(1).offsets.value(partitionZero), 2);
        QVERIFY(!bench.writer->stalledBy());
    }

    void readersDoNotWaitForTheDeadLetterTopic()
    {
        Bench bench;
        bool isCached = false;
        bench.onPublish = [&] { isCached = bench.cache.find("order100000") && bench.events.size() == 2; };
        bench.start(true);
        auto messages = orders(1);
        messages.push_back(rawMessage(QByteArrayLiteral("x"), 0, 1));
        bench.submit(messages);
        QVERIFY(bench.finish());
        QVERIFY(isCached);
        QCOMPARE(bench.events.size(), 2);
        QCOMPARE(bench.recent.newest(10).size(), 1);
        QCOMPARE(bench.writer->takeCompleted(1).offsets.value(partitionZero), 2);
    }

    void stopsInTheMiddleOfAnOutage()
    {
        Bench bench;
        bench.database.setOutage(outage());
        bench.start();
        bench.submit(orders(5));
        QTRY_VERIFY(bench.writer->stalledBy());
        bench.writer.reset();
        QCOMPARE(bench.statistics.counters().inFlight, 0);
    }
};

ORDERDESK_TEST(TestBatchWriter)
#include "TestBatchWriter.moc"
