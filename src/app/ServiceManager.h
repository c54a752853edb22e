#pragma once

#include <QObject>

namespace orderdesk {

/// Tells systemd that the service is ready or stopping (sd_notify). Does nothing elsewhere. Any thread.
void tellServiceManagerReady();
void tellServiceManagerStopping();

/// Keeps SIGTERM, SIGINT and SIGHUP for ShutdownSignals. Before any other thread starts, which inherits it: one that
/// does not would end the program at once.
void blockShutdownSignals();

/// SIGTERM, SIGINT and SIGHUP as a Qt signal. Only one at a time. Main thread.
class ShutdownSignals final : public QObject
{
    Q_OBJECT

public:
    explicit ShutdownSignals(QObject* parent = nullptr);
    ~ShutdownSignals() override;

Q_SIGNALS:
    void shutdownRequested();

private:
    int m_descriptor = -1;
};

} // namespace orderdesk
