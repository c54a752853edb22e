#include "broker/MessageSource.h"

namespace orderdesk {

size_t qHash(const TopicPartition& value, size_t seed) noexcept
{
    return qHashMulti(seed, value.topic, value.partition);
}

} // namespace orderdesk
