#pragma once

#include "domain/StoredOrder.h"
#include "domain/Violation.h"

#include <QList>
#include <QMetaType>

#include <string>

namespace orderdesk {

/// What became of one message: a row of the live view. A value that crosses threads; no personal data but the city.
struct IngestEvent
{
    enum class Kind { New, Updated, Unchanged, Superseded, DeadLettered };

    Kind kind = Kind::New;
    OrderSummary order; ///< of a dead letter: orderUid as far as readable, and position
    Timestamp receivedAt{};
    Violations violations; ///< warnings of an order, reasons of a dead letter
};

} // namespace orderdesk

Q_DECLARE_METATYPE(orderdesk::IngestEvent)
Q_DECLARE_METATYPE(QList<orderdesk::IngestEvent>)
