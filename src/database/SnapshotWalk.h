#pragma once

#include "database/Transaction.h"

namespace orderdesk {

/// A read-only transaction that sees the database as it was at one moment, over several calls. On the connection's
/// thread. It ends with the connection that it began on.
class SnapshotWalk final
{
public:
    /// `action` names it in failures: "cannot list orders".
    SnapshotWalk(DatabaseConnection& connection, Sentence action);
    ~SnapshotWalk(); ///< closes the connection if it is on: nothing is asked any more

    /// Gives up an earlier one. A connection that died while nobody used it is opened again, within `patience`.
    Result<void> start(std::chrono::milliseconds patience);
    /// A step after start(). Fails as Unavailable, with `interrupted`, when the walk has ended or was lost.
    Result<void> goOn(const Sentence& interrupted) const;
    void end() { m_transaction.reset(); } ///< nothing when it is not on

private:
    DatabaseConnection& m_connection;
    const Sentence m_action;
    std::unique_ptr<Transaction> m_transaction;
};

} // namespace orderdesk
