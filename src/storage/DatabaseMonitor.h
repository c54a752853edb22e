#pragma once

#include "concurrency/LoopThread.h"
#include "concurrency/Mutex.h"
#include "database/DatabaseBreaker.h"
#include "storage/OrderReader.h"

#include <functional>
#include <memory>
#include <optional>

namespace orderdesk {

/// Brings the schema up to date as soon as the database answers, then asks every two seconds whether it still does, so
/// that the breaker and the lamps know before a user does. A thread of its own; owned by the main thread.
class DatabaseMonitor final
{
public:
    using Migration = std::function<Result<int>()>;
    using ReaderFactory = std::function<std::unique_ptr<OrderReader>()>;
    using Refusal = std::function<void(const Error&)>;

    /// All are called on the monitor's thread. `migrate` empty: the schema is somebody else's business (a viewer).
    /// `refuse`: the schema is of a newer program (Conflict), which waiting does not mend; called once.
    DatabaseMonitor(DatabaseBreaker& breaker, Migration migrate, ReaderFactory makeReader, Refusal refuse = {});

    void start();
    /// Why nothing may be written yet: what keeps the schema from being this program's. None once it is. Any thread.
    std::optional<Error> schemaProblem() const;
    bool isSchemaReady() const { return !schemaProblem(); }

private:
    void run();
    bool bringUpToDate();
    void setSchemaProblem(std::optional<Error> problem);

    DatabaseBreaker& m_breaker;
    const Migration m_migrate;
    const ReaderFactory m_makeReader;
    const Refusal m_refuse;
    mutable Mutex m_mutex;
    std::optional<Error> m_schemaProblem ORDERDESK_GUARDED_BY(m_mutex);
    LoopThread m_thread{"db-monitor"};
};

} // namespace orderdesk
