#pragma once

#include "domain/DeadLetterChange.h"
#include "storage/OrderReader.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace orderdesk::test {

/// What InMemoryOrderReaders read: the stand-in for the database. Any thread.
struct InMemoryOrders
{
    std::mutex mutex;
    std::map<std::string, StoredOrder, std::less<>> orders;        ///< guarded by mutex, as all that follows
    std::multimap<std::string, StoredOrder, std::less<>> replaced; ///< earlier revisions
    std::vector<OrderSummary> summaries;                           ///< newest first
    std::vector<DeadLetter> deadLetters;                           ///< newest first
    std::vector<DeadLetterChange> changes;                         ///< newest first
    std::optional<Error> failure;                                  ///< every call fails like this
    bool markingFails = false;                                     ///< dead letters cannot be changed
    std::atomic<int> calls = 0;
    bool hangs = false;                   ///< a browser's questions wait until release() or until they are given up
    std::condition_variable_any released; ///< notified with mutex

    void fail(std::optional<Error> error) ///< none: all is well again
    {
        const std::scoped_lock lock(mutex);
        failure = std::move(error);
    }
    void hang()
    {
        const std::scoped_lock lock(mutex);
        hangs = true;
    }
    void release()
    {
        const std::scoped_lock lock(mutex);
        hangs = false;
        released.notify_all();
    }

    std::vector<DeadLetter>::iterator findDeadLetter(std::int64_t id) ///< with mutex locked
    {
        return std::find_if(deadLetters.begin(), deadLetters.end(),
                            [id](const DeadLetter& deadLetter) { return deadLetter.id == id; });
    }
};

} // namespace orderdesk::test
