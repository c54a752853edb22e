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

bool TokenGate::admits(Route::Access access, const HttpRequest& request) const
{
    if (access == Route::Access::Open || (access == Route::Access::Read && m_publicReads))
        return true;
    return !m_token.isEmpty() && equalInConstantTime(bearerToken(request.authorization), m_token);
}

} // namespace orderdesk
