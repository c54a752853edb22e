#include "http/routes/TokenGate.h"

#include <QCryptographicHash>

namespace orderdesk {

namespace {

/// Takes the same time whatever the texts: their hashes, of equal length, are compared to the end.
bool equalInConstantTime(const QByteArray& a, const QByteArray& b)
{
    const QByteArray hashA = QCryptographicHash::hash(a, QCryptographicHash::Sha256);
    const QByteArray hashB = QCryptographicHash::hash(b, QCryptographicHash::Sha256);
    unsigned difference = 0;
    for (qsizetype i = 0; i < hashA.size(); ++i)
        difference |= static_cast<unsigned char>(hashA[i]) ^ static_cast<unsigned char>(hashB[i]);
    return difference == 0;
}

/// The credentials of the scheme Bearer (RFC 6750, 2.1); empty when it is another scheme.
QByteArray bearerToken(const QByteArray& authorization)
{
    static const QByteArray scheme = QByteArrayLiteral("bearer ");
    if (authorization.size() <= scheme.size() || authorization.left(scheme.size()).toLower() != scheme)
        return {};
    return authorization.mid(scheme.size()).trimmed();
}

} // namespace

TokenGate::Decision TokenGate::decide(Route::Access access, const HttpRequest& request,
                                      TokenFailures::Clock::time_point now) const
{
    if (isOpen(access))
        return {Verdict::Admitted};
    const QByteArray token = bearerToken(request.authorization);
    if (token.isEmpty())
        return {Verdict::TokenMissing};
    const QHostAddress peer(QString::fromLatin1(request.peer));
    const std::chrono::seconds limited = m_failures.limitedFor(peer, now);
    if (limited.count() > 0)
        return {Verdict::TooManyFailures, limited};
    if (isRight(token))
        return {Verdict::Admitted};
    m_failures.add(peer, now);
    return {Verdict::TokenWrong};
}

bool TokenGate::admits(Route::Access access, const QByteArray& authorization, const QHostAddress& peer,
                       TokenFailures::Clock::time_point now) const
{
    // A right token too, while it is not looked at: else the difference would tell that it is right.
    return isOpen(access) || (m_failures.limitedFor(peer, now).count() == 0 && isRight(bearerToken(authorization)));
}

bool TokenGate::isOpen(Route::Access access) const
{
    return access == Route::Access::Open || (access == Route::Access::Read && m_publicReads);
}

bool TokenGate::isRight(const QByteArray& token) const
{
    return !m_token.isEmpty() && equalInConstantTime(token, m_token);
}

} // namespace orderdesk
