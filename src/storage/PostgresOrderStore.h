#pragma once

#include "database/DatabaseSettings.h"
#include "storage/OrderStore.h"

#include <memory>

namespace orderdesk {

/// OrderStore on PostgreSQL: a fixed, small number of set-based statements a batch inside one QSqlDatabase transaction.
/// The connection is opened, used and removed on the thread that calls write(); destroy it there too.
class PostgresOrderStore final : public OrderStore
{
public:
    /// `group`: Kafka's consumer group, whose positions are noted.
    explicit PostgresOrderStore(DatabaseSettings settings, QString group = {});
    ~PostgresOrderStore() override;

    Result<std::vector<WrittenOrder>> write(std::span<const IncomingOrder> orders,
                                            std::span<const DeadLetter> deadLetters,
                                            std::span<LogPosition> positions = {}) override;
    Result<KnownLogs> knownLogs(const QList<TopicPartition>& partitions) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace orderdesk
