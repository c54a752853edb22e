#pragma once

#include "storage/OrderBrowser.h"
#include "support/InMemoryOrders.h"

#include <algorithm>
#include <memory>

namespace orderdesk::test {

/// An OrderBrowser over InMemoryOrders. Text: part of the order or track number.
class InMemoryOrderBrowser final : public OrderBrowser
{
public:
    explicit InMemoryOrderBrowser(std::shared_ptr<InMemoryOrders> data)
        : m_data(std::move(data))
    {
    }

    void setStopToken(std::stop_token stop) override { m_stop = std::move(stop); }

    Result<OrderPage> page(const OrderFilter& filter, const std::optional<OrderCursor>& after, int limit) override
    {
        std::unique_lock lock(m_data->mutex);
        ++m_data->calls;
        if (const auto why = wait(lock)) {
            return tl::unexpected<Error>(*why);
        }
        OrderPage page;
        for (const OrderSummary* order : found(filter)) {
            const bool isPast =
                !after || std::tie(order->storedAt, order->orderUid) < std::tie(after->storedAt, after->orderUid);
            if (!isPast) {
                continue;
            }
            if (static_cast<int>(page.orders.size()) == limit) {
                page.next = OrderCursor{page.orders.back().storedAt, page.orders.back().orderUid};
                break;
            }
            page.orders.push_back(*order);
        }
        return page;
    }

    Result<StoredOrderPage> documents(const OrderFilter& filter, const std::optional<OrderCursor>& after,
                                      int limit) override
    {
        return page(filter, after, limit).map([this](const OrderPage& summaries) {
            const std::scoped_lock lock(m_data->mutex);
            StoredOrderPage documents;
            for (const OrderSummary& order : summaries.orders) {
                documents.orders.push_back(m_data->orders.find(order.orderUid)->second);
            }
            documents.next = summaries.next;
            return documents;
        });
    }

    Result<OrderCount> count(const OrderFilter& filter) override
    {
        std::unique_lock lock(m_data->mutex);
        if (const auto why = wait(lock)) {
            return tl::unexpected<Error>(*why);
        }
        return OrderCount{static_cast<std::int64_t>(found(filter).size()), OrderCount::Kind::Exact};
    }

private:
    /// Why there is no answer.
    std::optional<Error> wait(std::unique_lock<std::mutex>& lock)
    {
        m_data->released.wait(lock, m_stop, [this] { return !m_data->hangs; });
        if (m_stop.stop_requested()) {
            return Error{ErrorCode::Cancelled, Sentence::tr("cancelled"), {}};
        }
        return m_data->failure;
    }

    static bool matches(const OrderSummary& order, const OrderFilter& filter)
    {
        const auto is = [](const std::string& value, const QString& wanted) {
            return wanted.isEmpty() || QString::fromStdString(value).compare(wanted, Qt::CaseInsensitive) == 0;
        };
        const std::string part = filter.text.toStdString();
        const bool isState = !filter.state || (order.revision == 1) == (*filter.state == OrderFilter::State::New);
        return (order.orderUid.find(part) != std::string::npos || order.trackNumber.find(part) != std::string::npos) &&
               isState && (!filter.withWarnings || order.warningCount > 0) && is(order.currency, filter.currency) &&
               is(order.city, filter.city) && is(order.deliveryService, filter.deliveryService) &&
               order.amount >= filter.amountMin.value_or(order.amount) &&
               order.amount <= filter.amountMax.value_or(order.amount) &&
               order.storedAt >= filter.storedFrom.value_or(order.storedAt) &&
               (!filter.storedUntil || order.storedAt < *filter.storedUntil);
    }

    /// Newest first; good while the mutex is held.
    std::vector<const OrderSummary*> found(const OrderFilter& filter) const
    {
        std::vector<const OrderSummary*> orders;
        for (const OrderSummary& order : m_data->summaries) {
            if (matches(order, filter)) {
                orders.push_back(&order);
            }
        }
        std::sort(orders.begin(), orders.end(), [](const OrderSummary* a, const OrderSummary* b) {
            return std::tie(a->storedAt, a->orderUid) > std::tie(b->storedAt, b->orderUid);
        });
        return orders;
    }

    std::shared_ptr<InMemoryOrders> m_data;
    std::stop_token m_stop;
};

} // namespace orderdesk::test
