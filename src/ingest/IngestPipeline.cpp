#include "ingest/IngestPipeline.h"

#include <QLoggingCategory>
#include <QPointer>

#include <algorithm>

namespace orderdesk {

namespace {

Q_LOGGING_CATEGORY(logIngest, "orderdesk.ingest")

constexpr std::chrono::seconds betweenLooks{1};

tl::unexpected<Error> notStarted()
{
    return tl::unexpected<Error>(Error{ErrorCode::Unavailable,
                                       Sentence::tr("waiting for a decision where the orders come from"),
                                       Sentence::tr("answer the setup assistant, or restart")});
}

} // namespace

IngestPipeline::IngestPipeline(IngestSettings settings, Consumer::SourceFactory source, WriterParts parts, bool watched)
    : m_settings(std::move(settings))
    , m_writer(std::make_unique<BatchWriter>(m_settings, complete(std::move(parts), watched)))
    , m_consumer(std::make_unique<Consumer>(m_settings, std::move(source), *m_writer, m_statistics))
{
}

IngestPipeline::~IngestPipeline()
{
    m_consumer.reset();
    m_writer.reset();
    if (!m_started) {
        return;
    }
    const IngestCounters counters = m_statistics.counters();
    qCInfo(logIngest,
           "ingest ended: %lld consumed = %lld stored + %lld unchanged + %lld superseded + %lld dead-lettered",
           static_cast<long long>(counters.consumed), static_cast<long long>(counters.stored),
           static_cast<long long>(counters.unchanged), static_cast<long long>(counters.superseded),
           static_cast<long long>(counters.deadLettered));
}

WriterParts IngestPipeline::complete(WriterParts parts, bool watched)
{
    parts.statistics = &m_statistics;
    if (watched) {
        parts.notify = [this](const QList<IngestEvent>& events) { Q_EMIT eventsHappened(events); };
    }
    return parts;
}

void IngestPipeline::start()
{
    m_started = true;
    m_writer->start();
    m_consumer->start();
    connect(&m_levelTimer, &QTimer::timeout, this, [this] { snapshot(); });
    m_levelTimer.start(betweenLooks);
}

void IngestPipeline::awaitDecision()
{
    m_awaitsDecision = true;
}

void IngestPipeline::setPaused(std::optional<IngestPause> pause)
{
    m_consumer->setPaused(std::move(pause));
}

void IngestPipeline::planSeek(const SeekTarget& target, QObject* context, SeekDone done)
{
    auto answer = answerIn(context, std::move(done));
    if (m_started) {
        m_consumer->planSeek(target, std::move(answer));
    } else {
        answer(notStarted());
    }
}

void IngestPipeline::seek(const SeekPlan& plan, QObject* context, SeekDone done)
{
    auto answer = answerIn(context, std::move(done));
    if (m_started) {
        m_consumer->seek(plan, std::move(answer));
    } else {
        answer(notStarted());
    }
}

// The guard is made in the context's thread; the consumer's only hands it back.
Consumer::SeekAnswer IngestPipeline::answerIn(QObject* context, SeekDone done)
{
    const auto guard = std::make_shared<QPointer<QObject>>(context);
    const auto call = std::make_shared<SeekDone>(std::move(done));
    return [this, guard, call](const Result<SeekPlan>& plan) {
        m_answers.call([guard, call, plan] {
            if (!guard->isNull()) {
                (*call)(plan);
            }
        });
    };
}

IngestSnapshot IngestPipeline::snapshot() const
{
    const ConsumerSnapshot consumer = m_consumer->snapshot();
    IngestSnapshot snapshot;
    snapshot.kafka = consumer.source.state;
    snapshot.database = m_writer->databaseState();
    snapshot.ingest = sinceChange(progress(consumer));
    snapshot.counters = m_statistics.counters();
    snapshot.counters.offsetGaps = consumer.source.offsetGaps;
    snapshot.assignedPartitions = consumer.source.assignedPartitions;
    snapshot.lag = consumer.source.lag;
    snapshot.untilCommitted = consumer.source.untilCommitted;
    snapshot.lastProgress = m_statistics.lastProgress();
    snapshot.messagesPerSecond = m_statistics.messagesPerSecond();
    snapshot.lagTime = lagTimeOf(consumer.source, currentTimestamp());
    snapshot.pause = consumer.pause;
    snapshot.history = consumer.history;
    return snapshot;
}

// What a part says of itself may be older than the level, or hidden by another part's trouble, and what moves moves all
// the time: a level began at the earliest when it was not there the last time anybody looked. Only a pause knows
// better.
ComponentState IngestPipeline::sinceChange(ComponentState state) const
{
    const Timestamp now = currentTimestamp();
    const MutexLock lock(m_mutex);
    if (state.level != m_level) {
        m_level = state.level;
        m_since = std::clamp(state.since, std::min(m_lastLook, now), now);
    }
    m_lastLook = now;
    if (state.level != ComponentState::Level::Paused) {
        state.since = m_since;
    }
    return state;
}

// Judged by what moves, not by what claims to be connected. `since` is when that may have begun, see sinceChange().
ComponentState IngestPipeline::progress(const ConsumerSnapshot& consumer) const
{
    using Level = ComponentState::Level;
    const Timestamp now = currentTimestamp();
    const Timestamp moved = m_statistics.lastProgress().value_or(m_startedAt);
    if (!m_started && !m_awaitsDecision) {
        return {Level::Starting, {}, m_startedAt, {}};
    }
    if (!m_started) {
        const Error why = notStarted().value();
        return {Level::Starting, why.message, m_startedAt, {}, why.hint};
    }
    if (consumer.pause) {
        const QString& by = consumer.pause->by;
        return {Level::Paused,
                by.isEmpty() ? Sentence::tr("paused") : Sentence::tr("paused by %1").arg(by),
                consumer.pause->since,
                {}};
    }
    if (const auto error = m_writer->stalledBy()) {
        const ComponentState database = m_writer->databaseState();
        const Timestamp since = database.level == Level::Down ? database.since : now;
        return {Level::Down, error->message, since, database.nextTry, error->hint};
    }
    if (consumer.source.state.level == Level::Down) {
        return {Level::Down, consumer.source.state.cause, consumer.source.state.since, {}, consumer.source.state.hint};
    }
    if (consumer.behindSince && now - std::max(moved, *consumer.behindSince) > m_settings.stuckAfter) {
        const Timestamp since = std::max(moved, *consumer.behindSince) + m_settings.stuckAfter;
        if (consumer.source.untilCommitted > 0 && consumer.source.lag == consumer.source.untilCommitted) {
            return {Level::Stuck,
                    Sentence::tr("%1 messages wait behind a transaction that a producer has not finished")
                        .arg(consumer.source.untilCommitted),
                    since,
                    {},
                    Sentence::tr("Kafka ends it after the producer's transaction.timeout.ms; kafka-transactions.sh "
                                 "find-hanging names one that stays")};
        }
        return {Level::Stuck,
                Sentence::tr("stuck: messages are waiting and none is stored"),
                since,
                {},
                Sentence::tr("look at the log and at locks in the database; a restart is safe")};
    }
    if (consumer.source.state.level != Level::Ok) {
        return {Level::Starting, consumer.source.state.cause, m_startedAt, {}, consumer.source.state.hint};
    }
    if (consumer.loss) {
        return {Level::Degraded,
                Sentence::tr("the database had lost what it had committed: %1 messages are read again")
                    .arg(consumer.loss->messages),
                consumer.loss->at,
                {},
                Sentence::tr("a standby that was behind took over, or a backup was restored; no message is lost")};
    }
    return {Level::Ok, {}, consumer.source.state.since, {}};
}

} // namespace orderdesk
