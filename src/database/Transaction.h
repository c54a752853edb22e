#pragma once

#include "words/Result.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>

namespace orderdesk {

class DatabaseConnection;

/// How a transaction begins; else as the server has it.
struct TransactionOptions
{
    bool isSnapshot = false; ///< all statements see the database as the first one did (repeatable read)
    bool isReadOnly = false;
    std::optional<std::chrono::milliseconds> statementTimeout = std::nullopt; ///< until its end
};

inline constexpr TransactionOptions readOnlySnapshot{true, true};

/// A transaction that is rolled back unless it was committed, also after the connection's stop token was asked: else
/// the connection would be of no use for the next question. Lives and dies on its connection's thread, and before it.
/// It ends with the connection that it began on.
class Transaction final
{
public:
    /// `action` names it in failures.
    static Result<std::unique_ptr<Transaction>>
    begin(DatabaseConnection& connection, const TransactionOptions& options = {},
          const Sentence& action = Sentence::tr("cannot begin a transaction"));
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    bool isOn() const; ///< false: committed, or lost with its connection
    /// Unavailable means that the outcome is unknown: everything or nothing is there.
    Result<void> commit();

private:
    explicit Transaction(DatabaseConnection& connection);

    DatabaseConnection& m_connection;
    const std::uint64_t m_generation; ///< of the connection it is on
    bool m_done = false;
};

} // namespace orderdesk
