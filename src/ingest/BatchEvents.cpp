#include "ingest/BatchEvents.h"

#include <algorithm>

namespace orderdesk {

namespace {

IngestEvent eventOf(const IncomingOrder& incoming, IngestEvent::Kind kind)
{
    IngestEvent event;
    event.kind = kind;
    event.order = summarize(incoming.order);
    event.order.position = incoming.position;
    event.order.warningCount = static_cast<std::int32_t>(incoming.warnings.size());
    event.receivedAt = incoming.receivedAt;
    event.violations = incoming.warnings;
    return event;
}

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
    IngestEvent event = eventOf(incoming, kindOf(written));
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

IngestEvent supersededEvent(const IncomingOrder& incoming)
{
    return eventOf(incoming, IngestEvent::Kind::Superseded);
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
