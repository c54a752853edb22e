#pragma once

#include "database/PgArray.h"
#include "domain/Message.h"
#include "words/Result.h"

#include <QByteArray>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct pg_result;

namespace orderdesk {

class DatabaseConnection;

/// The parameters of one statement, all in binary format; the SQL casts each ($1::text[]) and so gives its type.
class PgParameters final
{
public:
    PgParameters& add(const PgArray& array);
    PgParameters& addText(std::string_view text);
    PgParameters& addInt8(std::int64_t value);
    PgParameters& addTimestamp(Timestamp time);
    PgParameters& addNull();

    const std::vector<std::optional<std::string>>& values() const { return m_values; }

private:
    std::vector<std::optional<std::string>> m_values;
};

/// Rows of a statement in binary format. `column` counts from 0; asking for another type than the column's is a defect.
class PgRows final
{
public:
    explicit PgRows(pg_result* result);

    int count() const;
    /// How many rows an insert, update or delete wrote.
    std::int64_t written() const;
    bool isNull(int row, int column) const;
    std::string_view bytes(int row, int column) const; ///< of text or bytea; lives as long as the rows
    std::string text(int row, int column) const { return std::string(bytes(row, column)); }
    QByteArray byteArray(int row, int column) const;
    bool boolean(int row, int column) const;
    std::int32_t int4(int row, int column) const;
    std::int64_t int8(int row, int column) const;
    Timestamp timestamp(int row, int column) const;

private:
    struct Deleter
    {
        void operator()(pg_result* result) const;
    };
    std::unique_ptr<pg_result, Deleter> m_result;
};

/// Where a message stands: topic, partition, offset, time and incarnation, five columns from `column` on.
MessagePosition positionOf(const PgRows& rows, int row, int column);

/// Runs one statement through libpq on the driver's connection (which must be open), its values apart from its text:
/// so they are exact, cheap, and not part of what a server logs as the statement. `action` names it in the failure.
Result<PgRows> runStatement(DatabaseConnection& connection, const char* sql, const PgParameters& parameters,
                            const Sentence& action);

/// Runs a script of several statements without parameters or rows.
Result<void> runScript(DatabaseConnection& connection, const QByteArray& script, const Sentence& action);

} // namespace orderdesk
