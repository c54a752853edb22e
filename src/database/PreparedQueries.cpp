#include "database/PreparedQueries.h"

#include "database/DatabaseConnection.h"

#include <QSqlDatabase>
#include <QSqlError>

namespace orderdesk {

PreparedQueries::PreparedQueries(DatabaseConnection& connection)
    : m_connection(connection)
{
}

Result<QSqlQuery*> PreparedQueries::run(const char* sql, const QVariantList& values, const Sentence& action)
{
    Result<QSqlQuery*> query = prepared(sql, action);
    if (!query) {
        return query;
    }
    for (qsizetype i = 0; i < values.size(); ++i) {
        (*query)->bindValue(static_cast<int>(i), values[i]);
    }
    if (!(*query)->exec()) {
        return tl::unexpected(failed(sql, action));
    }
    return query;
}

Result<void> PreparedQueries::finished(const char* sql, const Sentence& action)
{
    const auto found = m_queries.find(sql);
    if (found != m_queries.end() && found->second.lastError().isValid()) {
        return tl::unexpected(failed(sql, action));
    }
    return {};
}

Result<QSqlQuery*> PreparedQueries::prepared(const char* sql, const Sentence& action)
{
    if (m_generation != m_connection.generation()) {
        m_queries.clear();
        m_generation = m_connection.generation();
    }
    const auto found = m_queries.find(sql);
    if (found != m_queries.end()) {
        return &found->second;
    }
    QSqlQuery& query = m_queries.emplace(sql, QSqlQuery(m_connection.database())).first->second;
    query.setForwardOnly(true);
    if (!query.prepare(QString::fromUtf8(sql))) {
        return tl::unexpected(failed(sql, action));
    }
    return &query;
}

// Whatever it was (26000: the server forgot it, 0A000: the table changed), the next call prepares it anew.
Error PreparedQueries::failed(const char* sql, const Sentence& action)
{
    const auto found = m_queries.find(sql);
    Error error = m_connection.failed(action, found->second.lastError());
    m_queries.erase(found);
    return error;
}

} // namespace orderdesk
