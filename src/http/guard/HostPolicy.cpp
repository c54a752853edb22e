#include "http/guard/HostPolicy.h"

namespace orderdesk {

namespace {

QByteArray hostOf(const QByteArray& authority)
{
    if (authority.startsWith('['))
        return authority.mid(1, authority.indexOf(']') - 1);
    if (authority.count(':') > 1) // an IPv6 address that a person wrote without brackets
        return authority;
    const qsizetype colon = authority.indexOf(':');
    QByteArray host = colon < 0 ? authority : authority.left(colon);
    if (host.endsWith('.'))
        host.chop(1);
    return host;
}

} // namespace

HostPolicy::HostPolicy(const QHostAddress& listenAddress, const QStringList& extra)
    : m_names{QByteArrayLiteral("localhost"), QByteArrayLiteral("ip6-localhost")}
{
    m_names.append(listenAddress.toString().toLatin1().toLower());
    for (const QString& name : extra)
        m_names.append(hostOf(name.trimmed().toLatin1().toLower()));
}

bool HostPolicy::allows(const QByteArray& authority, const QHostAddress& local) const
{
    if (authority.isEmpty())
        return true;
    const QByteArray host = hostOf(authority);
    if (m_names.contains(host))
        return true;
    QHostAddress address;
    if (!address.setAddress(QString::fromLatin1(host)))
        return false;
    return address.isLoopback() || address.isEqual(local, QHostAddress::TolerantConversion);
}

} // namespace orderdesk
