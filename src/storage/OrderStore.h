#pragma once

#include "domain/DeadLetter.h"
#include "domain/LogPosition.h"
#include "domain/Order.h"
#include "domain/StoredOrder.h"
#include "words/Result.h"

#include <QList>

#include <cstdint>
#include <span>
#include <vector>

namespace orderdesk {

/// An accepted message on its way into the database.
struct IncomingOrder
{
    Order order;
    QByteArray document; ///< encodeOrder(order)
    MessagePosition position;
    Violations warnings;
    Timestamp receivedAt{};
};

enum class WriteOutcome {
    Stored,     ///< the upsert wrote it
    Unchanged,  ///< the row that is there equals it; its place is moved on where the message is newer
    Superseded, ///< the row that is there is newer, or a later message of the same batch (domain/OrderVersion)
};

struct WrittenOrder
{
    WriteOutcome outcome = WriteOutcome::Stored;
    std::int64_t revision = 0; ///< of the row after the commit
    Timestamp storedAt{};
};

/// The Conflict of OrderStore::write().
Error lostCommits();

/// Where orders stay. One owner thread (the writer's); connects on first use and again by itself after a loss.
class OrderStore
{
public:
    virtual ~OrderStore() = default;

    /// Writes everything in one transaction, or nothing. `orders` are sorted by orderUid, versions of one in the order
    /// they came; the outcomes are in the same order. Dead letters that are there already (same topic, partition,
    /// incarnation, offset) are left alone. `positions` are the consumer group's after it, `batches` counted on from
    /// the last one that was written or read; on success it is what the database counts.
    /// Fails as Unavailable (also when the outcome of COMMIT is unknown: say it again), DataRejected, AccessRefused, or
    /// Conflict: the database is behind `positions`, it has lost transactions that it had committed.
    virtual Result<std::vector<WrittenOrder>> write(std::span<const IncomingOrder> orders,
                                                    std::span<const DeadLetter> deadLetters,
                                                    std::span<LogPosition> positions = {}) = 0;

    /// What the database knows of these partitions; -1: of all of a topic. Fails as write() does.
    virtual Result<KnownLogs> knownLogs(const QList<TopicPartition>& partitions) = 0;
};

} // namespace orderdesk
