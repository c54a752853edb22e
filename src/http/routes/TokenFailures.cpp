#include "http/routes/TokenFailures.h"

#include "http/guard/ClientAccount.h"

#include <QLoggingCategory>

namespace orderdesk {

namespace {

Q_LOGGING_CATEGORY(logHttp, "orderdesk.http")

constexpr std::chrono::minutes reportInterval{1};
constexpr std::chrono::seconds sweepInterval{1}; ///< looking through all records for each wrong token would be a gift

} // namespace

std::chrono::seconds TokenFailures::limitedFor(const QHostAddress& peer, Clock::time_point now) const
{
    const MutexLock lock(m_mutex);
    const Record* const record = find(clientAccount(peer));
    if (!record || record->failures < most || record->forgotten <= now)
        return std::chrono::seconds(0);
    return std::chrono::ceil<std::chrono::seconds>(record->forgotten - now);
}

void TokenFailures::add(const QHostAddress& peer, Clock::time_point now)
{
    bool reports = false;
    {
        const MutexLock lock(m_mutex);
        Record& record = recordOf(clientAccount(peer), now);
        if (record.forgotten <= now)
            record.failures = 0;
        record.forgotten = now + pause;
        reports = ++record.failures == most && mayReport(now);
    }
    if (reports)
        qCWarning(logHttp, "%d wrong tokens from %s: tokens from there are refused for %d s (429)", most,
                  qUtf8Printable(peer.toString()), static_cast<int>(pause.count()));
}

qsizetype TokenFailures::clients() const
{
    const MutexLock lock(m_mutex);
    return m_records.size();
}

const TokenFailures::Record* TokenFailures::find(const QHostAddress& account) const
{
    const auto found = m_records.constFind(account);
    if (found != m_records.constEnd())
        return &*found;
    return m_records.size() < mostClients ? nullptr : &m_others;
}

TokenFailures::Record& TokenFailures::recordOf(const QHostAddress& account, Clock::time_point now)
{
    const auto found = m_records.find(account);
    if (found != m_records.end())
        return *found;
    if (m_records.size() >= mostClients && now >= m_sweepDue) {
        m_sweepDue = now + sweepInterval;
        erase_if(m_records, [now](const auto& entry) { return entry.value().forgotten <= now; });
    }
    return m_records.size() < mostClients ? m_records[account] : m_others;
}

bool TokenFailures::mayReport(Clock::time_point now)
{
    if (now < m_reportDue)
        return false;
    m_reportDue = now + reportInterval;
    return true;
}

} // namespace orderdesk
