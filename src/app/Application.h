#pragma once

#include "app/ExitCode.h"
#include "app/InstanceLink.h"
#include "settings/CommandLine.h"
#include "words/Result.h"

#include <memory>

namespace orderdesk {

class SettingsEditor;

/// The running program: composes broker, storage, cache, ingest, lookup, HTTP and (with a GUI) the window from the
/// settings. Main thread. Members stop in the reverse of their order; nobody writes a clean-up list.
class Application final
{
public:
    /// `editor` is for the window and outlives this; null: it has no preferences of the program.
    explicit Application(Settings settings, SettingsEditor* editor = nullptr);
    ~Application();

    /// Starts everything; an absent Kafka or PostgreSQL is no failure. Fails for what waiting can't mend: the HTTP port
    /// is taken (Conflict; with a window HTTP's lamp says so instead, and it tries again), a setting that Kafka refuses
    /// (InvalidInput). A database schema newer than this program is found out later, in the background: then it ends
    /// the event loop with 1.
    Result<void> start();

    /// Shows the window in front of others, and in it what was asked for. Nothing without a window.
    void present(const InstanceRequest& request);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// `orderdesk` without a command: makes the application object (with a GUI or not), runs until SIGTERM, SIGINT or the
/// window is closed, and stops in order; then starts itself again if that was wanted.
ExitCode runApplication(int& argc, char** argv, const CommandLine& line);

} // namespace orderdesk
