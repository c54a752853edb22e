#pragma once

#include "database/DatabaseSettings.h"

#include <QString>
#include <QStringList>

#include <memory>

namespace orderdesk {

class DatabaseConnection;

/// A database of its own on a real PostgreSQL, dropped at the end. The server comes from ORDERDESK_TEST_DATABASE_URL,
/// else ORDERDESK_DATABASE_URL; its role must be allowed to CREATE DATABASE. One thread.
///     void initTestCase() { if (const QString why = m_postgres.start(); !why.isEmpty()) QSKIP(qPrintable(why)); }
class PostgresFixture final
{
public:
    PostgresFixture();
    ~PostgresFixture();

    /// Empty: ready, with the schema applied unless `migrate` is false. Else why there is none.
    QString start(bool migrate = true);
    void stop();

    const DatabaseSettings& settings() const { return m_settings; }
    /// The same database by way of another address (a proxy's), without TLS.
    DatabaseSettings settingsVia(const QString& host, quint16 port) const;
    QString serverHost() const; ///< a path: the directory of its UNIX socket
    quint16 serverPort() const;

    /// Runs SQL in the test database; each row is its columns, NULL is "<null>". Fails the process when it cannot.
    QList<QStringList> query(const QString& sql);
    QString value(const QString& sql);
    /// As query(), but empty while the server is away.
    QList<QStringList> tryQuery(const QString& sql);
    void empty(); ///< all tables of the schema

private:
    QString m_name;
    DatabaseSettings m_admin;
    DatabaseSettings m_settings;
    std::unique_ptr<DatabaseConnection> m_connection;
};

} // namespace orderdesk
