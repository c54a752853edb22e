#include "http/DeferredReply.h"

#include <utility>

namespace orderdesk {

void DeferredReply::give(HttpReply reply)
{
    const MutexLock lock(m_mutex);
    if (m_isGiven)
        return;
    m_isGiven = true;
    m_reply = std::move(reply);
    notify();
}

void DeferredReply::awaitIn(QObject* context, std::function<void(HttpReply)> receive)
{
    const MutexLock lock(m_mutex);
    m_context = context;
    m_receive = std::move(receive);
    notify();
}

void DeferredReply::forget()
{
    const MutexLock lock(m_mutex);
    m_context = nullptr;
    m_receive = nullptr;
    m_reply.reset();
}

/// The context lives: forget() comes before its end.
void DeferredReply::notify()
{
    if (m_context && m_reply)
        QMetaObject::invokeMethod(
            m_context, [self = shared_from_this()] { self->deliver(); }, Qt::QueuedConnection);
}

void DeferredReply::deliver()
{
    std::function<void(HttpReply)> receive;
    std::optional<HttpReply> reply;
    {
        const MutexLock lock(m_mutex);
        m_context = nullptr;
        receive = std::exchange(m_receive, nullptr);
        reply = std::exchange(m_reply, std::nullopt);
    }
    if (receive && reply)
        receive(std::move(*reply));
}

} // namespace orderdesk
