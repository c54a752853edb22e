#pragma once

#include "storage/OrderStore.h"

#include <functional>
#include <memory>

namespace orderdesk {

/// An OrderStore that writes nothing as long as `closedBy` says why: until the schema is known to be this program's.
/// write() and knownLogs() then fail as that. Thread as the store behind it; `closedBy` is called on that thread.
class GatedOrderStore final : public OrderStore
{
public:
    GatedOrderStore(std::unique_ptr<OrderStore> store, std::function<std::optional<Error>()> closedBy);

    Result<std::vector<WrittenOrder>> write(std::span<const IncomingOrder> orders,
                                            std::span<const DeadLetter> deadLetters,
                                            std::span<LogPosition> positions = {}) override;
    Result<KnownLogs> knownLogs(const QList<TopicPartition>& partitions) override;

private:
    const std::unique_ptr<OrderStore> m_store;
    const std::function<std::optional<Error>()> m_closedBy;
};

} // namespace orderdesk
