#include "support/SampleOrders.h"

#include "domain/OrderEncoder.h"

namespace orderdesk::test {

Order sampleOrder(const std::string& orderUid, std::int64_t amount)
{
    Order order;
    order.orderUid = orderUid;
    order.trackNumber = "TRACK";
    order.entry = "WBIL";
    order.delivery = {"Test Testov",     "+9720000000", "2639809",       "Kiryat Mozkin",
                      "Ploshad Mira 15", "Kraiot",      "test@gmail.com"};
    order.payment = {orderUid, "", "USD", "wbpay", amount, 1637907727, "alpha", 0, amount, 0};
    order.items = {
        {9934930, "TRACK", amount, "ab4219087a764ae0btest", "Mascaras", 0, "0", amount, 2389212, "Vivienne Sabo", 202}};
    order.locale = "en";
    order.customerId = "test";
    order.deliveryService = "meest";
    order.shardkey = "9";
    order.smId = 99;
    order.dateCreated = *parseRfc3339("2021-11-26T06:22:19Z");
    order.oofShard = "1";
    return order;
}

Message rawMessage(QByteArray value, std::int32_t partition, std::int64_t offset)
{
    Message message;
    message.position = {QStringLiteral("orders"), partition, offset, *parseRfc3339("2026-01-01T00:00:00Z")};
    message.value = std::move(value);
    return message;
}

Message orderMessage(const Order& order, std::int32_t partition, std::int64_t offset)
{
    return rawMessage(encodeOrder(order), partition, offset);
}

std::shared_ptr<const StoredOrder> storedOrder(const std::string& orderUid, std::int64_t revision,
                                               qsizetype documentSize)
{
    StoredOrder order;
    order.orderUid = orderUid;
    order.revision = revision;
    order.document = QByteArray(documentSize, 'x');
    return std::make_shared<const StoredOrder>(std::move(order));
}

} // namespace orderdesk::test
