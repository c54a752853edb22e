#include "ingest/IngestPipeline.h"

#include <QLoggingCategory>

namespace orderdesk {

namespace {

Q_LOGGING_CATEGORY(logIngest, "orderdesk.ingest")

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
    m_writer->start();
    m_consumer->start();
}

void IngestPipeline::setPaused(bool paused)
{
    m_consumer->setPaused(paused);
}

IngestSnapshot IngestPipeline::snapshot() const
{
    const ConsumerSnapshot consumer = m_consumer->snapshot();
    IngestSnapshot snapshot;
    snapshot.kafka = consumer.source.state;
    snapshot.database = m_writer->databaseState();
    snapshot.ingest = progress(consumer);
    snapshot.counters = m_statistics.counters();
    snapshot.counters.offsetGaps = consumer.source.offsetGaps;
    snapshot.assignedPartitions = consumer.source.assignedPartitions;
    snapshot.lag = consumer.source.lag;
    snapshot.lastProgress = m_statistics.lastProgress();
    snapshot.messagesPerSecond = m_statistics.messagesPerSecond();
    return snapshot;
}

// Judged by what moves, not by what claims to be connected.
ComponentState IngestPipeline::progress(const ConsumerSnapshot& consumer) const
{
    using Level = ComponentState::Level;
    const Timestamp now = currentTimestamp();
    const Timestamp moved = m_statistics.lastProgress().value_or(m_startedAt);
    if (consumer.paused) {
        return {Level::Paused, QStringLiteral("paused"), moved, {}};
    }
    if (const auto error = m_writer->heldUpBy()) {
        return {Level::Down, error->message, moved, m_writer->databaseState().nextTry, error->hint};
    }
    if (consumer.source.state.level == Level::Down) {
        return {Level::Down, consumer.source.state.cause, consumer.source.state.since, {}, consumer.source.state.hint};
    }
    if (consumer.behindSince && now - std::max(moved, *consumer.behindSince) > m_settings.stuckAfter) {
        return {Level::Stuck,
                QStringLiteral("stuck: messages are waiting and none is stored"),
                moved,
                {},
                QStringLiteral("look at the log and at locks in the database; a restart is safe")};
    }
    if (consumer.source.state.level != Level::Ok) {
        return {Level::Starting, consumer.source.state.cause, m_startedAt, {}, consumer.source.state.hint};
    }
    return {Level::Ok, {}, moved, {}};
}

} // namespace orderdesk
