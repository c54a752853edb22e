#include "storage/DatabaseMonitor.h"

#include <QLoggingCategory>

namespace orderdesk {

namespace {

Q_LOGGING_CATEGORY(logLookup, "orderdesk.lookup")

constexpr std::chrono::milliseconds betweenTries{1000};
constexpr std::chrono::milliseconds betweenPings{2000};
constexpr int triesPerLogLine = 5;

} // namespace

DatabaseMonitor::DatabaseMonitor(DatabaseBreaker& breaker, Migration migrate, ReaderFactory makeReader, Refusal refuse)
    : m_breaker(breaker)
    , m_migrate(std::move(migrate))
    , m_makeReader(std::move(makeReader))
    , m_refuse(std::move(refuse))
    , m_schemaReady(!m_migrate)
{
    setObjectName(QStringLiteral("db-monitor"));
}

DatabaseMonitor::~DatabaseMonitor()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stop = true;
    }
    m_stopRequested.notify_all();
    QThread::wait();
}

void DatabaseMonitor::start()
{
    QThread::start();
}

bool DatabaseMonitor::isSchemaReady() const
{
    return m_schemaReady;
}

void DatabaseMonitor::run()
{
    for (int tries = 0; !m_schemaReady; ++tries) {
        const Result<int> version = m_migrate();
        m_breaker.report(version ? nullptr : &version.error());
        if (version) {
            qCInfo(logLookup, "database schema is at version %d", *version);
            m_schemaReady = true;
            break;
        }
        if (version.error().code == ErrorCode::Conflict && m_refuse) {
            m_refuse(version.error());
            return;
        }
        if (tries % triesPerLogLine == 0) {
            qCWarning(logLookup, "%s; trying again", qPrintable(explained(version.error())));
        }
        if (!wait(betweenTries)) {
            return;
        }
    }
    const std::unique_ptr<OrderReader> reader = m_makeReader();
    do {
        // The breaker keeps the outcome.
        static_cast<void>(m_breaker.guarded([&] { return reader->ping(); }));
    } while (wait(betweenPings));
}

// False: told to stop.
bool DatabaseMonitor::wait(std::chrono::milliseconds time)
{
    std::unique_lock lock(m_mutex);
    return !m_stopRequested.wait_for(lock, time, [this] { return m_stop; });
}

} // namespace orderdesk
