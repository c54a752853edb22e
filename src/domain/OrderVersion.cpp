#include "domain/OrderVersion.h"

#include <algorithm>

namespace orderdesk {

namespace {

Timestamp decidingTime(Timestamp time, Timestamp now)
{
    return time > now + aheadAtMost ? Timestamp{} : time;
}

} // namespace

bool isSameLog(const MessagePosition& a, const MessagePosition& b)
{
    return a.partition == b.partition && a.incarnation == b.incarnation && a.topic == b.topic;
}

bool isNewer(const MessagePosition& message, const OrderPlace& place, Timestamp now)
{
    const bool isLater = decidingTime(message.timestamp, now) > decidingTime(place.greatestTime, now);
    if (place.newest.incarnation == 0 && message.partition == place.newest.partition &&
        message.topic == place.newest.topic) {
        return isLater || message.offset > place.newest.offset;
    }
    return isSameLog(message, place.newest) ? message.offset > place.newest.offset : isLater;
}

OrderPlace movedOn(const std::optional<OrderPlace>& place, const MessagePosition& message, Timestamp now)
{
    const Timestamp time = decidingTime(message.timestamp, now);
    return {message, place ? std::max(decidingTime(place->greatestTime, now), time) : time};
}

VersionChoice chooseVersion(const std::optional<OrderPlace>& row, std::span<const MessagePosition> messages,
                            Timestamp now)
{
    std::optional<OrderPlace> place = row;
    VersionChoice choice;
    for (std::size_t i = 0; i < messages.size(); ++i) {
        if (!place || isNewer(messages[i], *place, now)) {
            place = movedOn(place, messages[i], now);
            choice.newest = i;
        }
    }
    choice.place = *place;
    return choice;
}

} // namespace orderdesk
