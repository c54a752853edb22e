#pragma once

#include "domain/Order.h"

#include <cstdint>

namespace orderdesk {

/// The order with this number of this seed, after `version` changes: a pure function, so earlier orders need not be
/// kept to be changed. Neighbouring versions always differ; order_uid depends on seed and index alone and never
/// repeats within a seed.
Order composeOrder(std::uint64_t seed, std::uint64_t index, std::uint32_t version);

} // namespace orderdesk
