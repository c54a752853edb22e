#pragma once

#include "domain/OrderEncoder.h"
#include "storage/OrderStore.h"

#include <string>
#include <vector>

namespace orderdesk {

/// An order with every field filled, different for every `number`.
inline Order makeOrder(int number, int itemCount = 2)
{
    const std::string n = std::to_string(number);
    Order order;
    order.orderUid = "order-" + std::string(6 - std::min<std::size_t>(6, n.size()), '0') + n;
    order.trackNumber = "TRACK" + n;
    order.entry = "WBIL";
    order.delivery = {"Iван Test" + n,
                      "+7 (900) " + std::to_string(1000000 + number),
                      "2639809",
                      "Kiryat Mozkin",
                      "Ploshad Mira " + n,
                      "Kraiot",
                      "User" + n + "@Example.com"};
    order.payment = {"tx-" + n, "", "USD", "wbpay", 1817 + number, 1637907727, "alpha", 1500, 317, 0};
    for (int i = 0; i < itemCount; ++i) {
        order.items.push_back({9934930 + i, order.trackNumber, 453, "rid-" + n + "-" + std::to_string(i), "Mascaras",
                               30, "0", 317, 2389212 + number, "Vivienne Sabo", 202});
    }
    order.locale = "en";
    order.customerId = "customer-" + n;
    order.deliveryService = "meest";
    order.shardkey = "9";
    order.smId = 99;
    order.dateCreated = Timestamp(std::chrono::microseconds(1637907739123456LL));
    order.oofShard = "1";
    return order;
}

inline IncomingOrder makeIncoming(const Order& order, std::int64_t offset,
                                  std::int64_t milliseconds = 1'700'000'000'000, int partition = 0)
{
    IncomingOrder incoming;
    incoming.order = order;
    incoming.document = encodeOrder(order);
    incoming.position = {QStringLiteral("orders"), partition, offset,
                         Timestamp(std::chrono::milliseconds(milliseconds))};
    incoming.receivedAt = incoming.position.timestamp;
    return incoming;
}

/// `count` orders from number `first`, sorted by order_uid, with their numbers as offsets.
inline std::vector<IncomingOrder> makeBatch(int first, int count)
{
    std::vector<IncomingOrder> batch;
    for (int i = first; i < first + count; ++i) {
        batch.push_back(makeIncoming(makeOrder(i), i));
    }
    return batch;
}

inline DeadLetter makeDeadLetter(std::int64_t offset, const std::string& orderUid = "dead")
{
    DeadLetter dead;
    dead.message.position = {QStringLiteral("orders"), 1, offset,
                             Timestamp(std::chrono::milliseconds(1'700'000'000'000))};
    dead.message.key = QByteArray("key");
    dead.message.value = QByteArray("{\"a\":\0\xff", 7);
    dead.message.headers = {{"trace", "abc"},
                            {"raw", QByteArray("\xff\x00\x01", 3)},
                            {"trace", "\xEF\xBB\xBF"
                                      "bom"},
                            {"empty", ""},
                            {"null", std::nullopt}};
    dead.orderUid = orderUid;
    dead.violations = {{"/payment/amount", "out_of_range", "must be 0 or more", Severity::Error}};
    dead.receivedAt = Timestamp(std::chrono::microseconds(1'700'000'000'123'456));
    return dead;
}

} // namespace orderdesk
