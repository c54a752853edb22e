#include "database/PgStatement.h"

#include "database/DatabaseConnection.h"
#include "database/StatementStop.h"

#include <QtEndian>
#include <libpq-fe.h>

namespace orderdesk {
namespace {

constexpr int binaryFormat = 1;

Error failureOf(DatabaseConnection& connection, const PGresult* result, const Sentence& action)
{
    const char* const sqlState = result != nullptr ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    return connection.failed(action, sqlState != nullptr ? QByteArrayView(sqlState) : QByteArrayView());
}

bool succeeded(const PGresult* result)
{
    const ExecStatusType status = PQresultStatus(result);
    return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
}

/// `call` into libpq, which the connection's stop token can end.
template <typename Call>
Result<PgRows> execute(DatabaseConnection& connection, const Sentence& action, Call call)
{
    const auto watching = connection.watch();
    PGresult* result = nullptr;
    {
        const StatementStop stopping(connection);
        if (const auto going = connection.goesOn(); !going) {
            return tl::unexpected(going.error());
        }
        result = call(connection.handle());
    }
    PgRows rows(result);
    if (!succeeded(result)) {
        return tl::unexpected(failureOf(connection, result, action));
    }
    return rows;
}

} // namespace

PgParameters& PgParameters::add(const PgArray& array)
{
    m_values.emplace_back(array.bytes());
    return *this;
}

PgParameters& PgParameters::addText(std::string_view text)
{
    m_values.emplace_back(text);
    return *this;
}

PgParameters& PgParameters::addInt8(std::int64_t value)
{
    appendBigEndian(m_values.emplace_back(std::string()).value(), static_cast<std::uint64_t>(value));
    return *this;
}

PgParameters& PgParameters::addTimestamp(Timestamp time)
{
    return addInt8(toPgMicroseconds(time));
}

PgParameters& PgParameters::addNull()
{
    m_values.emplace_back(std::nullopt);
    return *this;
}

void PgRows::Deleter::operator()(pg_result* result) const
{
    PQclear(result);
}

PgRows::PgRows(pg_result* result)
    : m_result(result)
{
}

int PgRows::count() const
{
    return PQntuples(m_result.get());
}

std::int64_t PgRows::written() const
{
    return QByteArrayView(PQcmdTuples(m_result.get())).toLongLong();
}

bool PgRows::isNull(int row, int column) const
{
    return PQgetisnull(m_result.get(), row, column) != 0;
}

std::string_view PgRows::bytes(int row, int column) const
{
    return {PQgetvalue(m_result.get(), row, column),
            static_cast<std::size_t>(PQgetlength(m_result.get(), row, column))};
}

QByteArray PgRows::byteArray(int row, int column) const
{
    const std::string_view value = bytes(row, column);
    return QByteArray(value.data(), static_cast<qsizetype>(value.size()));
}

bool PgRows::boolean(int row, int column) const
{
    return bytes(row, column) == std::string_view("\1", 1);
}

std::int32_t PgRows::int4(int row, int column) const
{
    return qFromBigEndian<std::int32_t>(bytes(row, column).data());
}

std::int64_t PgRows::int8(int row, int column) const
{
    return qFromBigEndian<std::int64_t>(bytes(row, column).data());
}

Timestamp PgRows::timestamp(int row, int column) const
{
    return fromPgMicroseconds(int8(row, column));
}

MessagePosition positionOf(const PgRows& rows, int row, int column)
{
    return {QString::fromUtf8(rows.byteArray(row, column)), rows.int4(row, column + 1), rows.int8(row, column + 2),
            rows.timestamp(row, column + 3), rows.int4(row, column + 4)};
}

Result<PgRows> runStatement(DatabaseConnection& connection, const char* sql, const PgParameters& parameters,
                            const Sentence& action)
{
    std::vector<const char*> values;
    std::vector<int> lengths;
    for (const std::optional<std::string>& value : parameters.values()) {
        values.push_back(value ? value->data() : nullptr);
        lengths.push_back(value ? static_cast<int>(value->size()) : 0);
    }
    const std::vector<int> formats(values.size(), binaryFormat);
    return execute(connection, action, [&](PGconn* handle) {
        return PQexecParams(handle, sql, static_cast<int>(values.size()), nullptr, values.data(), lengths.data(),
                            formats.data(), binaryFormat);
    });
}

Result<void> runScript(DatabaseConnection& connection, const QByteArray& script, const Sentence& action)
{
    return execute(connection, action, [&script](PGconn* handle) { return PQexec(handle, script.constData()); })
        .map([](const PgRows&) {});
}

} // namespace orderdesk
