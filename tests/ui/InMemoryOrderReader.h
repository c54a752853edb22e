#pragma once

#include "storage/OrderReader.h"

#include <map>
#include <memory>
#include <mutex>

namespace orderdesk {

/// What an InMemoryOrderReader reads: filled by the test, read on the lookup thread.
struct InMemoryOrders
{
    std::mutex mutex;
    std::map<std::string, StoredOrder, std::less<>> orders; ///< guarded by mutex
    std::map<std::int64_t, DeadLetter> deadLetters;         ///< guarded by mutex
    bool away = false;                                      ///< guarded by mutex; every call fails as Unavailable
};

/// OrderReader over a map, for tests of what stands in front of it.
class InMemoryOrderReader final : public OrderReader
{
public:
    explicit InMemoryOrderReader(std::shared_ptr<InMemoryOrders> orders)
        : m_orders(std::move(orders))
    {
    }

    Result<std::optional<StoredOrder>> order(std::string_view orderUid) override;
    Result<OrderPage> orders(const QString& text, const std::optional<OrderCursor>& after, int limit) override;
    Result<StoredOrderPage> documents(const std::optional<OrderCursor>& after, int limit) override;
    Result<DeadLetterPage> deadLetters(std::optional<std::int64_t> before, int limit) override;
    Result<std::optional<DeadLetter>> deadLetter(std::int64_t id) override;
    Result<std::vector<DeadLetter>> deadLettersOf(std::string_view orderUid, int limit) override;
    Result<void> markRedriven(std::int64_t id) override;
    Result<void> discard(std::int64_t id) override;
    Result<void> ping() override;

private:
    std::shared_ptr<InMemoryOrders> m_orders;
};

} // namespace orderdesk
