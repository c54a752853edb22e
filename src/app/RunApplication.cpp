#include "app/Application.h"
#include "app/DesktopWindow.h"
#include "app/InstanceLink.h"
#include "app/LogTail.h"
#include "app/Restart.h"
#include "app/ServiceManager.h"
#include "app/preferences/FileSettingsEditor.h"

#include <QLoggingCategory>

namespace orderdesk {

namespace {

Q_LOGGING_CATEGORY(logApp, "orderdesk.app")

bool hasDisplay()
{
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") ||
           !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

bool wantsWindow(const Settings& settings)
{
    if (settings.noGui) {
        return false;
    }
    if (!hasDesktopWindow()) {
        qCInfo(logApp, "this build has no window: running as with --no-gui");
        return false;
    }
    if (!hasDisplay()) {
        qCInfo(logApp, "there is no display: running as with --no-gui");
        return false;
    }
    return true;
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

ExitCode runOnce(int& argc, char** argv, const CommandLine& line, bool& wantsRestart)
{
    // Qt's own event dispatcher spares three system calls a request against GLib's (measured, 0 to 20 % less CPU).
    qputenv("QT_NO_GLIB", "1");
    Settings effective = line.settings;
    effective.noGui = !wantsWindow(line.settings);
    if (!effective.noGui) {
        Logging::copyTo(std::make_shared<LogTail>()); // from the first line on, for the window
    }
    const std::unique_ptr<QCoreApplication> qtApplication =
        effective.noGui ? std::make_unique<QCoreApplication>(argc, argv) : makeDesktopApplication(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("orderdesk"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ORDERDESK_VERSION));
    const ShutdownSignals signals;
    QObject::connect(&signals, &ShutdownSignals::shutdownRequested, qtApplication.get(), &QCoreApplication::quit);

    InstanceLink instance;
    const InstanceRequest request{line.find};
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
        qCCritical(logApp, "%s", qPrintable(started.error().message));
        return started.error().code == ErrorCode::InvalidInput ? ExitCode::Usage : ExitCode::Failed;
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
    startAgain(arguments);
    qCCritical(logApp, "the program could not be started again");
    return ExitCode::Failed;
}

} // namespace orderdesk
