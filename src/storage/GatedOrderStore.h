#pragma once

#include "storage/OrderStore.h"

#include <functional>
#include <memory>

namespace orderdesk {

/// An OrderStore that writes nothing until `isOpen` says so: until the schema is known to be this program's. Until then
/// write() fails as Unavailable. Thread as the store behind it; `isOpen` is called on that thread.
class GatedOrderStore final : public OrderStore
{
public:
    GatedOrderStore(std::unique_ptr<OrderStore> store, std::function<bool()> isOpen);

    Result<std::vector<WrittenOrder>> write(std::span<const IncomingOrder> orders,
                                            std::span<const DeadLetter> deadLetters) override;

private:
    const std::unique_ptr<OrderStore> m_store;
    const std::function<bool()> m_isOpen;
};

} // namespace orderdesk
