#pragma once

#include "cache/OrderCache.h"
#include "domain/IngestEvent.h"
#include "ingest/Batch.h"
#include "ingest/IngestStatistics.h"

namespace orderdesk {

/// What became of a message, as the live view shows it.
IngestEvent eventOf(const IncomingOrder& incoming, const WrittenOrder& written);
IngestEvent eventOf(const DeadLetter& deadLetter);
/// What the cache keeps of it.
StoredOrder storedOrderOf(const IncomingOrder& incoming, const WrittenOrder& written);

/// Counts what became of orders that were committed together with so many dead letters, and brings the cache up to
/// date.
Decided applyOutcomes(std::span<const IncomingOrder> orders, std::span<const WrittenOrder> written,
                      std::size_t deadLetters, OrderCache& cache);

/// Batches are sorted by number to write them; people want to see messages in the order they came.
void sortByArrival(QList<IngestEvent>& events);

} // namespace orderdesk
