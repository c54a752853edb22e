#include "app/ServiceManager.h"

#include <QSocketNotifier>

#include <csignal>
#include <sys/signalfd.h>
#include <unistd.h>

#ifdef ORDERDESK_HAS_SYSTEMD
#include <systemd/sd-daemon.h>
#endif

namespace orderdesk {

namespace {

void tell(const char* state)
{
#ifdef ORDERDESK_HAS_SYSTEMD
    sd_notify(0, state);
#else
    static_cast<void>(state);
#endif
}

sigset_t shutdownSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGHUP);
    return signals;
}

} // namespace

void tellServiceManagerReady()
{
    tell("READY=1");
}

void tellServiceManagerStopping()
{
    tell("STOPPING=1");
}

void blockShutdownSignals()
{
    const sigset_t signals = shutdownSignals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

ShutdownSignals::ShutdownSignals(QObject* parent)
    : QObject(parent)
{
    blockShutdownSignals();
    const sigset_t signals = shutdownSignals();
    m_descriptor = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    auto* notifier = new QSocketNotifier(m_descriptor, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        signalfd_siginfo info{};
        while (read(m_descriptor, &info, sizeof info) == static_cast<ssize_t>(sizeof info)) {
        }
        Q_EMIT shutdownRequested();
    });
}

ShutdownSignals::~ShutdownSignals()
{
    close(m_descriptor);
}

} // namespace orderdesk
