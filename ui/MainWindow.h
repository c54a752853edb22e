#pragma once

#include "ingest/IngestEvent.h"
#include "ingest/IngestSnapshot.h"
#include "lookup/AsyncLookup.h"

#include <QMainWindow>
#include <QUrl>

#include <functional>
#include <memory>

namespace orderdesk {

/// What the window needs of the rest of the program. All of it outlives the window; called on the main thread, never
/// blocks.
struct WindowBackend
{
    AsyncLookup* lookup = nullptr;
    std::function<IngestSnapshot()> ingest; ///< asked once a second; empty in a viewer
    std::function<ComponentState()> database;
    std::function<ComponentState()> http;
    std::function<CacheStatistics()> cache;
    std::function<void(bool paused)> setIngestPaused; ///< empty in a viewer
    std::function<void(std::int64_t deadLetterId, QObject* context, std::function<void(Result<void>)> done)>
        redrive;          ///< empty: not allowed
    QUrl pageUrl;         ///< of the web page; empty: no server
    QString brokersShown; ///< for the status bar and the empty state
    QString topicShown;
};

/// Front 2: the operator's window. Main thread only. Feed it with addEvents(), a queued slot.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(WindowBackend backend, QWidget* parent = nullptr);
    ~MainWindow() override;

public Q_SLOTS:
    void addEvents(const QList<orderdesk::IngestEvent>& events);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace orderdesk
