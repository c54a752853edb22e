#pragma once

#include "http/HttpReply.h"
#include "http/HttpRequest.h"

#include <QByteArray>

#include <functional>
#include <optional>
#include <vector>

namespace orderdesk {

/// One address of the server. A plain function answers it: HttpRequest in, HttpReply out, no socket.
struct Route
{
    enum class Access {
        Open,  ///< anybody: liveness, static files, explanations
        Read,  ///< needs the token unless reads are public
        Write, ///< always needs the token
    };

    QByteArray method;  ///< "GET" answers HEAD as well
    QByteArray pattern; ///< "/order/<arg>/trace": at most one <arg>, which is one segment of the path
    Access access = Access::Read;
    std::function<HttpReply(const HttpRequest&)> answer;
    qint64 bodyBytes = 0;                 ///< the largest body it takes
    std::vector<QByteArray> parameters{}; ///< of a GET's query: others are refused before `answer` is asked
};

/// The routes of one HTTP thread, in the order in which they are tried, and what follows from them. Not changed once
/// it serves.
class RouteTable final
{
public:
    void add(Route route) { m_routes.push_back(std::move(route)); }

    const std::vector<Route>& routes() const { return m_routes; }

    /// The value of <arg> when `path` (decoded) is of that pattern; empty for a pattern without.
    static std::optional<QByteArray> match(const QByteArray& pattern, const QByteArray& path);
    /// "GET, HEAD, OPTIONS"; empty when the path is unknown.
    QByteArray allowedMethods(const QByteArray& path) const;
    /// The largest body of this method at this address; none: no route takes it, whatever the body.
    std::optional<qint64> bodyLimit(const QByteArray& method, const QByteArray& path) const;
    /// Of the route that answers; null: there is none.
    const Route* find(const QByteArray& method, const QByteArray& path) const;

private:
    std::vector<Route> m_routes;
};

} // namespace orderdesk
