#pragma once

#include "broker/MessageSource.h"
#include "ingest/BatchBuilder.h"
#include "ingest/BatchWriter.h"
#include "ingest/IngestSettings.h"
#include "ingest/IngestStatistics.h"

#include <QThread>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace orderdesk {

/// What is known of the source without asking it: kept by the consumer thread about once a second.
struct ConsumerSnapshot
{
    SourceSnapshot source;
    std::optional<Timestamp> behindSince; ///< since when there is lag; none: there is none
    bool paused = false;                  ///< by a person
};

/// Takes messages from Kafka and hands them to the writer in batches, on a QThread of its own that never blocks longer
/// than 200 ms (a revocation may take longer: it waits for the writer). While the writer is held up it pauses the
/// partitions and goes on polling, so the group never throws us out. A source that fails for good is made anew.
class Consumer final : private QThread, private RebalanceListener
{
    Q_OBJECT

public:
    using SourceFactory = std::function<std::unique_ptr<MessageSource>()>; ///< called on the consumer thread

    Consumer(IngestSettings settings, SourceFactory factory, BatchWriter& writer, IngestStatistics& statistics);
    ~Consumer() override; ///< stop() and wait

    void start();
    /// Finishes what is being written (3 s at most), commits, leaves the group, ends the thread; does not wait. Any
    /// thread.
    void requestStop();
    void setPaused(bool paused);       ///< any thread
    ConsumerSnapshot snapshot() const; ///< any thread

private:
    void run() override;
    void step();
    void openSource();
    void abandonSource(const Error& error);
    void take(Result<std::optional<Message>> polled);
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

    // Consumer thread only.
    std::unique_ptr<MessageSource> m_source;
    BatchBuilder m_builder;
    Backoff m_backoff;
    std::uint64_t m_generation = 1; ///< of the assignment; batches of an earlier one commit nothing
    bool m_sourcePaused = false;
    std::optional<std::chrono::steady_clock::time_point> m_heldUpSince;
    std::chrono::steady_clock::time_point m_nextSnapshot{};

    mutable std::mutex m_mutex;
    ConsumerSnapshot m_snapshot; ///< guarded by m_mutex
};

} // namespace orderdesk
