#pragma once

#include "app/ExitCode.h"
#include "app/settings/Settings.h"
#include "domain/Result.h"

#include <memory>

namespace orderdesk {

/// The running program: composes broker, storage, cache, ingest, lookup, HTTP and (with a GUI) the window from the
/// settings. Main thread. Members stop in the reverse of their order; nobody writes a clean-up list.
class Application final
{
public:
    explicit Application(Settings settings);
    ~Application();

    /// Starts everything; an absent Kafka or PostgreSQL is no failure. Fails for what waiting can't mend: the HTTP port
    /// is taken (Conflict), a setting that Kafka refuses (InvalidInput). A database schema newer than this program is
    /// found out later, in the background: then it ends the event loop with 1.
    Result<void> start();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// `orderdesk` without a command: makes the application object (with a GUI or not), runs until SIGTERM, SIGINT or the
/// window is closed, and stops in order.
ExitCode runApplication(int& argc, char** argv, const Settings& settings);

} // namespace orderdesk
