#pragma once

#include "concurrency/Mutex.h"
#include "lookup/OrderLookup.h"
#include "words/Result.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace orderdesk {

/// Lets one thread read an order while the others that want the same one wait for its answer. Any thread.
class SingleFlight final
{
public:
    using Answer = Result<FoundOrder>;

    /// `read` runs in the calling thread unless another thread is reading the same order: then its answer is awaited,
    /// at most `patience` (afterwards: Unavailable).
    Answer read(std::string_view orderUid, std::chrono::milliseconds patience, const std::function<Answer()>& read);

private:
    struct Flight
    {
        ConditionVariable landed;
        std::optional<Answer> answer; ///< guarded by m_mutex of the SingleFlight, which clang cannot tell
    };

    Mutex m_mutex;
    std::map<std::string, std::shared_ptr<Flight>, std::less<>> m_flights ORDERDESK_GUARDED_BY(m_mutex);
};

} // namespace orderdesk
