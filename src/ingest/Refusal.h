#pragma once

#include "domain/DeadLetter.h"
#include "storage/OrderStore.h"
#include "words/Result.h"

namespace orderdesk {

/// Whether a failure of OrderStore::write() is about what was to be written, so that waiting does not mend it: the
/// database refuses the values, or a defect of ours makes it impossible.
bool isRefusal(const Error& error);

/// Adds the warning "timestamp_out_of_range", which keeps Kafka's number, to those of a message whose time is none (see
/// Message::oddTimestamp); "timestamp_ahead" where it is more than a day ahead of `now` (see domain/OrderVersion).
void warnOfTimestamp(const Message& message, Timestamp now, Violations& violations);

/// An order that is refused alone, as the dead letter it becomes: "database_rejected" or "internal_error".
DeadLetter refusedOrder(const IncomingOrder& order, const Message& message, const Error& error);

/// A dead letter that is refused, without what people may have put around its bytes.
DeadLetter bareLetter(const DeadLetter& whole, const Error& error);

/// Why a dead letter, of which nothing more can be left out, stands in the way of all that comes behind it.
Error letterInTheWay(const Error& error);

} // namespace orderdesk
