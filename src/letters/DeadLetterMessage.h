#pragma once

#include "broker/MessagePublisher.h"
#include "domain/DeadLetter.h"

namespace orderdesk {

/// "orders/3@1234": a position for logs and people.
QString describe(const MessagePosition& position);

/// The dead letter as it is published on the dead-letter topic: key, value and headers as they came, and the reason in
/// headers named as Kafka Connect names them (__connect.errors.topic, .partition, .offset, .exception.message …).
OutgoingMessage deadLetterMessage(const DeadLetter& deadLetter, const QString& topic);

/// The dead letter on its way to the orders topic again: key, value and headers as they came, and two headers that say
/// which dead letter it was (orderdesk.redrive.id) and the how many-eth time this is (orderdesk.redrive.count).
OutgoingMessage redriveMessage(const DeadLetter& deadLetter, const QString& topic);

/// The same with another value, made by a person: the key is its order's number, and one header more says that it was
/// corrected (orderdesk.redrive.corrected, "true").
OutgoingMessage correctedMessage(const DeadLetter& deadLetter, const QString& topic, const QByteArray& value,
                                 const std::string& orderUid);

} // namespace orderdesk
