#pragma once

#include "domain/Message.h"

#include <optional>
#include <span>

namespace orderdesk {

// Which version of an order is the newest.
//
// Within one log (topic, partition, incarnation) the offset decides. Logs have no order among each other but Kafka's
// time, which producers' clocks set as they like: across logs the time decides, and only a strictly later one wins.
//
// A row keeps the place of its newest message and the greatest time of any message that was ever its newest one. Both
// only grow: the place within its log, the time across all of them. So a message that has once been looked at is not
// newer when it comes again, from whatever log, in whatever company: a replay, from anywhere, in any order, by any
// group and in any batches, changes no row (tests/domain/TestOrderVersion holds that against random histories). Three
// things are needed for it, and each looks dispensable:
//
// - the greatest time, not that of the newest message: in one log a later offset may have an earlier time;
// - a message with the content that the row already has moves the place on too, else what stands between the two places
//   is newer than the row once more when it is replayed;
// - the messages of a batch are held against the row one after another, in the order they came. The newest of a batch
//   is not the newest of all: among themselves A may win over B and B over the row, while A does not win over the row.
//
// A row of incarnation 0 is older than the counting of incarnations: a higher offset of its partition or a later time
// is newer than it, since the topic may have been made anew in between.
//
// A message without a time is older than each that has one. A time more than a day ahead is somebody's wrong clock: it
// decides nothing across logs, or one such message would keep all later ones of other logs out until then. (What comes
// again after that day has come does have a time: the one case in which a replay may change a row.)

/// The place of an order's newest message, and the greatest time that decided for it.
struct OrderPlace
{
    MessagePosition newest;
    Timestamp greatestTime{};
};

/// How far ahead of the present a time may be.
inline constexpr std::chrono::hours aheadAtMost{24};

/// Whether both stand in one log, so that their offsets can be compared.
bool isSameLog(const MessagePosition& a, const MessagePosition& b);

/// Whether `message` is newer than what is at `place`. `now` decides about times that are ahead.
bool isNewer(const MessagePosition& message, const OrderPlace& place, Timestamp now);

/// The place once `message`, which is newer or the first, is the newest one.
OrderPlace movedOn(const std::optional<OrderPlace>& place, const MessagePosition& message, Timestamp now);

/// Where an order stands after messages that came in this order.
struct VersionChoice
{
    std::optional<std::size_t> newest; ///< index of the message that is the newest now; none: what was there is
    OrderPlace place;                  ///< afterwards
};

/// `row`: none for an order that is not there yet; then `messages` must not be empty.
VersionChoice chooseVersion(const std::optional<OrderPlace>& row, std::span<const MessagePosition> messages,
                            Timestamp now);

} // namespace orderdesk
