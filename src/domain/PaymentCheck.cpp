#include "domain/PaymentCheck.h"

namespace orderdesk {

namespace {

std::optional<std::int64_t> sum(std::optional<std::int64_t> a, std::int64_t b)
{
    std::int64_t result = 0;
    if (!a || __builtin_add_overflow(*a, b, &result)) {
        return {};
    }
    return result;
}

std::optional<std::int64_t> difference(std::int64_t stated, std::optional<std::int64_t> computed)
{
    std::int64_t result = 0;
    if (!computed || __builtin_sub_overflow(stated, *computed, &result)) {
        return {};
    }
    return result;
}

} // namespace

PaymentCheck checkPayment(const Order& order)
{
    const Payment& payment = order.payment;
    PaymentCheck check;
    check.partsTotal = sum(sum(payment.goodsTotal, payment.deliveryCost), payment.customFee);
    check.amountDifference = difference(payment.amount, check.partsTotal);
    check.itemsTotal = 0;
    for (const Item& item : order.items) {
        check.itemsTotal = sum(check.itemsTotal, item.totalPrice);
    }
    check.goodsDifference = difference(payment.goodsTotal, check.itemsTotal);
    return check;
}

} // namespace orderdesk
