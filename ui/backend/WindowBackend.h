#pragma once

#include "database/DatabaseProbe.h"
#include "database/DatabaseRights.h"
#include "ingest/IngestSnapshot.h"
#include "letters/DeadLetterBrowser.h"
#include "letters/LetterDesk.h"
#include "lookup/AsyncLookup.h"
#include "outgoing/OrderSender.h"
#include "settings/SettingsEditor.h"
#include "storage/OrderBrowser.h"
#include "ui/backend/LogLine.h"

#include <QStringList>
#include <QUrl>

#include <functional>
#include <optional>

namespace orderdesk {

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
    std::function<std::unique_ptr<DeadLetterBrowser>()> makeDeadLetterBrowser; ///< the same, for exports
    /// Empty in a viewer. Fails when the pause could not be kept for the next start; it is done all the same.
    std::function<Result<void>(bool paused)> setIngestPaused;
    using SeekDone = std::function<void(const Result<SeekPlan>&)>;
    /// What a SeekTarget means, and doing it; empty in a viewer.
    std::function<void(const SeekTarget& target, QObject* context, SeekDone done)> planSeek;
    std::function<void(const SeekPlan& plan, QObject* context, SeekDone done)> seek;
    AsyncDeadLetterBrowser* deadLetterBrowser = nullptr;
    LetterDesk* letterDesk = nullptr;     ///< null: dead letters may not be changed; in a viewer it only discards
    std::string changedBy;                ///< for the audit of dead letters
    OrderSender* sender = nullptr;        ///< null: nothing may be sent
    std::function<QByteArray()> newOrder; ///< a valid order with a number of its own, to begin with
    /// Reads one message as Kafka keeps it; answers within seconds. Empty: Kafka cannot be asked.
    std::function<void(const MessagePosition& position, QObject* context, std::function<void(Result<Message>)> done)>
        fetchMessage;
    SettingsEditor* settings = nullptr; ///< null: only the window itself has preferences
    QUrl pageUrl;                       ///< of the web page; empty: no server
    QString brokersShown;               ///< for the status bar and the empty state
    /// From now on hands lines of the log to `show`, in batches, also those since the start; until `context` is gone.
    /// Empty: there is no log to see.
    std::function<void(QObject* context, std::function<void(const QList<LogLine>&)> show)> watchLog;
    QString topicShown;
    QString stateFile;     ///< where the arrangement is remembered (WindowState::userFile()); empty: nowhere
    QStringList libraries; ///< "librdkafka 2.0.2", for About
    /// For About: who answers, over a connection of its own, within seconds. Empty: nothing is said of it.
    std::function<void(QObject* context, std::function<void(Result<DatabaseFinding>)> done)> askDatabase;
    std::function<void(QObject* context, std::function<void(Result<KafkaFinding>)> done)> askKafka;
};

} // namespace orderdesk
