#pragma once

#include "http/HttpStatistics.h"
#include "http/guard/GuardContext.h"
#include "http/routes/RouteTable.h"
#include "http/routes/TokenGate.h"

#include <functional>
#include <memory>
#include <optional>

class QTcpServer;

namespace orderdesk {

/// Puts a RouteTable on a QHttpServer. The only file that knows QHttpServer's API and how it differs between Qt 6.4
/// and 6.8. Lives on one HTTP thread, with the table and all that the routes use.
class QtHttpServerBinding final
{
public:
    /// The answers to a path that no route has, a method that its routes do not have, a missing or wrong token,
    /// too many wrong ones, a query that the route does not know, and a route that threw.
    struct Errors
    {
        std::function<HttpReply(const HttpRequest&)> routeNotFound;
        std::function<HttpReply(const HttpRequest&, const QByteArray& allowed)> methodNotAllowed;
        std::function<HttpReply(const HttpRequest&)> tokenRequired;
        std::function<HttpReply(const HttpRequest&, std::chrono::seconds retryAfter)> tooManyFailures;
        std::function<HttpReply(const HttpRequest&, const QByteArray& fault)> malformedQuery;
        std::function<HttpReply(const HttpRequest&)> internalError;
    };

    QtHttpServerBinding(const RouteTable& table, const TokenGate& gate, HttpStatistics& statistics, Errors errors);
    ~QtHttpServerBinding();

    /// Serves what `server`, which listens, hands out as pending connections. Takes it over.
    bool bind(std::unique_ptr<QTcpServer> server);

    /// See GuardContext::takeDeferred.
    std::optional<DeferredAnswer> takeDeferred();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace orderdesk
