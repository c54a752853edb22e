#pragma once

#include "domain/Order.h"

#include <optional>

namespace orderdesk {

/// The two sums an order's payment should keep (DESIGN section 7, warnings). A difference is stated minus computed;
/// none when the computed sum does not fit 64 bits.
struct PaymentCheck
{
    std::int64_t itemsTotal = 0;                  ///< Σ total_price
    std::optional<std::int64_t> amountDifference; ///< amount − (goods_total + delivery_cost + custom_fee)
    std::optional<std::int64_t> goodsDifference;  ///< goods_total − Σ total_price

    bool isGood() const { return amountDifference == 0 && goodsDifference == 0; }
};

/// Σ total_price; none when it does not fit 64 bits.
std::optional<std::int64_t> itemsTotal(const Order& order);
PaymentCheck checkPayment(const Order& order);

} // namespace orderdesk
