#pragma once

#include "domain/Order.h"
#include "words/Result.h"

#include <QByteArray>

#include <cstdint>
#include <string>
#include <vector>

namespace orderdesk {

class DatabaseConnection;

/// An order as its columns say, beside the document that should say the same.
struct OrderColumns
{
    Order order;
    QByteArray document;
    std::int64_t revision = 0;
    bool hasDelivery = false;
    bool hasPayment = false;
};

/// The next orders after `after` by order_uid, at most `limit`, put together from the four tables. Inside one
/// repeatable-read transaction the tables agree with each other.
Result<std::vector<OrderColumns>> readOrderColumns(DatabaseConnection& connection, const std::string& after, int limit);

} // namespace orderdesk
