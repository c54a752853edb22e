#pragma once

#include "domain/Timestamp.h"

#include <cstdint>
#include <string>
#include <vector>

namespace orderdesk {

// Text is UTF-8 from Kafka to PostgreSQL and HTTP; only the window turns it into QString.
// Amounts are whole numbers of the currency's smallest unit or whatever the sender means by them: they are never
// scaled.

/// Whom and where to. Personal data: never logged, never in error texts.
struct Delivery
{
    std::string name;
    std::string phone;
    std::string zip;
    std::string city;
    std::string address;
    std::string region;
    std::string email;

    friend bool operator==(const Delivery&, const Delivery&) = default;
};

struct Payment
{
    std::string transaction;
    std::string requestId; ///< may be missing in the message: then empty
    std::string currency;  ///< three capital letters
    std::string provider;
    std::int64_t amount = 0;
    std::int64_t paymentDt = 0; ///< Unix seconds
    std::string bank;
    std::int64_t deliveryCost = 0;
    std::int64_t goodsTotal = 0;
    std::int64_t customFee = 0;

    friend bool operator==(const Payment&, const Payment&) = default;
};

struct Item
{
    std::int64_t chrtId = 0;
    std::string trackNumber;
    std::int64_t price = 0;
    std::string rid;
    std::string name;
    std::int64_t sale = 0; ///< per cent, 0 to 100
    std::string size;
    std::int64_t totalPrice = 0;
    std::int64_t nmId = 0;
    std::string brand;
    std::int64_t status = 0;

    friend bool operator==(const Item&, const Item&) = default;
};

/// The document of data/model.json, keyed by orderUid. Members in the order of that file. A plain value, any thread.
struct Order
{
    std::string orderUid;
    std::string trackNumber;
    std::string entry;
    Delivery delivery;
    Payment payment;
    std::vector<Item> items;
    std::string locale;
    std::string internalSignature; ///< may be missing in the message: then empty
    std::string customerId;
    std::string deliveryService;
    std::string shardkey;
    std::int64_t smId = 0;
    Timestamp dateCreated{};
    std::string oofShard;

    friend bool operator==(const Order&, const Order&) = default;
};

} // namespace orderdesk
