#pragma once

#include "domain/OrderVersion.h"

namespace orderdesk {

/// Whether both name the same message of Kafka, whatever is known of its time.
inline bool isSamePlace(const MessagePosition& a, const MessagePosition& b)
{
    return a.offset == b.offset && isSameLog(a, b);
}

} // namespace orderdesk
