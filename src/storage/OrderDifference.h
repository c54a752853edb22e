#pragma once

#include "storage/OrderColumns.h"

#include <QString>

#include <optional>

namespace orderdesk {

/// What of `columns.document` does not say what the columns say: names of members, never values ("payment.amount,
/// items"). None: they agree to the byte.
std::optional<QString> orderDifference(const OrderColumns& columns);

} // namespace orderdesk
