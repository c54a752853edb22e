#include "settings/ServerProbes.h"

namespace orderdesk {

namespace {

constexpr std::chrono::milliseconds kafkaPatience{8000};
constexpr std::chrono::milliseconds databasePatience{5000};

} // namespace

ServerProbes::ServerProbes(const QString& name)
    : m_name(name)
{
}

ServerProbes::~ServerProbes()
{
    m_stop = true;
    m_interrupt->cutAfter(std::chrono::milliseconds(0));
}

ServerProbes::Worker& ServerProbes::worker(std::unique_ptr<Worker>& thread, const char* server)
{
    if (!thread)
        thread = std::make_unique<Worker>(m_name + QLatin1Char('-') + QLatin1String(server),
                                          [] { return std::make_unique<Nothing>(); });
    return *thread;
}

void ServerProbes::askKafka(const BrokerSettings& settings, bool create, QObject* context, Done<KafkaFinding> done)
{
    const auto question = [this, settings, create](Nothing&) {
        const auto made = create ? createKafkaTopic(settings, kafkaPatience, m_stop) : Result<void>();
        return made.and_then([&] { return probeKafka(settings, kafkaPatience, m_stop); });
    };
    worker(m_kafka, "kafka").ask(question, context, std::move(done));
}

void ServerProbes::askDatabase(DatabaseSettings settings, QObject* context, Done<DatabaseFinding> done)
{
    settings.statementTimeout = settings.lockTimeout = databasePatience;
    settings.watchdogTimeout = databasePatience * 3 / 2;
    settings.interrupt = m_interrupt;
    worker(m_database, "database")
        .ask([settings](Nothing&) { return probeDatabase(settings); }, context, std::move(done));
}

} // namespace orderdesk
