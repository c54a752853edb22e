#include "generator/OrderComposer.h"

#include "generator/SplitMix.h"
#include "generator/Words.h"

#include <algorithm>
#include <cctype>

namespace orderdesk {

namespace {

constexpr std::uint64_t kSecondsPerYear = 365 * 24 * 3600;
constexpr std::uint64_t kSecondsBetweenOrders = 7;

std::string digits(SplitMix& random, int count)
{
    std::string text;
    for (int i = 0; i < count; ++i) {
        text += static_cast<char>('0' + random.below(10));
    }
    return text;
}

std::string hexadecimal(std::uint64_t value)
{
    constexpr std::string_view alphabet = "0123456789abcdef";
    std::string text(16, '0');
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit, value >>= 4U) {
        *digit = alphabet[value & 0xFU];
    }
    return text;
}

std::string joined(std::initializer_list<std::string_view> parts)
{
    std::string text;
    for (const std::string_view part : parts) {
        text += part;
    }
    return text;
}

std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return lower;
}

Delivery composeDelivery(SplitMix& random)
{
    const std::string_view first = random.pick(words::firstNames);
    const std::string_view last = random.pick(words::lastNames);
    const words::City& city = random.percent(10) ? random.pick(words::nonLatinCities) : random.pick(words::cities);

    Delivery delivery;
    delivery.name = random.percent(10) ? std::string(random.pick(words::nonLatinNames)) : joined({first, " ", last});
    delivery.phone = joined({city.phonePrefix, digits(random, 7)});
    delivery.zip = digits(random, 6);
    delivery.city = city.name;
    delivery.address = joined({random.pick(words::streets), " ", std::to_string(random.between(1, 180))});
    if (random.percent(30)) {
        delivery.address += joined({", apt. ", std::to_string(random.between(1, 300))});
    }
    delivery.region = city.region;
    delivery.email = joined({lowerCase(first), ".", lowerCase(last), std::to_string(random.below(1000)), "@",
                             random.pick(words::mailHosts)});
    return delivery;
}

/// 1 to 5, 2 on average.
std::size_t itemCount(SplitMix& random)
{
    constexpr auto counts = std::to_array<std::size_t>({1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 4, 5});
    return random.pick(counts);
}

Item composeItem(SplitMix& random, std::string_view trackNumber)
{
    const words::Product& product = random.pick(words::products);
    Item item;
    item.chrtId = random.between(1'000'000, 99'999'999);
    item.trackNumber = trackNumber;
    item.price = random.between(product.minPrice, product.maxPrice);
    item.rid = joined({hexadecimal(random.next()), "rid"});
    item.name = product.name;
    item.sale = random.percent(40) ? 0 : random.between(1, 14) * 5;
    item.size = random.pick(words::sizes);
    item.totalPrice = item.price * (100 - item.sale) / 100;
    item.nmId = random.between(100'000, 9'999'999);
    item.brand = product.brand;
    item.status = 202;
    return item;
}

void composePayment(SplitMix& random, const words::Market& market, Order& order)
{
    Payment& payment = order.payment;
    payment.transaction = order.orderUid;
    payment.requestId = random.percent(20) ? digits(random, 8) : std::string();
    payment.currency = market.currency;
    payment.provider = market.provider;
    payment.bank = market.bank;
    payment.deliveryCost = random.between(0, 6) * 250;
    payment.customFee = random.percent(10) ? random.between(1, 20) * 50 : 0;
}

void sumUp(Order& order)
{
    Payment& payment = order.payment;
    payment.goodsTotal = 0;
    for (const Item& item : order.items) {
        payment.goodsTotal += item.totalPrice;
    }
    payment.amount = payment.goodsTotal + payment.deliveryCost + payment.customFee;
}

/// What happens to an order in its life: the status always moves on, the rest now and then.
void change(Order& order, std::uint64_t seed, std::uint32_t version)
{
    SplitMix random(SplitMix::mix(seed) + version);
    order.items.front().status += version;
    if (random.percent(40)) {
        order.delivery.address =
            joined({random.pick(words::streets), " ", std::to_string(random.between(1, 180)), ", new"});
    }
    if (random.percent(30)) {
        order.delivery.phone += digits(random, 1);
    }
    if (random.percent(20) && order.items.size() > 1) {
        order.items.pop_back();
    } else if (random.percent(20)) {
        order.items.push_back(composeItem(random, order.trackNumber));
        order.items.back().status += version;
    }
    if (random.percent(30)) {
        order.payment.deliveryCost += 100 * random.between(1, 5);
    }
}

} // namespace

Order composeOrder(std::uint64_t seed, std::uint64_t index, std::uint32_t version)
{
    const std::uint64_t number = SplitMix::mix(SplitMix::mix(seed) + index);
    SplitMix random(number);
    const words::Market& market = random.pick(words::markets);

    Order order;
    order.orderUid = hexadecimal(number);
    order.entry = random.pick(words::entries);
    order.trackNumber = joined({order.entry, "MTRACK", digits(random, 8)});
    order.delivery = composeDelivery(random);
    composePayment(random, market, order);
    for (std::size_t count = itemCount(random); count > 0; --count) {
        order.items.push_back(composeItem(random, order.trackNumber));
    }
    order.locale = market.locale;
    order.customerId = joined({"customer", std::to_string(random.below(200'000))});
    order.deliveryService = random.pick(words::deliveryServices);
    order.shardkey = std::to_string(random.below(10));
    order.smId = random.between(1, 120);
    order.oofShard = std::to_string(random.below(4));

    // Always in 2024, so that no clock can find them ahead of itself.
    const std::int64_t created =
        static_cast<std::int64_t>(index % (kSecondsPerYear / kSecondsBetweenOrders) * kSecondsBetweenOrders);
    order.dateCreated = std::chrono::sys_days{std::chrono::year{2024} / 1 / 1} + std::chrono::seconds{created};
    order.payment.paymentDt = std::chrono::floor<std::chrono::seconds>(order.dateCreated).time_since_epoch().count() +
                              random.between(20, 3600);
    if (version > 0) {
        change(order, number, version);
    }
    sumUp(order);
    return order;
}

} // namespace orderdesk
