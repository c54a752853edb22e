#pragma once

#include "concurrency/Mutex.h"

#include <QObject>

#include <deque>
#include <functional>

namespace orderdesk {

/// Calls that any threads want made in the one thread that made this and ends it: one after another in the order they
/// came, each from its event loop. Those not begun by its end are dropped, so what they use may end with it; whoever
/// calls sees to it that it is still there. They wait under a lock of its own, not in Qt's event queue: so
/// ThreadSanitizer sees what orders the threads.
class CallQueue final : public QObject
{
public:
    void call(std::function<void()> function); ///< any thread; does not wait

protected:
    void customEvent(QEvent*) override;

private:
    Mutex m_mutex;
    std::deque<std::function<void()>> m_calls ORDERDESK_GUARDED_BY(m_mutex); ///< one for each event on its way here
};

} // namespace orderdesk
