#include "app/Application.h"
#include "app/DesktopWindow.h"
#include "app/FilesToSend.h"
#include "app/InstanceLink.h"
#include "app/LogTail.h"
#include "app/Restart.h"
#include "app/ServiceManager.h"
#include "settings/FileSettingsEditor.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QVariant>

namespace orderdesk {

namespace {

Q_LOGGING_CATEGORY(logApp, "orderdesk.app")

/// Null: there is one.
const char* whyNoWindow(const Settings& settings)
{
    if (settings.noGui)
        return "--no-gui";
    if (!hasDesktopWindow())
        return "this program has no window";
    return hasDisplay() ? nullptr : "there is no display";
}

/// True: another process has taken the request, and this one has nothing to do. Else it listens for others, if it can.
bool isHandedOver(const CommandLine& line, const InstanceRequest& request, InstanceLink& instance)
{
    const QString name = instanceName(line);
    if (InstanceLink::handOver(name, request))
        return true;
    if (instance.listen(name))
        return false;
    // Another start was quicker just now, or a process holds the name and hangs.
    if (InstanceLink::handOver(name, request))
        return true;
    qCWarning(logApp, "another Orderdesk with the same settings does not answer; this one runs beside it");
    return false;
}

std::unique_ptr<QCoreApplication> makeApplication(int& argc, char** argv, bool noGui)
{
    std::unique_ptr<QCoreApplication> made =
        noGui ? std::make_unique<QCoreApplication>(argc, argv) : makeDesktopApplication(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("orderdesk"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ORDERDESK_VERSION));
    return made;
}

ExitCode runOnce(int& argc, char** argv, const CommandLine& line, bool& wantsRestart)
{
    // Qt's own event dispatcher spares three system calls a request against GLib's (measured, 0 to 20 % less CPU).
    qputenv("QT_NO_GLIB", "1");
    Settings effective = line.settings;
    const char* noWindow = whyNoWindow(line.settings);
    effective.noGui = noWindow != nullptr;
    if (effective.noGui && !line.files.isEmpty()) {
        qCCritical(logApp, "files are sent from the window, and there is none (%s): use orderdesk send", noWindow);
        return ExitCode::Usage;
    }
    if (effective.noGui && !line.settings.noGui) {
        qCInfo(logApp, "%s: running as with --no-gui", noWindow);
    }
    if (!effective.noGui) {
        Logging::copyTo(std::make_shared<LogTail>()); // from the first line on, for the window
    }
    blockShutdownSignals(); // the application object of a window starts the thread that reads from X
    const std::unique_ptr<QCoreApplication> qtApplication = makeApplication(argc, argv, effective.noGui);
    const ShutdownSignals signals;
    QObject::connect(&signals, &ShutdownSignals::shutdownRequested, qtApplication.get(), [] {
        QCoreApplication::instance()->setProperty("isStopping", true); // no dialog holds that up with a question
        QCoreApplication::quit();
    });

    InstanceLink instance;
    const InstanceRequest request{line.find, line.files};
    if (!effective.noGui && !line.newInstance && isHandedOver(line, request, instance)) {
        qCInfo(logApp, "handed over to the window that is open");
        return ExitCode::Done;
    }
    FileSettingsEditor editor(line, [&wantsRestart] {
        wantsRestart = canStartAgain();
        if (wantsRestart)
            QMetaObject::invokeMethod(QCoreApplication::instance(), &QCoreApplication::quit, Qt::QueuedConnection);
        return wantsRestart;
    });
    Application application(effective, &editor);
    if (auto started = application.start(); !started) {
        qCCritical(logApp, "%s", qPrintable(started.error().message.english()));
        const ExitCode code = started.error().code == ErrorCode::InvalidInput ? ExitCode::Usage : ExitCode::Failed;
        if (!effective.noGui)
            sayWhyNoWindow(argc, argv, started.error().message, code);
        return code;
    }
    QObject::connect(&instance, &InstanceLink::requested, qtApplication.get(),
                     [&application](const InstanceRequest& later) { application.present(later); });
    if (request != InstanceRequest{})
        application.present(request);
    tellServiceManagerReady();
    qCInfo(logApp, "ready");
    const int code = QCoreApplication::exec();
    if (!wantsRestart)
        tellServiceManagerStopping();
    qCInfo(logApp, wantsRestart ? "stopping, to start again" : "stopping");
    return code == 0 ? ExitCode::Done : ExitCode::Failed;
}

} // namespace

ExitCode runApplication(int& argc, char** argv, const CommandLine& line)
{
    QList<QByteArray> arguments; // Qt takes its own out of argv
    for (int i = 0; i < argc; ++i)
        arguments += QByteArray(argv[i]);
    bool wantsRestart = false;
    const ExitCode code = runOnce(argc, argv, line, wantsRestart);
    if (!wantsRestart || code != ExitCode::Done)
        return code;
    Logging::flush();
    startAgain(withoutFiles(arguments, line.files));
    qCCritical(logApp, "the program could not be started again");
    return ExitCode::Failed;
}

} // namespace orderdesk
