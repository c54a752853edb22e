#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace orderdesk {

/// How long somebody has been waiting for an answer; ticks each second while it runs. Main thread only.
class WaitClock final : public QObject
{
    Q_OBJECT

public:
    explicit WaitClock(QObject* parent = nullptr);

    void setRunning(bool running); ///< starts at 0 unless it runs already
    int seconds() const;           ///< 0 when it does not run
    /// Long enough to offer a way out.
    bool isLong() const { return seconds() >= 1; }

Q_SIGNALS:
    void ticked();

private:
    QTimer m_timer;
    QElapsedTimer m_since;
};

} // namespace orderdesk
