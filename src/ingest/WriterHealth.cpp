#include "ingest/WriterHealth.h"

#include "ingest/Refusal.h"

#include <QLoggingCategory>

namespace orderdesk {

namespace {

Q_LOGGING_CATEGORY(logIngest, "orderdesk.ingest")

constexpr std::chrono::seconds betweenLogLines{5};

} // namespace

bool isLineDue(std::chrono::steady_clock::time_point& nextLine)
{
    const auto now = std::chrono::steady_clock::now();
    if (now < nextLine) {
        return false;
    }
    nextLine = now + betweenLogLines;
    return true;
}

void WriterHealth::stalled(const Error& error, bool byDatabase)
{
    if (isLineDue(m_nextLogLine)) {
        const QString line = explained(error) + QLatin1String("; nothing is lost, trying again");
        if (isRefusal(error)) {
            qCCritical(logIngest, "%s", qPrintable(line));
        } else {
            qCWarning(logIngest, "%s", qPrintable(line));
        }
    }
    const MutexLock lock(m_mutex);
    m_stalledBy = error;
    if (byDatabase) {
        if (m_database.level != ComponentState::Level::Down) {
            m_database.since = currentTimestamp();
        }
        m_database.level = ComponentState::Level::Down;
        m_database.cause = error.message;
        m_database.hint = error.hint;
    }
}

void WriterHealth::progressed(bool database)
{
    const MutexLock lock(m_mutex);
    if (m_stalledBy) {
        qCInfo(logIngest, "going on after: %s", qPrintable(m_stalledBy->message.english()));
        m_stalledBy.reset();
        m_nextLogLine = {};
    }
    if (database && m_database.level != ComponentState::Level::Ok) {
        m_database = {ComponentState::Level::Ok, {}, currentTimestamp(), {}};
    }
}

void WriterHealth::setNextTry(std::optional<Timestamp> time)
{
    const MutexLock lock(m_mutex);
    m_database.nextTry = time;
}

ComponentState WriterHealth::database() const
{
    const MutexLock lock(m_mutex);
    return m_database;
}

std::optional<Error> WriterHealth::stalledBy() const
{
    const MutexLock lock(m_mutex);
    return m_stalledBy;
}

} // namespace orderdesk
