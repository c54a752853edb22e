#pragma once

#include "broker/MessagePublisher.h"
#include "domain/DeadLetter.h"
#include "domain/Result.h"
#include "storage/OrderReader.h"

namespace orderdesk {

/// Headers that a redriven message carries beside its own: which dead letter it was, and the how-many-eth time this is.
inline constexpr char redriveIdHeader[] = "orderdesk.redrive.id";
inline constexpr char redriveCountHeader[] = "orderdesk.redrive.count";

/// The dead letter on its way to `topic` again: key, value and headers as they came, and the two headers above.
OutgoingMessage redriveMessage(const DeadLetter& deadLetter, const QString& topic);

/// Publishes a dead letter to `topic` and marks it as redriven. NotFound: no such dead letter. Fails also when only the
/// marking failed; the message then says that it was published.
Result<MessagePosition> redrive(OrderReader& reader, MessagePublisher& publisher, std::int64_t id, const QString& topic,
                                std::chrono::milliseconds timeout);

} // namespace orderdesk
