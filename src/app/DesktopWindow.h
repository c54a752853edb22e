#pragma once

#include "app/ExitCode.h"
#include "broker/KafkaProbe.h"
#include "cache/OrderCache.h"
#include "cache/OrderFeed.h"
#include "database/DatabaseProbe.h"
#include "domain/ComponentState.h"
#include "ingest/IngestPipeline.h"
#include "letters/DeadLetterBrowser.h"
#include "letters/LetterDesk.h"
#include "lookup/AsyncLookup.h"
#include "outgoing/OrderSender.h"
#include "storage/OrderBrowser.h"

#include <QCoreApplication>
#include <QUrl>

#include <functional>
#include <memory>

namespace orderdesk {

class SettingsEditor;

/// What the window is given; all of it outlives the window. Free of widgets, so that a build without them compiles.
struct WindowParts
{
    AsyncLookup* lookup = nullptr;
    IngestPipeline* ingest = nullptr; ///< null in a viewer
    OrderFeed* feed = nullptr;        ///< what other instances store
    AsyncDeadLetterBrowser* deadLetterBrowser = nullptr;
    LetterDesk* letterDesk = nullptr;
    std::string changedBy;                                    ///< for the audit of dead letters
    OrderSender* sender = nullptr;                            ///< null where nothing may be sent
    std::function<Result<void>(bool paused)> setIngestPaused; ///< empty in a viewer
    std::function<ComponentState()> database;
    std::function<ComponentState()> http;
    std::function<CacheStatistics()> cache;
    std::function<std::unique_ptr<OrderBrowser>()> makeBrowser;                ///< any thread
    std::function<std::unique_ptr<DeadLetterBrowser>()> makeDeadLetterBrowser; ///< any thread
    /// As WindowBackend::fetchMessage.
    std::function<void(const MessagePosition& position, QObject* context, std::function<void(Result<Message>)> done)>
        fetchMessage;
    /// As WindowBackend's.
    std::function<void(QObject* context, std::function<void(Result<DatabaseFinding>)> done)> askDatabase;
    std::function<void(QObject* context, std::function<void(Result<KafkaFinding>)> done)> askKafka;
    SettingsEditor* settings = nullptr; ///< null: no preferences of the program
    QUrl pageUrl;
    QString brokers;
    QString topic;
};

/// The open window, hidden behind its life: destroying this closes it. Main thread.
class DesktopWindow
{
public:
    virtual ~DesktopWindow() = default;
    /// Shows it in front of others, looks `find` up, unless it is empty, and offers to send `files`, unless there are
    /// none.
    virtual void present(const QString& find, const QStringList& files) = 0;
    /// Says in a box why the program ends; returns when it is closed.
    virtual void sayWhyItEnds(const Sentence& problem) = 0;
};

// What follows is in DesktopWindow.cpp or in NoWindow.cpp: a program links one of them.

/// True when this program has a window at all.
bool hasDesktopWindow();
/// The application object for a window. Only when hasDesktopWindow().
std::unique_ptr<QCoreApplication> makeDesktopApplication(int& argc, char** argv);
/// Opens the window. Null when this program has none.
std::unique_ptr<DesktopWindow> openDesktopWindow(const WindowParts& parts);

/// There is a screen to open a window on, as far as the environment says.
inline bool hasDisplay()
{
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") ||
           !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

/// Says in a box, in the language of the window, why it was not opened; returns when it is closed. Nothing without a
/// display or where nobody would see it (QT_QPA_PLATFORM=offscreen). Makes the application object when there is none;
/// where the display cannot be reached that ends the program with `code`.
void sayWhyNoWindow(int& argc, char** argv, const Sentence& problem, ExitCode code);

} // namespace orderdesk
