#pragma once

#include "storage/OrderReader.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace orderdesk::test {

/// What InMemoryOrderReaders read: the stand-in for the database. Any thread.
struct InMemoryOrders
{
    std::mutex mutex;
    std::map<std::string, StoredOrder, std::less<>> orders; ///< guarded by mutex, as all that follows
    std::vector<OrderSummary> summaries;                    ///< newest first
    std::vector<DeadLetter> deadLetters;                    ///< newest first
    std::optional<Error> failure;                           ///< every call fails like this
    std::atomic<int> calls = 0;
};

/// An OrderReader over InMemoryOrders.
class InMemoryOrderReader final : public OrderReader
{
public:
    explicit InMemoryOrderReader(std::shared_ptr<InMemoryOrders> data)
        : m_data(std::move(data))
    {
    }

    Result<std::optional<StoredOrder>> order(std::string_view orderUid) override
    {
        return read([&]() -> std::optional<StoredOrder> {
            const auto found = m_data->orders.find(orderUid);
            return found == m_data->orders.end() ? std::nullopt : std::optional(found->second);
        });
    }

    /// `text`: part of the order or track number.
    Result<OrderPage> orders(const QString& text, const std::optional<OrderCursor>& after, int limit) override
    {
        return read([&] {
            OrderPage page;
            bool isPast = !after;
            const std::string part = text.toStdString();
            for (const OrderSummary& order : m_data->summaries) {
                const bool matches =
                    order.orderUid.find(part) != std::string::npos || order.trackNumber.find(part) != std::string::npos;
                if (isPast && matches) {
                    if (static_cast<int>(page.orders.size()) == limit) {
                        page.next = OrderCursor{page.orders.back().storedAt, page.orders.back().orderUid};
                        break;
                    }
                    page.orders.push_back(order);
                }
                isPast = isPast || order.orderUid == after->orderUid;
            }
            return page;
        });
    }

    Result<StoredOrderPage> documents(const std::optional<OrderCursor>&, int) override
    {
        return read([&] {
            StoredOrderPage page;
            for (const auto& [uid, order] : m_data->orders) {
                page.orders.push_back(order);
            }
            return page;
        });
    }

    Result<DeadLetterPage> deadLetters(std::optional<std::int64_t> before, int limit) override
    {
        return read([&] {
            DeadLetterPage page;
            for (const DeadLetter& deadLetter : m_data->deadLetters) {
                if (before && deadLetter.id >= *before) {
                    continue;
                }
                if (static_cast<int>(page.deadLetters.size()) == limit) {
                    page.next = page.deadLetters.back().id;
                    break;
                }
                page.deadLetters.push_back(deadLetter);
            }
            return page;
        });
    }

    Result<std::optional<DeadLetter>> deadLetter(std::int64_t id) override
    {
        return read([&]() -> std::optional<DeadLetter> {
            const auto found = std::find_if(m_data->deadLetters.begin(), m_data->deadLetters.end(),
                                            [id](const DeadLetter& deadLetter) { return deadLetter.id == id; });
            return found == m_data->deadLetters.end() ? std::nullopt : std::optional(*found);
        });
    }

    Result<std::vector<DeadLetter>> deadLettersOf(std::string_view orderUid, int limit) override
    {
        return read([&] {
            std::vector<DeadLetter> found;
            for (const DeadLetter& deadLetter : m_data->deadLetters) {
                if (deadLetter.orderUid == orderUid && static_cast<int>(found.size()) < limit) {
                    found.push_back(deadLetter);
                }
            }
            return found;
        });
    }

    Result<void> markRedriven(std::int64_t) override { return failure(ErrorCode::NotFound, {}); }
    Result<void> discard(std::int64_t) override { return failure(ErrorCode::NotFound, {}); }

    Result<void> ping() override
    {
        const std::scoped_lock lock(m_data->mutex);
        if (m_data->failure) {
            return tl::unexpected<Error>(*m_data->failure);
        }
        return {};
    }

private:
    template <typename Call>
    auto read(Call&& call) -> Result<decltype(call())>
    {
        const std::scoped_lock lock(m_data->mutex);
        ++m_data->calls;
        if (m_data->failure) {
            return tl::unexpected<Error>(*m_data->failure);
        }
        return call();
    }

    std::shared_ptr<InMemoryOrders> m_data;
};

} // namespace orderdesk::test
