#pragma once

#include "domain/Message.h"
#include "domain/Violation.h"

#include <cstdint>
#include <string>

namespace orderdesk {

/// A message that could not become an order, kept whole with its reason.
struct DeadLetter
{
    std::int64_t id = 0; ///< 0 until the database gave one
    Message message;
    std::string orderUid;  ///< as far as it could be read, else empty
    Violations violations; ///< why; the first error is the headline
    Timestamp receivedAt{};
    std::int32_t redriveCount = 0;
    std::optional<Timestamp> redrivenAt;

    friend bool operator==(const DeadLetter&, const DeadLetter&) = default;
};

} // namespace orderdesk
