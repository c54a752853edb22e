#include "database/DatabaseBreaker.h"

#include "database/SqlFailure.h"

namespace orderdesk {

bool DatabaseBreaker::allows()
{
    const MutexLock lock(m_mutex);
    if (m_state.level != ComponentState::Level::Down) {
        return true;
    }
    const auto now = std::chrono::steady_clock::now();
    if (now < m_nextAttempt) {
        return false;
    }
    // This caller tries; the others are refused until its report or the next second.
    m_nextAttempt = now + retryAfter;
    return true;
}

void DatabaseBreaker::report(const Error* error)
{
    const bool away = error != nullptr && !isOfThisQuestion(*error) &&
                      (error->code == ErrorCode::Unavailable || error->code == ErrorCode::AccessRefused);
    const MutexLock lock(m_mutex);
    const ComponentState::Level level = away ? ComponentState::Level::Down : ComponentState::Level::Ok;
    if (m_state.level != level) {
        m_state.level = level;
        m_state.since = currentTimestamp();
    }
    m_state.cause = away ? error->message : Sentence();
    m_state.hint = away ? error->hint : Sentence();
    m_state.nextTry.reset();
    if (away) {
        m_nextAttempt = std::chrono::steady_clock::now() + retryAfter;
        m_state.nextTry = currentTimestamp() + retryAfter;
    }
}

Error DatabaseBreaker::away() const
{
    const MutexLock lock(m_mutex);
    return {ErrorCode::Unavailable, m_state.cause.isEmpty() ? Sentence::tr("the database is away") : m_state.cause};
}

ComponentState DatabaseBreaker::state() const
{
    const MutexLock lock(m_mutex);
    return m_state;
}

} // namespace orderdesk
