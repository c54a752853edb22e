#include "concurrency/CallQueue.h"

#include <QCoreApplication>
#include <QEvent>

#include <utility>

namespace orderdesk {

namespace {

/// Not inlined: what calls it is then a frame that tests/support/tsan.supp can name; Qt's own are not seen.
[[gnu::noinline]] void wake(QObject* queue)
{
    QCoreApplication::postEvent(queue, new QEvent(QEvent::User));
}

} // namespace

void CallQueue::call(std::function<void()> function)
{
    {
        const MutexLock lock(m_mutex);
        m_calls.push_back(std::move(function));
    }
    wake(this);
}

void CallQueue::customEvent(QEvent*)
{
    std::function<void()> function;
    {
        const MutexLock lock(m_mutex);
        function = std::exchange(m_calls.front(), nullptr);
        m_calls.pop_front();
    }
    function(); // which may be the end of this object
}

} // namespace orderdesk
