#pragma once

#include "concurrency/Mutex.h"
#include "domain/ComponentState.h"
#include "words/Result.h"

#include <chrono>

namespace orderdesk {

/// Remembers that the database is away, so that readers answer at once instead of each waiting for its own time-out.
/// After each failure one caller per second may try; the first success closes it. Any thread; shared by all readers.
class DatabaseBreaker final
{
public:
    /// True: go on and report the outcome. False: it is known to be away; answer Unavailable.
    bool allows();
    void report(
        const Error* error); ///< null: it worked. Only Unavailable and AccessRefused open it, see isOfThisQuestion().

    /// `call`, unless the database is known to be away: then Unavailable at once, with the cause. Reports the outcome.
    template <typename Call>
    auto guarded(Call&& call) -> decltype(call())
    {
        if (!allows()) {
            return tl::unexpected<Error>(away());
        }
        auto answer = call();
        report(answer ? nullptr : &answer.error());
        return answer;
    }

    ComponentState state() const;
    static constexpr std::chrono::seconds retryAfter{1};

private:
    Error away() const;

    mutable Mutex m_mutex;
    ComponentState m_state ORDERDESK_GUARDED_BY(m_mutex);
    std::chrono::steady_clock::time_point m_nextAttempt ORDERDESK_GUARDED_BY(m_mutex){};
};

} // namespace orderdesk
