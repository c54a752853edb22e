#include "storage/GatedOrderStore.h"

namespace orderdesk {

GatedOrderStore::GatedOrderStore(std::unique_ptr<OrderStore> store, std::function<bool()> isOpen)
    : m_store(std::move(store))
    , m_isOpen(std::move(isOpen))
{
}

Result<std::vector<WrittenOrder>> GatedOrderStore::write(std::span<const IncomingOrder> orders,
                                                         std::span<const DeadLetter> deadLetters)
{
    if (!m_isOpen()) {
        return failure(ErrorCode::Unavailable,
                       Sentence::tr("the database is away or its schema is not up to date yet"));
    }
    return m_store->write(orders, deadLetters);
}

} // namespace orderdesk
