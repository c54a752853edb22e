#pragma once

#include "concurrency/LoopThread.h"
#include "database/DatabaseBreaker.h"
#include "storage/OrderReader.h"

#include <atomic>
#include <functional>
#include <memory>

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
    /// Nothing may be written before. Any thread.
    bool isSchemaReady() const;

private:
    void run();

    DatabaseBreaker& m_breaker;
    const Migration m_migrate;
    const ReaderFactory m_makeReader;
    const Refusal m_refuse;
    std::atomic<bool> m_schemaReady = false;
    LoopThread m_thread{"db-monitor"};
};

} // namespace orderdesk
