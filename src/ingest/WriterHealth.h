#pragma once

#include "concurrency/Mutex.h"
#include "domain/ComponentState.h"
#include "words/Result.h"

#include <chrono>
#include <optional>

namespace orderdesk {

/// Whether the writer gets on: why not, for lamps and log, and whose fault it is. The writer's thread reports, any
/// thread asks.
class WriterHealth final
{
public:
    void stalled(const Error& error, bool byDatabase); ///< and a line in the log every few seconds
    void progressed(bool database);
    void setNextTry(std::optional<Timestamp> time);

    ComponentState database() const;
    std::optional<Error> stalledBy() const; ///< none while all is well

private:
    std::chrono::steady_clock::time_point m_nextLogLine{}; ///< writer thread only
    mutable Mutex m_mutex;
    ComponentState m_database ORDERDESK_GUARDED_BY(m_mutex);
    std::optional<Error> m_stalledBy ORDERDESK_GUARDED_BY(m_mutex);
};

/// Whether a line that comes again and again is due; then it is not for some seconds.
bool isLineDue(std::chrono::steady_clock::time_point& nextLine);

} // namespace orderdesk
