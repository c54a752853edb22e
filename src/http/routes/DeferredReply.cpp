#include "http/routes/DeferredReply.h"

#include <utility>

namespace orderdesk {

void DeferredReply::give(HttpReply reply)
{
    const std::scoped_lock lock(m_mutex);
    if (m_isGiven) {
        return;
    }
    m_isGiven = true;
    m_reply = std::move(reply);
    deliver();
}

void DeferredReply::awaitIn(QObject* receiver, std::function<void(HttpReply)> receive)
{
    const std::scoped_lock lock(m_mutex);
    m_receiver = receiver;
    m_receive = std::move(receive);
    deliver();
}

void DeferredReply::forget()
{
    const std::scoped_lock lock(m_mutex);
    m_receiver = nullptr;
    m_receive = nullptr;
    m_reply.reset();
}

/// The receiver lives: it would have to forget() first, and what is posted to it goes when it goes.
void DeferredReply::deliver()
{
    if (!m_receiver || !m_reply) {
        return;
    }
    QMetaObject::invokeMethod(
        m_receiver,
        [receive = std::exchange(m_receive, nullptr), reply = std::move(*m_reply)]() mutable {
            receive(std::move(reply));
        },
        Qt::QueuedConnection);
    m_receiver = nullptr;
    m_reply.reset();
}

} // namespace orderdesk
