#include "support/PostgresFixture.h"

#include "database/ConnectionOptions.h"
#include "database/DatabaseConnection.h"
#include "storage/Schema.h"

#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QVariant>

#include <cstdlib>

namespace orderdesk {
namespace {

QList<QStringList> rowsOf(DatabaseConnection& connection, const QString& sql)
{
    if (const auto opened = connection.ensureOpen(); !opened) {
        qFatal("%s", qPrintable(opened.error().message.english()));
    }
    QSqlQuery query(connection.database());
    if (!query.exec(sql)) {
        qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
    }
    QList<QStringList> rows;
    while (query.next()) {
        QStringList& row = rows.emplace_back();
        for (int column = 0; column < query.record().count(); ++column) {
            row.append(query.isNull(column) ? QStringLiteral("<null>") : query.value(column).toString());
        }
    }
    return rows;
}

ConnectionOptions optionsOf(const DatabaseSettings& settings)
{
    return *ConnectionOptions::parse(settings.url);
}

} // namespace

PostgresFixture::PostgresFixture() = default;

PostgresFixture::~PostgresFixture()
{
    stop();
}

QString PostgresFixture::start(bool migrate)
{
    m_admin.url = qEnvironmentVariable("ORDERDESK_TEST_DATABASE_URL", qEnvironmentVariable("ORDERDESK_DATABASE_URL"));
    if (m_admin.url.isEmpty()) {
        return QStringLiteral("no PostgreSQL: set ORDERDESK_TEST_DATABASE_URL (see ./dev.sh stack)");
    }
    m_admin.applicationName = QStringLiteral("orderdesk-test");
    auto options = ConnectionOptions::parse(m_admin.url);
    DatabaseConnection admin(m_admin);
    if (const auto opened = admin.ensureOpen(); !opened) {
        return opened.error().message.english();
    }
    m_name =
        QStringLiteral("orderdesk_test_%1").arg(QRandomGenerator::system()->generate64(), 16, 16, QLatin1Char('0'));
    rowsOf(admin, QStringLiteral("create database ") + m_name + QStringLiteral(" encoding 'UTF8' template template0"));
    options->set("dbname", m_name.toUtf8());
    m_settings = m_admin;
    m_settings.url = options->connectionString();
    m_connection = std::make_unique<DatabaseConnection>(m_settings);
    if (const auto migrated = migrate ? migrateSchema(m_settings) : Result<int>(0); !migrated) {
        return migrated.error().message.english();
    }
    return QString();
}

void PostgresFixture::stop()
{
    m_connection.reset();
    if (!m_name.isEmpty()) {
        DatabaseConnection admin(m_admin);
        rowsOf(admin,
               QStringLiteral("drop database ") + std::exchange(m_name, QString()) + QStringLiteral(" with (force)"));
    }
}

DatabaseSettings PostgresFixture::settingsVia(const QString& host, quint16 port) const
{
    ConnectionOptions options = optionsOf(m_settings);
    options.set("host", host.toUtf8());
    options.set("port", QByteArray::number(port));
    options.set("sslmode", "disable");
    options.set("gssencmode", "disable");
    DatabaseSettings settings = m_settings;
    settings.url = options.connectionString();
    return settings;
}

QString PostgresFixture::serverHost() const
{
    const QByteArray host = optionsOf(m_settings).value("host");
    return host.isEmpty() ? qEnvironmentVariable("PGHOST", QStringLiteral("/var/run/postgresql"))
                          : QString::fromUtf8(host);
}

quint16 PostgresFixture::serverPort() const
{
    const QByteArray port = optionsOf(m_settings).value("port");
    return port.isEmpty() ? qEnvironmentVariable("PGPORT", QStringLiteral("5432")).toUShort() : port.toUShort();
}

QList<QStringList> PostgresFixture::query(const QString& sql)
{
    return rowsOf(*m_connection, sql);
}

QList<QStringList> PostgresFixture::tryQuery(const QString& sql)
{
    if (!m_connection->ensureOpen()) {
        return {};
    }
    QList<QStringList> rows;
    {
        QSqlQuery query(m_connection->database());
        if (query.exec(sql)) {
            while (query.next()) {
                QStringList& row = rows.emplace_back();
                for (int column = 0; column < query.record().count(); ++column) {
                    row.append(query.value(column).toString());
                }
            }
        }
    }
    if (!m_connection->isOpen()) {
        m_connection->close();
    }
    return rows;
}

QString PostgresFixture::value(const QString& sql)
{
    const QList<QStringList> rows = query(sql);
    return rows.isEmpty() ? QString() : rows.first().first();
}

void PostgresFixture::empty()
{
    query(QStringLiteral("truncate orders, deliveries, payments, items, dead_letters, order_revisions, "
                         "dead_letter_changes, kafka_positions"));
}

} // namespace orderdesk
