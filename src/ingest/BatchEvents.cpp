#include "ingest/BatchEvents.h"

#include <algorithm>

namespace orderdesk {

namespace {

IngestEvent::Kind kindOf(const WrittenOrder& written)
{
    switch (written.outcome) {
    case WriteOutcome::Stored:
        return written.revision == 1 ? IngestEvent::Kind::New : IngestEvent::Kind::Updated;
    case WriteOutcome::Unchanged:
        return IngestEvent::Kind::Unchanged;
    case WriteOutcome::Superseded:
        return IngestEvent::Kind::Superseded;
    }
    return IngestEvent::Kind::Unchanged;
}

} // namespace

IngestEvent eventOf(const IncomingOrder& incoming, const WrittenOrder& written)
{
    IngestEvent event;
    event.kind = kindOf(written);
    event.order = summarize(incoming.order);
    event.order.position = incoming.position;
    event.order.warningCount = static_cast<std::int32_t>(incoming.warnings.size());
    event.receivedAt = incoming.receivedAt;
    event.violations = incoming.warnings;
    event.order.revision = written.revision;
    event.order.storedAt = written.storedAt;
    return event;
}

IngestEvent eventOf(const DeadLetter& deadLetter)
{
    IngestEvent event;
    event.kind = IngestEvent::Kind::DeadLettered;
    event.order.orderUid = deadLetter.orderUid;
    event.order.position = deadLetter.message.position;
    event.receivedAt = deadLetter.receivedAt;
    event.violations = deadLetter.violations;
    return event;
}

StoredOrder storedOrderOf(const IncomingOrder& incoming, const WrittenOrder& written)
{
    StoredOrder stored;
    stored.orderUid = incoming.order.orderUid;
    stored.document = incoming.document;
    stored.revision = written.revision;
    stored.storedAt = written.storedAt;
    stored.position = incoming.position;
    stored.warnings = incoming.warnings;
    return stored;
}

// What was not written may be newer in the table than in the cache: the reply to our own COMMIT was lost, or another
// instance wrote it.
Decided applyOutcomes(std::span<const IncomingOrder> orders, std::span<const WrittenOrder> written,
                      std::size_t deadLetters, OrderCache& cache)
{
    Decided decided;
    decided.transactions = 1;
    decided.deadLettered = static_cast<std::int64_t>(deadLetters);
    for (std::size_t i = 0; i < written.size(); ++i) {
        const IncomingOrder& incoming = orders[i];
        switch (written[i].outcome) {
        case WriteOutcome::Stored:
            ++decided.stored;
            decided.withWarnings += incoming.warnings.empty() ? 0 : 1;
            cache.insert(std::make_shared<const StoredOrder>(storedOrderOf(incoming, written[i])));
            break;
        case WriteOutcome::Unchanged:
            ++decided.unchanged;
            cache.removeOlder(incoming.order.orderUid, written[i].revision);
            break;
        case WriteOutcome::Superseded:
            ++decided.superseded;
            cache.removeOlder(incoming.order.orderUid, written[i].revision);
            break;
        }
    }
    return decided;
}

void sortByArrival(QList<IngestEvent>& events)
{
    std::stable_sort(events.begin(), events.end(), [](const IngestEvent& a, const IngestEvent& b) {
        if (a.receivedAt != b.receivedAt) {
            return a.receivedAt < b.receivedAt;
        }
        return a.order.position.offset < b.order.position.offset;
    });
}

} // namespace orderdesk
