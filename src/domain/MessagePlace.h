#pragma once

#include "domain/Message.h"

namespace orderdesk {

/// Whether both name the same message of Kafka, whatever is known of its time.
inline bool isSamePlace(const MessagePosition& a, const MessagePosition& b)
{
    return a.offset == b.offset && a.partition == b.partition && a.incarnation == b.incarnation && a.topic == b.topic;
}

} // namespace orderdesk
