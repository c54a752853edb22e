#include "http/routes/RouteTable.h"

#include <algorithm>

namespace orderdesk {

std::optional<QByteArray> RouteTable::match(const QByteArray& pattern, const QByteArray& path)
{
    static const QByteArray placeholder = QByteArrayLiteral("<arg>");
    const qsizetype at = pattern.indexOf(placeholder);
    if (at < 0)
        return path == pattern ? std::optional(QByteArray()) : std::nullopt;
    const QByteArray suffix = pattern.mid(at + placeholder.size());
    const qsizetype length = path.size() - at - suffix.size();
    if (length <= 0 || !path.startsWith(pattern.left(at)) || !path.endsWith(suffix))
        return std::nullopt;
    const QByteArray argument = path.mid(at, length);
    return argument.contains('/') ? std::nullopt : std::optional(argument);
}

QByteArray RouteTable::allowedMethods(const QByteArray& path) const
{
    QByteArray allowed;
    for (const Route& route : m_routes) {
        if (match(route.pattern, path))
            allowed += route.method == "GET" ? QByteArrayLiteral("GET, HEAD, ") : route.method + ", ";
    }
    return allowed.isEmpty() ? allowed : allowed + "OPTIONS";
}

std::optional<qint64> RouteTable::bodyLimit(const QByteArray& method, const QByteArray& path) const
{
    const Route* const route = find(method, path);
    return route ? std::optional(route->bodyBytes) : std::nullopt;
}

const Route* RouteTable::find(const QByteArray& method, const QByteArray& path) const
{
    const QByteArray asked = method == "HEAD" ? QByteArrayLiteral("GET") : method; // as the guard asks it
    const auto found = std::find_if(m_routes.begin(), m_routes.end(), [&](const Route& route) {
        return route.method == asked && match(route.pattern, path);
    });
    return found == m_routes.end() ? nullptr : &*found;
}

} // namespace orderdesk
