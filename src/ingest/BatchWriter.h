#pragma once

#include "broker/MessagePublisher.h"
#include "broker/MessageSource.h"
#include "cache/OrderCache.h"
#include "cache/RecentOrders.h"
#include "concurrency/Mutex.h"
#include "domain/IngestEvent.h"
#include "ingest/Backoff.h"
#include "ingest/Batch.h"
#include "ingest/IngestSettings.h"
#include "ingest/IngestStatistics.h"
#include "ingest/WriterHealth.h"
#include "ingest/WrittenPositions.h"
#include "letters/DeadLetterTopic.h"
#include "storage/OrderStore.h"

#include <QThread>

#include <deque>
#include <functional>
#include <memory>
#include <optional>

namespace orderdesk {

/// What the writer works with. The factories are called on the writer's thread.
struct WriterParts
{
    std::function<std::unique_ptr<OrderStore>()> makeStore;
    std::function<std::unique_ptr<MessagePublisher>()> makePublisher; ///< for the dead-letter topic; empty: none is set
    OrderCache* cache = nullptr;
    RecentOrders* recent = nullptr;
    IngestStatistics* statistics = nullptr;
    /// Called on the writer's thread after each COMMIT, before anything is told; empty: nobody follows the database.
    std::function<void(std::span<const IncomingOrder>, std::span<const WrittenOrder>, std::span<const DeadLetter>)>
        committed;
    std::function<void(const QList<IngestEvent>&)> notify; ///< called on the writer's thread; empty: nobody watches
};

/// What is done and may be committed to Kafka, and what Kafka is to keep beside it (see ReadingStart).
struct CompletedOffsets
{
    PartitionOffsets offsets;
    PartitionNotes notes;
};

/// Brings batches to their end, one after another, on a thread of its own (ARCHITECTURE.md, the way of an order):
/// transaction, cache, notification, dead-letter topic. Retries an outage for ever, halves a batch that the database
/// refuses or that a defect of ours makes impossible. One batch may wait while one is being written. The consumer
/// thread calls everything below but the two states.
class BatchWriter final : private QThread
{
    Q_OBJECT

public:
    BatchWriter(IngestSettings settings, WriterParts parts);
    ~BatchWriter() override; ///< gives back what is not done and waits for the thread

    void start();

    bool hasRoom() const;
    void submit(Batch batch); ///< only when hasRoom()
    /// Returns early, true, once there is room.
    bool waitForRoom(std::chrono::milliseconds time);
    /// True once nothing is queued or being written.
    bool waitUntilIdle(std::chrono::milliseconds time);
    /// Gives back everything submitted so far that is not decided yet, as soon as the running call returns.
    void abandon();
    /// The offsets of batches that are done since the last call and were read under `generation`.
    CompletedOffsets takeCompleted(std::uint64_t generation);
    /// Asks the database what it knows of these partitions, which are read under `generation` from then on; for as long
    /// as it takes. Instead of what was asked before.
    void askKnownLogs(const QList<TopicPartition>& partitions, std::uint64_t generation);
    /// The answer, once. None: it has not come yet, or was asked for another generation.
    std::optional<KnownLogs> takeKnownLogs(std::uint64_t generation);
    /// The database has lost what it had committed. Looked for with each batch, and every few seconds while there is
    /// none; until askKnownLogs() everything is given back.
    bool hasLostCommits() const;

    ComponentState databaseState() const { return m_health.database(); } ///< any thread
    /// Why nothing moves (database or dead-letter topic); none while all is well. Any thread.
    std::optional<Error> stalledBy() const { return m_health.stalledBy(); }

private:
    // A part of a batch that is written in one transaction: ranges of its orders and dead letters.
    struct Unit
    {
        std::size_t firstOrder = 0;
        std::size_t orders = 0;
        std::size_t firstDeadLetter = 0;
        std::size_t deadLetters = 0;
        bool isBare = false; ///< a single dead letter without what people may have put around its bytes
    };

    struct Question
    {
        QList<TopicPartition> partitions;
        std::uint64_t generation = 0;
        std::chrono::steady_clock::time_point askedAt{};
    };
    struct Answer
    {
        KnownLogs known;
        std::uint64_t generation = 0;
    };

    void run() override;
    void process(Batch batch);
    std::optional<Result<std::vector<WrittenOrder>>> writeUnit(const Batch& batch, const Unit& unit, bool isLast);
    std::vector<Unit> split(Batch& batch, const Unit& unit, const Error& error);
    bool publishDeadLetters(const Batch& batch, const Unit& unit, QList<IngestEvent>& events);
    void keepEvents(const Batch& batch, const Unit& unit, const std::vector<WrittenOrder>& written,
                    QList<IngestEvent>& events) const;
    void notify(QList<IngestEvent>& events) const;
    void giveBack(std::int64_t undecided, QList<IngestEvent>& events);
    void complete(const Batch& batch);
    void answerQuestion();
    void lookForLostCommits();
    void reportLostCommits(const Error& error);
    bool mayWait() const ORDERDESK_REQUIRES(m_mutex);
    void reportCulprit(const MessagePosition& position, const Error& error);
    void reportProgress(bool database);
    bool waitBeforeRetry(std::uint64_t generation);
    bool isAbandoned(std::uint64_t generation) const;
    bool isGivenUp(std::uint64_t generation) const ORDERDESK_REQUIRES(m_mutex);

    const IngestSettings m_settings;
    const WriterParts m_parts;

    // Writer thread only.
    std::unique_ptr<OrderStore> m_store;
    std::unique_ptr<DeadLetterTopic> m_deadLetterTopic; ///< null: none is set
    Backoff m_backoff;
    std::chrono::steady_clock::time_point m_nextCulpritLine{};
    std::chrono::steady_clock::time_point m_nextDefectLine{};
    DeadLetter m_wholeLetter; ///< of the bare one that is being tried, as it came
    std::int64_t m_culprits = 0;
    WrittenPositions m_positions;

    WriterHealth m_health;
    mutable Mutex m_mutex;
    ConditionVariable m_changed;
    std::deque<Batch> m_queue ORDERDESK_GUARDED_BY(m_mutex);
    std::uint64_t m_lastSubmitted ORDERDESK_GUARDED_BY(m_mutex) = 0;        // generations only grow
    std::optional<std::uint64_t> m_abandoned ORDERDESK_GUARDED_BY(m_mutex); // all up to and including this generation
    CompletedOffsets m_completed ORDERDESK_GUARDED_BY(m_mutex);
    std::uint64_t m_completedGeneration ORDERDESK_GUARDED_BY(m_mutex) = 0;
    std::optional<Question> m_question ORDERDESK_GUARDED_BY(m_mutex);
    std::optional<Answer> m_answer ORDERDESK_GUARDED_BY(m_mutex);
    bool m_lostCommits ORDERDESK_GUARDED_BY(m_mutex) = false;
    bool m_busy ORDERDESK_GUARDED_BY(m_mutex) = false;
    bool m_stop ORDERDESK_GUARDED_BY(m_mutex) = false;
};

} // namespace orderdesk
