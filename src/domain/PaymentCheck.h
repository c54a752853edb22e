#pragma once

#include "domain/Order.h"

#include <optional>

namespace orderdesk {

/// The two sums that an order's payment should keep. What does not fit 64 bits is none, and equals nothing; a
/// difference is stated minus computed.
struct PaymentCheck
{
    std::optional<std::int64_t> partsTotal;       ///< goods_total + delivery_cost + custom_fee
    std::optional<std::int64_t> itemsTotal;       ///< Σ total_price
    std::optional<std::int64_t> amountDifference; ///< amount − partsTotal
    std::optional<std::int64_t> goodsDifference;  ///< goods_total − itemsTotal

    bool isAmountGood() const { return amountDifference == 0; }
    bool isGood() const { return amountDifference == 0 && goodsDifference == 0; }
};

PaymentCheck checkPayment(const Order& order);

} // namespace orderdesk
