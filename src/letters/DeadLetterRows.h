#pragma once

#include "database/PgStatement.h"
#include "letters/DeadLetterReader.h"

namespace orderdesk {

class DatabaseConnection;

// The rows of dead_letters: what everybody selects and how it becomes a DeadLetter.

/// How much of a message's bytes a row brings.
enum class DeadLetterBytes {
    None,     ///< neither key nor headers nor value
    CutValue, ///< the value's first 64 KiB: for lists
    Whole,
};

/// "select …", without the table.
QByteArray deadLetterColumns(DeadLetterBytes bytes);
DeadLetter deadLetterOf(const PgRows& rows, int row);
/// Of one row more than `wanted`, if there is one: it says that there is a next page.
DeadLetterPage deadLetterPageOf(const PgRows& rows, int wanted);

// What DeadLetterReader promises, on a connection that is open and watched (readAgain()).
Result<DeadLetterPage> readDeadLetters(DatabaseConnection& connection, std::optional<std::int64_t> before, int limit);
Result<std::optional<DeadLetter>> readDeadLetter(DatabaseConnection& connection, std::int64_t id);
Result<std::vector<DeadLetter>> readDeadLettersOf(DatabaseConnection& connection, std::string_view orderUid, int limit);

} // namespace orderdesk
