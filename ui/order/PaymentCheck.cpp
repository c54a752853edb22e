#include "ui/order/PaymentCheck.h"

namespace orderdesk {

namespace {

std::optional<std::int64_t> sum(std::optional<std::int64_t> a, std::int64_t b)
{
    std::int64_t result = 0;
    if (!a || __builtin_add_overflow(*a, b, &result))
        return {};
    return result;
}

std::optional<std::int64_t> difference(std::int64_t stated, std::optional<std::int64_t> computed)
{
    std::int64_t result = 0;
    if (!computed || __builtin_sub_overflow(stated, *computed, &result))
        return {};
    return result;
}

} // namespace

std::optional<std::int64_t> itemsTotal(const Order& order)
{
    std::optional<std::int64_t> items = 0;
    for (const Item& item : order.items)
        items = sum(items, item.totalPrice);
    return items;
}

PaymentCheck checkPayment(const Order& order)
{
    const Payment& payment = order.payment;
    const std::optional<std::int64_t> items = itemsTotal(order);
    PaymentCheck check;
    check.itemsTotal = items.value_or(0);
    check.goodsDifference = difference(payment.goodsTotal, items);
    check.amountDifference =
        difference(payment.amount, sum(sum(payment.goodsTotal, payment.deliveryCost), payment.customFee));
    return check;
}

} // namespace orderdesk
