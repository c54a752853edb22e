#pragma once

#include "domain/Message.h"
#include "domain/Order.h"
#include "domain/Violation.h"

#include <QByteArray>
#include <QMetaType>

#include <cstdint>
#include <string>

namespace orderdesk {

/// An order as the database keeps it: what is answered and where it came from.
struct StoredOrder
{
    std::string orderUid;
    QByteArray document;       ///< canonical JSON, see encodeOrder()
    std::int64_t revision = 0; ///< 1 for a new order, +1 for every upsert that changed it
    Timestamp storedAt{};
    MessagePosition position;
    Violations warnings;

    friend bool operator==(const StoredOrder&, const StoredOrder&) = default;
};

/// One row of a list of orders: enough to recognise it, no personal data.
struct OrderSummary
{
    std::string orderUid;
    std::string trackNumber;
    std::string customerId;
    std::string city;
    std::string currency;
    std::string provider;
    std::string deliveryService;
    std::int64_t amount = 0;
    std::int32_t itemCount = 0;
    std::int32_t warningCount = 0;
    Timestamp dateCreated{};
    Timestamp storedAt{};
    std::int64_t revision = 0;
    MessagePosition position;

    friend bool operator==(const OrderSummary&, const OrderSummary&) = default;
};

OrderSummary summarize(const Order& order);

} // namespace orderdesk

Q_DECLARE_METATYPE(orderdesk::StoredOrder)
Q_DECLARE_METATYPE(orderdesk::OrderSummary)
