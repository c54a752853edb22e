#pragma once

#include "domain/IngestEvent.h"

#include <QObject>
#include <QTimer>

#include <deque>

namespace orderdesk {

class LiveOrdersModel;

/// Stands between the stream of events and the live table: takes any number at once, gives the model at most
/// `maxPerTick` every `tickInterval`, and nothing while someone reads (held). Keeps as many as the model could show, so
/// holding loses nothing that would still be there. Main thread only, never blocks.
class LiveFeed final : public QObject
{
    Q_OBJECT

public:
    enum Hold { Scrolled = 1, Selected = 2, Paused = 4 }; ///< why it is held; several at a time

    static constexpr int maxPerTick = 2'000;
    static constexpr std::chrono::milliseconds tickInterval{100};

    explicit LiveFeed(LiveOrdersModel& model, QObject* parent = nullptr);

    void add(const QList<IngestEvent>& events); ///< in the order they happened
    void setHeld(Hold reason, bool held);
    bool isHeld() const { return m_holds != 0; }
    bool isHeldBy(Hold reason) const { return (m_holds & reason) != 0; }
    /// Events that came and are not shown yet, including those that no longer fit.
    qint64 pendingCount() const { return m_pendingCount; }

Q_SIGNALS:
    void pendingChanged(qint64 count);
    void delivered(int count);
    void heldChanged(bool held);

private:
    void deliver();
    void dropOverflow();
    void schedule();

    LiveOrdersModel& m_model;
    QTimer m_timer;
    int m_holds = 0;
    std::deque<QList<IngestEvent>> m_chunks; ///< shared with the sender, so that add() copies no event
    qsizetype m_taken = 0;                   ///< of the first chunk
    qint64 m_kept = 0;
    qint64 m_pendingCount = 0;
};

} // namespace orderdesk
