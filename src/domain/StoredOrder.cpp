#include "domain/StoredOrder.h"

namespace orderdesk {

OrderSummary summarize(const Order& order)
{
    OrderSummary summary;
    summary.orderUid = order.orderUid;
    summary.trackNumber = order.trackNumber;
    summary.customerId = order.customerId;
    summary.city = order.delivery.city;
    summary.currency = order.payment.currency;
    summary.provider = order.payment.provider;
    summary.deliveryService = order.deliveryService;
    summary.amount = order.payment.amount;
    summary.itemCount = static_cast<std::int32_t>(order.items.size());
    summary.dateCreated = order.dateCreated;
    return summary;
}

} // namespace orderdesk
