#pragma once

#include "ingest/IngestSnapshot.h"
#include "lookup/AsyncLookup.h"
#include "storage/DatabaseRights.h"
#include "storage/OrderBrowser.h"

#include <QStringList>
#include <QUrl>

#include <functional>
#include <optional>

namespace orderdesk {

class SettingsEditor;

/// What the window needs of the rest of the program. All of it outlives the window; called on the main thread, never
/// blocks.
struct WindowBackend
{
    AsyncLookup* lookup = nullptr;
    std::function<IngestSnapshot()> ingest; ///< asked once a second; empty in a viewer
    std::function<ComponentState()> database;
    std::function<std::optional<DatabaseRights>()> databaseRights; ///< asked once a second; none while not known
    std::function<ComponentState()> http;
    std::function<CacheStatistics()> cache;
    /// Called on any thread, to be used there; each has a connection of its own. Empty: only live orders can be listed.
    std::function<std::unique_ptr<OrderBrowser>()> makeBrowser;
    /// Empty in a viewer. Fails when the pause could not be kept for the next start; it is done all the same.
    std::function<Result<void>(bool paused)> setIngestPaused;
    using SeekDone = std::function<void(const Result<SeekPlan>&)>;
    /// What a SeekTarget means, and doing it; empty in a viewer.
    std::function<void(const SeekTarget& target, QObject* context, SeekDone done)> planSeek;
    std::function<void(const SeekPlan& plan, QObject* context, SeekDone done)> seek;
    std::function<void(std::int64_t deadLetterId, QObject* context, std::function<void(Result<void>)> done)>
        redrive;                        ///< empty: not allowed
    SettingsEditor* settings = nullptr; ///< null: only the window itself has preferences
    QUrl pageUrl;                       ///< of the web page; empty: no server
    QString brokersShown;               ///< for the status bar and the empty state
    QString topicShown;
    QString stateFile;    ///< where the arrangement is remembered (WindowState::userFile()); empty: nowhere
    QStringList versions; ///< of libraries and servers, one line each, for About
};

} // namespace orderdesk
