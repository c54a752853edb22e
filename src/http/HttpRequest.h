#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace orderdesk {

/// What a route is asked, free of sockets and of QHttpServer.
struct HttpRequest
{
    QByteArray method;   ///< GET also for HEAD: the guard leaves the body out
    QString path;        ///< decoded
    QByteArray argument; ///< the <arg> of the route's pattern, decoded UTF-8; not checked
    QByteArray query;    ///< still encoded; see queryValue()
    QByteArray body;
    bool isBodyWithheld = false; ///< there was one, which was not read: the token did not admit it
    QByteArray accept;
    QByteArray acceptLanguage;
    QByteArray authorization;
    QByteArray ifNoneMatch;
    QByteArray contentType;
    QByteArray peer; ///< the client's address

    /// The first value of `name` in the query (application/x-www-form-urlencoded). None: it is not there, or it is not
    /// UTF-8.
    std::optional<QString> queryValue(const char* name) const;
    /// What is wrong with the query of a route that knows these parameters, in one line for its author: another
    /// parameter, one that is there twice, a value that is not UTF-8. None: nothing.
    std::optional<QByteArray> queryFault(const std::vector<QByteArray>& known) const;
};

} // namespace orderdesk
