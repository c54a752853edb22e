#include "app/DesktopWindow.h"

#ifdef ORDERDESK_HAS_GUI

#include "ui/MainWindow.h"
#include "ui/WindowState.h"

#include <QApplication>

namespace orderdesk {

namespace {

class OpenWindow final : public DesktopWindow
{
public:
    explicit OpenWindow(WindowBackend backend)
        : m_window(std::move(backend))
    {
        m_window.show();
    }

    void present(const QString& find) override { m_window.present(find); }
    MainWindow& window() { return m_window; }

private:
    MainWindow m_window;
};

WindowBackend backendOf(const WindowParts& parts)
{
    WindowBackend backend;
    backend.lookup = parts.lookup;
    backend.database = parts.database;
    backend.databaseRights = [feed = parts.feed] { return feed->rights(); };
    backend.http = parts.http;
    backend.cache = parts.cache;
    backend.makeBrowser = parts.makeBrowser;
    backend.settings = parts.settings;
    backend.pageUrl = parts.pageUrl;
    backend.brokersShown = parts.brokers;
    backend.topicShown = parts.topic;
    backend.stateFile = WindowState::userFile();
    if (IngestPipeline* ingest = parts.ingest) {
        backend.ingest = [ingest] { return ingest->snapshot(); };
        backend.setIngestPaused = parts.setIngestPaused;
        backend.planSeek = [ingest](const SeekTarget& target, QObject* context, WindowBackend::SeekDone done) {
            ingest->planSeek(target, context, std::move(done));
        };
        backend.seek = [ingest](const SeekPlan& plan, QObject* context, WindowBackend::SeekDone done) {
            ingest->seek(plan, context, std::move(done));
        };
    }
    if (Redriver* redriver = parts.redriver) {
        backend.redrive = [redriver](std::int64_t id, QObject* context, std::function<void(Result<void>)> done) {
            redriver->redrive(id, context, std::move(done));
        };
    }
    return backend;
}

} // namespace

bool hasDesktopWindow()
{
    return true;
}

std::unique_ptr<QCoreApplication> makeDesktopApplication(int& argc, char** argv)
{
    return std::make_unique<QApplication>(argc, argv);
}

std::unique_ptr<DesktopWindow> openDesktopWindow(const WindowParts& parts)
{
    auto window = std::make_unique<OpenWindow>(backendOf(parts));
    QObject::connect(parts.feed, &OrderFeed::eventsHappened, &window->window(), &MainWindow::addEvents,
                     Qt::QueuedConnection);
    QObject::connect(parts.feed, &OrderFeed::skipped, &window->window(), &MainWindow::noteSkipped,
                     Qt::QueuedConnection);
    if (parts.ingest != nullptr) {
        QObject::connect(parts.ingest, &IngestPipeline::eventsHappened, &window->window(), &MainWindow::addEvents,
                         Qt::QueuedConnection);
    }
    return window;
}

} // namespace orderdesk

#else

namespace orderdesk {

bool hasDesktopWindow()
{
    return false;
}

std::unique_ptr<QCoreApplication> makeDesktopApplication(int& argc, char** argv)
{
    return std::make_unique<QCoreApplication>(argc, argv);
}

std::unique_ptr<DesktopWindow> openDesktopWindow(const WindowParts&)
{
    return {};
}

} // namespace orderdesk

#endif
