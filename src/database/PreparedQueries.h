#pragma once

#include "words/Result.h"

#include <QSqlQuery>
#include <QVariant>

#include <cstdint>
#include <map>

namespace orderdesk {

class DatabaseConnection;

/// The QSqlQuery objects of one connection, prepared once each and anew after a reconnect (the server forgets them). On
/// the connection's thread. Must outlive the connection: let go after it, the queries need no farewell to the server,
/// which may hang.
class PreparedQueries final
{
public:
    explicit PreparedQueries(DatabaseConnection& connection);

    /// Runs `sql` (a constant: its address is its name) on the open connection and leaves it before the first row. It
    /// stays valid until the next call; finish() it unless it was read to its end.
    Result<QSqlQuery*> run(const char* sql, const QVariantList& values, const Sentence& action);
    /// To be asked when next() has returned false: were that all the rows?
    Result<void> finished(const char* sql, const Sentence& action);

private:
    Result<QSqlQuery*> prepared(const char* sql, const Sentence& action);
    Error failed(const char* sql, const Sentence& action);

    DatabaseConnection& m_connection;
    std::map<const void*, QSqlQuery> m_queries;
    std::uint64_t m_generation = 0;
};

} // namespace orderdesk
