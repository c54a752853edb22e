#pragma once

#include "domain/Order.h"

#include <QByteArray>

namespace orderdesk {

/// The canonical document of an order: compact JSON, UTF-8, members in the order of data/model.json, date_created in
/// UTC. Two orders are equal exactly when their documents are. Any thread.
QByteArray encodeOrder(const Order& order);

} // namespace orderdesk
