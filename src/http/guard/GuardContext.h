#pragma once

#include "http/HttpSettings.h"
#include "http/HttpStatistics.h"
#include "http/guard/ConnectionBudget.h"
#include "http/guard/HostPolicy.h"
#include "http/guard/RequestHead.h"

#include <functional>
#include <memory>
#include <optional>

namespace orderdesk {

class DeferredReply;

/// A request that its route answers later.
struct DeferredAnswer
{
    std::shared_ptr<DeferredReply> reply;
    std::function<void(int status)> count; ///< to be called once with what is sent; HTTP thread
};

/// What the guarded connections of one HTTP thread have in common.
struct GuardContext
{
    HttpLimits limits;
    HostPolicy hosts;
    ConnectionBudget& budget;   ///< shared by all threads
    HttpStatistics& statistics; ///< shared by all threads

    /// Bytes of body that what the head asks for may have; none: no route takes it, and its body is not read.
    std::function<std::optional<qint64>(const RequestHead&)> bodyLimit;
    /// Whether this client may send it one: else its body is not read, and the connection ends with the answer.
    std::function<bool(const RequestHead&, const QHostAddress& peer)> admitsBody;
    /// The page of an error of the guard's, for clients that prefer HTML; in the language of the head.
    std::function<QByteArray(int status, const RequestHead&)> errorPage;
    /// Of the request that was exchanged last, whose answer then is nothing; none: it was answered at once.
    std::function<std::optional<DeferredAnswer>()> takeDeferred;
};

} // namespace orderdesk
