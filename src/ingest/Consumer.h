#pragma once

#include "broker/MessageSource.h"
#include "concurrency/Mutex.h"
#include "ingest/BatchBuilder.h"
#include "ingest/BatchWriter.h"
#include "ingest/DatabaseLosses.h"
#include "ingest/IngestHistory.h"
#include "ingest/IngestSettings.h"
#include "ingest/IngestStatistics.h"

#include <QThread>

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <variant>

namespace orderdesk {

/// What is known of the source without asking it: kept by the consumer thread about once a second.
struct ConsumerSnapshot
{
    SourceSnapshot source;
    std::optional<Timestamp> behindSince; ///< since when there is lag that should shrink; none: there is none
    std::optional<IngestPause> pause;     ///< none: not paused by a person
    QList<IngestHistoryPoint> history;
    std::optional<DatabaseLoss> loss; ///< none: all that was lost has been read again
};

/// Takes messages from Kafka and hands them to the writer in batches, on a QThread of its own that never blocks longer
/// than 200 ms (a revocation may take longer: it waits for the writer). While the writer is held up it pauses the
/// partitions and goes on polling, so the group never throws us out. A source that fails for good is made anew.
class Consumer final : private QThread, private RebalanceListener
{
    Q_OBJECT

public:
    using SourceFactory = std::function<std::unique_ptr<MessageSource>()>; ///< called on the consumer thread
    using SeekAnswer = std::function<void(const Result<SeekPlan>&)>;       ///< called on the consumer thread

    Consumer(IngestSettings settings, SourceFactory factory, BatchWriter& writer, IngestStatistics& statistics);
    ~Consumer() override; ///< stop() and wait

    void start();
    /// Finishes what is being written (3 s at most), commits, leaves the group, ends the thread; does not wait. Any
    /// thread.
    void requestStop();
    void setPaused(std::optional<IngestPause> pause); ///< any thread
    ConsumerSnapshot snapshot() const;                ///< any thread
    /// What `target` means now, see MessageSource::planSeek(). Any thread; answered within seconds, Cancelled at a
    /// stop.
    void planSeek(const SeekTarget& target, SeekAnswer answer);
    /// Brings what is being written to its end, gives back what is only gathered, and goes on reading where the plan
    /// says. The answer is the plan as it was done; Conflict: the partitions were shared out anew since it was made.
    void seek(const SeekPlan& plan, SeekAnswer answer);

private:
    struct Command
    {
        std::variant<SeekTarget, SeekPlan> what;
        SeekAnswer answer;
    };

    void run() override;
    void step();
    void enqueue(Command command);
    void runCommands();
    Result<SeekPlan> execute(const SeekTarget& target);
    Result<SeekPlan> execute(const SeekPlan& plan);
    CompletedOffsets bringToEnd(bool lost);
    void storeOffsets(const CompletedOffsets& completed);
    void beginHeld();
    Result<void> begin(const QList<ReadingStart>& starts);
    void createFirstTopic();
    std::optional<KnownLogs> askedFor(const QList<TopicPartition>& partitions);
    void openSource();
    void abandonSource(const Error& error);
    bool take(Result<std::optional<Message>> polled);
    void gatherWhileWriterIsBusy();
    std::chrono::milliseconds pollTimeout() const;
    void waitForWriter();
    void applyPause();
    void keepSnapshot();
    void finish();

    void partitionsAssigned(const QList<TopicPartition>& partitions) override;
    void partitionsRevoked(const QList<TopicPartition>& partitions, bool lost) override;

    const IngestSettings m_settings;
    const SourceFactory m_factory;
    BatchWriter& m_writer;
    IngestStatistics& m_statistics;

    std::atomic<bool> m_stop = false;
    std::atomic<bool> m_pausedByPerson = false;
    std::atomic<bool> m_hasCommands = false;

    // Consumer thread only.
    std::unique_ptr<MessageSource> m_source;
    BatchBuilder m_builder;
    Backoff m_backoff;
    std::uint64_t m_generation = 1; ///< of the assignment; batches of an earlier one commit nothing
    bool m_sourcePaused = false;
    QList<TopicPartition> m_assigned;
    std::optional<std::uint64_t> m_askedUnder; ///< the generation under which the database was asked for its positions
    std::optional<KnownLogs> m_known;          ///< its answer
    FoundEvidence m_evidence;
    std::chrono::steady_clock::time_point m_nextStart{};
    DatabaseLosses m_losses;
    std::chrono::steady_clock::time_point m_nextTopicTry{};
    std::optional<std::chrono::steady_clock::time_point> m_stalledSince;
    std::chrono::steady_clock::time_point m_nextSnapshot{};

    IngestHistory m_history;

    mutable Mutex m_mutex;
    ConsumerSnapshot m_snapshot ORDERDESK_GUARDED_BY(m_mutex);
    std::deque<Command> m_commands ORDERDESK_GUARDED_BY(m_mutex);
};

} // namespace orderdesk
