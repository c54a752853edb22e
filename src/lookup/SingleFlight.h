#pragma once

#include "lookup/OrderLookup.h"
#include "words/Result.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
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
        std::condition_variable landed;
        std::optional<Answer> answer;
    };

    std::mutex m_mutex;
    std::map<std::string, std::shared_ptr<Flight>, std::less<>> m_flights; ///< guarded by m_mutex, their answers too
};

} // namespace orderdesk
