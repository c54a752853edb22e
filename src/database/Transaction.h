#pragma once

#include "words/Result.h"

#include <QString>

#include <memory>

namespace orderdesk {

class DatabaseConnection;

/// A transaction that is rolled back unless it was committed. Lives and dies on its connection's thread, and before it.
class Transaction final
{
public:
    static Result<std::unique_ptr<Transaction>> begin(DatabaseConnection& connection);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    /// Unavailable means that the outcome is unknown: everything or nothing is there.
    Result<void> commit();

private:
    explicit Transaction(DatabaseConnection& connection);

    DatabaseConnection& m_connection;
    bool m_done = false;
};

} // namespace orderdesk
