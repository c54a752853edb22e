#pragma once

#include "http/HttpRequest.h"
#include "http/routes/RouteTable.h"
#include "http/routes/TokenFailures.h"

#include <QByteArray>

namespace orderdesk {

/// Decides whether a request may use a route. One HTTP thread each; the failures are shared and outlive it.
class TokenGate final
{
public:
    enum class Verdict {
        Admitted,
        TokenMissing,
        TokenWrong,
        TooManyFailures, ///< the token was not looked at
    };

    struct Decision
    {
        Verdict verdict = Verdict::TokenMissing;
        std::chrono::seconds retryAfter{0}; ///< TooManyFailures: from then on tokens are looked at again
    };

    TokenGate(QByteArray token, bool publicReads, TokenFailures& failures)
        : m_token(std::move(token))
        , m_publicReads(publicReads)
        , m_failures(failures)
    {
    }

    /// Without a token set, nothing passes that needs one. Only a token that the route needs is looked at and counted.
    Decision decide(Route::Access access, const HttpRequest& request,
                    TokenFailures::Clock::time_point now = TokenFailures::Clock::now()) const;
    /// What decide() would say, counting nothing: whether it is worth reading the request's body.
    bool admits(Route::Access access, const QByteArray& authorization, const QHostAddress& peer,
                TokenFailures::Clock::time_point now = TokenFailures::Clock::now()) const;

private:
    bool isOpen(Route::Access access) const;
    bool isRight(const QByteArray& token) const;

    QByteArray m_token; ///< a secret
    bool m_publicReads;
    TokenFailures& m_failures;
};

} // namespace orderdesk
