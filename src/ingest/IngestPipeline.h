#pragma once

#include "concurrency/CallQueue.h"
#include "concurrency/Mutex.h"
#include "domain/IngestEvent.h"
#include "ingest/BatchWriter.h"
#include "ingest/Consumer.h"
#include "ingest/IngestSettings.h"
#include "ingest/IngestSnapshot.h"
#include "ingest/IngestStatistics.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <memory>

namespace orderdesk {

/// The way of a message: Kafka → decode → batch → transaction → cache → offset. Owns the consumer and the writer
/// thread; lives on the main thread.
class IngestPipeline final : public QObject
{
    Q_OBJECT

public:
    /// `parts.statistics` and `parts.notify` are set by the pipeline itself. `watched`: eventsHappened() is wanted.
    IngestPipeline(IngestSettings settings, Consumer::SourceFactory source, WriterParts parts, bool watched);
    ~IngestPipeline() override; ///< finishes what is being written, commits, leaves the group: bounded, see Consumer;
                                ///< then logs where every message went, if it was started

    using SeekDone = std::function<void(const Result<SeekPlan>&)>;

    void start(); ///< until then nothing is asked of Kafka, and the state is Starting
    /// start() waits for a person, and the state says so. Main thread.
    void awaitDecision();
    /// None: go on. Takes effect within 200 ms; may be called before start(). Any thread.
    void setPaused(std::optional<IngestPause> pause);
    /// See Consumer; Unavailable before start(). `done` is called on the main thread, and not after `context` is gone.
    void planSeek(const SeekTarget& target, QObject* context, SeekDone done);
    void seek(const SeekPlan& plan, QObject* context, SeekDone done);
    IngestSnapshot snapshot() const; ///< any thread; `ingest.since` is when its level last changed, within a second

Q_SIGNALS:
    /// Emitted on the writer's thread after each commit: connect queued.
    void eventsHappened(const QList<orderdesk::IngestEvent>& events);

private:
    ComponentState progress(const ConsumerSnapshot& consumer) const;
    ComponentState sinceChange(ComponentState state) const;
    Consumer::SeekAnswer answerIn(QObject* context, SeekDone done);
    WriterParts complete(WriterParts parts, bool watched);

    const IngestSettings m_settings;
    const Timestamp m_startedAt = currentTimestamp();
    IngestStatistics m_statistics;
    std::atomic<bool> m_started = false;
    std::atomic<bool> m_awaitsDecision = false;
    QTimer m_levelTimer; ///< so that a change is noticed also when nobody asks
    mutable Mutex m_mutex;
    mutable ComponentState::Level m_level ORDERDESK_GUARDED_BY(m_mutex) = ComponentState::Level::Starting;
    mutable Timestamp m_since ORDERDESK_GUARDED_BY(m_mutex) = m_startedAt;
    mutable Timestamp m_lastLook ORDERDESK_GUARDED_BY(m_mutex) = m_startedAt;
    CallQueue m_answers; ///< of the consumer thread
    std::unique_ptr<BatchWriter> m_writer;
    std::unique_ptr<Consumer> m_consumer; ///< stops before the writer
};

} // namespace orderdesk
