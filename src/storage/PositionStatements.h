#pragma once

#include "domain/LogPosition.h"
#include "words/Result.h"

#include <QList>

#include <span>

namespace orderdesk {

class DatabaseConnection;

/// Notes how far a consumer group has come, within the transaction of the messages; `batches` becomes what the database
/// counts: others may have written meanwhile, and a lost reply is written again. Conflict: the database is behind
/// what `positions` count on from; see OrderStore::write(). On the connection's thread.
Result<void> notePositions(DatabaseConnection& connection, const QString& group, std::span<LogPosition> positions);

/// See OrderStore::knownLogs(). On the connection's thread.
Result<KnownLogs> readKnownLogs(DatabaseConnection& connection, const QString& group,
                                const QList<TopicPartition>& partitions);

} // namespace orderdesk
