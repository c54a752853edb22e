#pragma once

#include "words/Result.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <map>
#include <set>

namespace orderdesk {

/// The keywords of a libpq URI or keyword string. May hold a password: only describe() is fit for logs. A value.
class ConnectionOptions final
{
public:
    /// Fails as AccessRefused; the message never holds a part of `url`.
    static Result<ConnectionOptions> parse(const QString& url);

    QByteArray value(const QByteArray& keyword) const; ///< empty when it is not set
    void set(const QByteArray& keyword, const QByteArray& value);
    void setDefault(const QByteArray& keyword, const QByteArray& value);
    const std::map<QByteArray, QByteArray>& keywords() const { return m_keywords; }

    /// All keywords as libpq's keyword string.
    QString connectionString() const;
    /// For QSqlDatabase::setConnectOptions(): all but host, dbname, user and password, which have setters of their own.
    /// The driver turns every ';' into a blank, so a value that holds one fails as AccessRefused.
    Result<QString> driverOptions() const;
    std::set<std::uint16_t> ports() const; ///< of all hosts; 5432 when none is named
    /// "host:port/database", without user or password.
    QString describe() const;

private:
    std::map<QByteArray, QByteArray> m_keywords;
};

} // namespace orderdesk
