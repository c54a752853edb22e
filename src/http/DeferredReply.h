#pragma once

#include "concurrency/Mutex.h"
#include "http/HttpReply.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace orderdesk {

/// The answer to one request, given later and from any thread, so that no HTTP thread waits for it. A route hands it
/// out in HttpReply::later; the guard holds the client meanwhile, and QHttpServer, which on Qt 6.4 crashes with a
/// responder that is kept, has no part in it. When the client or the server is gone by then, the answer is dropped;
/// what was done stays done.
class DeferredReply final : public std::enable_shared_from_this<DeferredReply>
{
public:
    void give(HttpReply reply); ///< any thread; only the first counts

    /// `receive` is called in the thread of `context`, never within this call and not after forget(), which is to be
    /// called while `context` is there. Thread of `context`, as forget().
    void awaitIn(QObject* context, std::function<void(HttpReply)> receive);
    void forget();

private:
    void notify() ORDERDESK_REQUIRES(m_mutex);
    void deliver();

    Mutex m_mutex;
    std::optional<HttpReply> m_reply ORDERDESK_GUARDED_BY(m_mutex);
    bool m_isGiven ORDERDESK_GUARDED_BY(m_mutex) = false;
    QObject* m_context ORDERDESK_GUARDED_BY(m_mutex) = nullptr; ///< null: nobody awaits it
    std::function<void(HttpReply)> m_receive ORDERDESK_GUARDED_BY(m_mutex);
};

} // namespace orderdesk
