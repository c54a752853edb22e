#pragma once

#include "words/Result.h"

#include <QString>

#include <chrono>
#include <cstdint>

namespace orderdesk {

class DatabaseConnection;

/// A read-only transaction that sees the database as it was at one moment, over several calls. On the connection's
/// thread. It ends with the connection that it began on.
class SnapshotWalk final
{
public:
    /// `action` names it in failures: "cannot list orders".
    SnapshotWalk(DatabaseConnection& connection, Sentence action);

    /// Gives up an earlier one. A connection that died while nobody used it is opened again, within `patience`.
    Result<void> start(std::chrono::milliseconds patience);
    /// A step after start(). Fails as Unavailable, with `interrupted`, when the walk has ended or was lost.
    Result<void> goOn(const Sentence& interrupted) const;
    void end(); ///< nothing when it is not on
    /// Ends the connection's transaction, also after its stop token was asked: else it would be of no use for the next
    /// question.
    void rollBack();

private:
    DatabaseConnection& m_connection;
    const Sentence m_action;
    std::uint64_t m_generation = 0; ///< of the connection it is on; 0: none
};

} // namespace orderdesk
