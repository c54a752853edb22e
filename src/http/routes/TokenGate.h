#pragma once

#include "http/routes/HttpRequest.h"
#include "http/routes/RouteTable.h"

#include <QByteArray>

namespace orderdesk {

/// Decides whether a request may use a route. A plain value, any thread.
class TokenGate final
{
public:
    TokenGate(QByteArray token, bool publicReads)
        : m_token(std::move(token))
        , m_publicReads(publicReads)
    {
    }

    /// Without a token set, nothing passes that needs one.
    bool admits(Route::Access access, const HttpRequest& request) const;

private:
    QByteArray m_token; ///< a secret
    bool m_publicReads;
};

} // namespace orderdesk
