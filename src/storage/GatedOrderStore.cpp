#include "storage/GatedOrderStore.h"

namespace orderdesk {

GatedOrderStore::GatedOrderStore(std::unique_ptr<OrderStore> store, std::function<std::optional<Error>()> closedBy)
    : m_store(std::move(store))
    , m_closedBy(std::move(closedBy))
{
}

Result<std::vector<WrittenOrder>> GatedOrderStore::write(std::span<const IncomingOrder> orders,
                                                         std::span<const DeadLetter> deadLetters,
                                                         std::span<LogPosition> positions)
{
    if (std::optional<Error> closed = m_closedBy()) {
        return tl::unexpected(std::move(*closed));
    }
    return m_store->write(orders, deadLetters, positions);
}

Result<KnownLogs> GatedOrderStore::knownLogs(const QList<TopicPartition>& partitions)
{
    if (std::optional<Error> closed = m_closedBy()) {
        return tl::unexpected(std::move(*closed));
    }
    return m_store->knownLogs(partitions);
}

} // namespace orderdesk
