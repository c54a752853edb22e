#pragma once

#include "ingest/Batch.h"

namespace orderdesk {

/// What became of a message, as the live view shows it.
IngestEvent eventOf(const IncomingOrder& incoming, const WrittenOrder& written);
IngestEvent eventOf(const DeadLetter& deadLetter);
/// What the cache keeps of it.
StoredOrder storedOrderOf(const IncomingOrder& incoming, const WrittenOrder& written);
/// Of a version that a later message of the same batch replaced.
IngestEvent supersededEvent(const IncomingOrder& incoming);

/// Batches are sorted by number to write them; people want to see messages in the order they came.
void sortByArrival(QList<IngestEvent>& events);

} // namespace orderdesk
