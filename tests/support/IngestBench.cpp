#include "support/IngestBench.h"

#include "broker/KafkaMessageSource.h"
#include "storage/PostgresOrderStore.h"
#include "support/FakeMessageSource.h"

namespace orderdesk::test {

namespace {

WriterParts partsOf(DatabaseSettings database)
{
    WriterParts parts;
    parts.makeStore = [database = std::move(database)] { return std::make_unique<PostgresOrderStore>(database); };
    return parts;
}

} // namespace

IngestBench::IngestBench(DatabaseSettings database, FakeTopic& topic)
    : parts(partsOf(std::move(database)))
    , m_source([&topic] { return std::make_unique<FakeMessageSource>(topic); })
{
}

IngestBench::IngestBench(DatabaseSettings database, BrokerSettings broker)
    : parts(partsOf(std::move(database)))
    , m_source([broker = std::move(broker)] { return std::make_unique<KafkaMessageSource>(broker); })
{
}

void IngestBench::start()
{
    parts.cache = &m_cache;
    parts.recent = &m_recent;
    m_pipeline = std::make_unique<IngestPipeline>(settings, m_source, parts, static_cast<bool>(onCommit));
    if (onCommit) {
        QObject::connect(m_pipeline.get(), &IngestPipeline::eventsHappened, m_pipeline.get(), onCommit,
                         Qt::DirectConnection);
    }
    m_pipeline->start();
}

void IngestBench::stop()
{
    m_pipeline.reset();
}

} // namespace orderdesk::test
