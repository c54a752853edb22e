#pragma once

#include <QByteArrayView>

namespace orderdesk {

/// The rule of an order number (domain/OrderRules): 1 to 128 of A-Z a-z 0-9 . _ ~ -
bool isOrderUid(QByteArrayView text);

} // namespace orderdesk
