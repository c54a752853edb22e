#include "app/DesktopWindow.h"
#include "app/LogTail.h"
#include "cache/OrderFeed.h"
#include "ingest/IngestPipeline.h"
#include "ui/backend/WindowSettings.h"
#include "ui/backend/WindowState.h"
#include "ui/widgets/ThemeChoice.h"
#include "ui/window/MainWindow.h"
#include "ui/window/StartProblemBox.h"
#include "ui/words/Language.h"
#include "words/EscapeText.h"

#include <QApplication>
#include <QPointer>

#include <csignal>
#include <cstdlib>

namespace orderdesk {

namespace {

/// Offscreen a box would wait for ever for somebody to close it.
bool isSeen()
{
    const QByteArray platform = qgetenv("QT_QPA_PLATFORM");
    return hasDisplay() && !platform.startsWith("offscreen") && !platform.startsWith("minimal");
}

volatile std::sig_atomic_t codeAtAbort = 0;

/// Qt aborts where the display is not to be reached.
std::unique_ptr<QCoreApplication> makeApplicationOrExit(int& argc, char** argv, ExitCode code)
{
    codeAtAbort = static_cast<int>(code);
    const auto before = std::signal(SIGABRT, [](int) { std::_Exit(codeAtAbort); });
    auto application = makeDesktopApplication(argc, argv);
    std::signal(SIGABRT, before);
    return application;
}

class OpenWindow final : public DesktopWindow
{
public:
    explicit OpenWindow(WindowBackend backend)
        : m_window(std::move(backend))
    {
        WindowState::keepOnScreen(m_window); // at the first start, too, when nobody has chosen a size yet
        m_window.show();
    }

    void present(const QString& find, const QStringList& files) override { m_window.present(find, files); }
    void sayWhyItEnds(const Sentence& problem) override
    {
        if (isSeen())
            StartProblemBox(problem, &m_window).exec();
    }
    MainWindow& window() { return m_window; }

private:
    MainWindow m_window;
};

LogLine::Level levelOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return LogLine::Level::Debug;
    case QtInfoMsg:
        return LogLine::Level::Info;
    case QtWarningMsg:
        return LogLine::Level::Warning;
    default:
        return LogLine::Level::Error;
    }
}

QList<LogLine> takeLines(LogTail& tail)
{
    QList<LogLine> lines;
    for (const LogRecord& record : tail.take()) {
        lines.append({record.time, levelOf(record.type), QString::fromUtf8(shortCategory(record.category)),
                      escapeText(record.text)});
    }
    return lines;
}

// Whatever thread logs: the lines come to the window's in batches.
void watchLog(QObject* context, std::function<void(const QList<LogLine>&)> show)
{
    const auto tail = Logging::tail();
    if (!tail) {
        return;
    }
    const auto guard = std::make_shared<QPointer<QObject>>(context);
    tail->setWake([source = tail.get(), guard, show = std::move(show)] {
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [source, guard, show] {
                if (!guard->isNull()) {
                    show(takeLines(*source));
                }
            },
            Qt::QueuedConnection);
    });
    QObject::connect(context, &QObject::destroyed, context, [tail] { tail->setWake({}); });
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

std::unique_ptr<DesktopWindow> openDesktopWindow(WindowBackend backend, OrderFeed& feed, IngestPipeline* ingest)
{
    backend.watchLog = watchLog;
    backend.stateFile = WindowState::userFile();
    auto open = std::make_unique<OpenWindow>(std::move(backend));
    MainWindow* window = &open->window();
    QObject::connect(&feed, &OrderFeed::eventsHappened, window, &MainWindow::addEvents, Qt::QueuedConnection);
    QObject::connect(&feed, &OrderFeed::skipped, window, &MainWindow::noteSkipped, Qt::QueuedConnection);
    if (ingest != nullptr)
        QObject::connect(ingest, &IngestPipeline::eventsHappened, window, &MainWindow::addEvents, Qt::QueuedConnection);
    return open;
}

void sayWhyNoWindow(int& argc, char** argv, const Sentence& problem, ExitCode code)
{
    if (!isSeen())
        return;
    std::unique_ptr<QCoreApplication> own;
    if (QCoreApplication::instance() == nullptr)
        own = makeApplicationOrExit(argc, argv, code);
    WindowState state(WindowState::userFile());
    const Language language(state);
    theme::apply(theme::choiceFromName(state.text(windowsettings::theme)));
    StartProblemBox(problem).exec();
}

} // namespace orderdesk
