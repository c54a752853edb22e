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
{
    if (m_migrate) {
        m_schemaProblem = Error{ErrorCode::Unavailable, Sentence::tr("the database has not answered yet")};
    }
}

void DatabaseMonitor::start()
{
    m_thread.start([this] { run(); });
}

std::optional<Error> DatabaseMonitor::schemaProblem() const
{
    const MutexLock lock(m_mutex);
    return m_schemaProblem;
}

void DatabaseMonitor::setSchemaProblem(std::optional<Error> problem)
{
    const MutexLock lock(m_mutex);
    m_schemaProblem = std::move(problem);
}

void DatabaseMonitor::run()
{
    if (m_migrate && !bringUpToDate()) {
        return;
    }
    const std::unique_ptr<OrderReader> reader = m_makeReader();
    do {
        // The breaker keeps the outcome.
        static_cast<void>(m_breaker.guarded([&] { return reader->ping(); }));
    } while (m_thread.pause(betweenPings));
}

// False: told to stop, or waiting does not mend it.
bool DatabaseMonitor::bringUpToDate()
{
    for (int tries = 0;; ++tries) {
        const Result<int> version = m_migrate();
        m_breaker.report(version ? nullptr : &version.error());
        if (version) {
            qCInfo(logLookup, "database schema is at version %d", *version);
            setSchemaProblem(std::nullopt);
            return true;
        }
        Error problem = version.error();
        if (problem.code == ErrorCode::DataRejected || problem.code == ErrorCode::Internal) {
            problem.code = ErrorCode::AccessRefused; // of no order's values: nothing may become a dead letter for it
        }
        setSchemaProblem(std::move(problem));
        if (version.error().code == ErrorCode::Conflict && m_refuse) {
            m_refuse(version.error());
            return false;
        }
        if (tries % triesPerLogLine == 0) {
            qCWarning(logLookup, "%s; trying again", qPrintable(explained(version.error())));
        }
        if (!m_thread.pause(betweenTries)) {
            return false;
        }
    }
}

} // namespace orderdesk
