#pragma once

#include "domain/Message.h"
#include "domain/StoredOrder.h"

#include <memory>
#include <string>

namespace orderdesk::test {

/// A small, valid order with this number.
Order sampleOrder(const std::string& orderUid, std::int64_t amount = 100);

/// A message that carries it.
Message orderMessage(const Order& order, std::int32_t partition, std::int64_t offset);
Message rawMessage(QByteArray value, std::int32_t partition, std::int64_t offset);

std::shared_ptr<const StoredOrder> storedOrder(const std::string& orderUid, std::int64_t revision = 1,
                                               qsizetype documentSize = 100);

} // namespace orderdesk::test
