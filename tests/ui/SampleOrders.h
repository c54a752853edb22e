#pragma once

#include "ingest/BatchEvents.h"
#include "support/InMemoryOrderReader.h"
#include "ui/WindowBackend.h"

namespace orderdesk {

/// data/model.json as an order.
Order modelOrder();
/// An order that differs by its number from the others; `number` decides everything.
Order sampleOrder(int number);
StoredOrder storedSample(const Order& order, std::int64_t offset, Violations warnings = {});
IngestEvent eventOf(const Order& order, std::int64_t offset, IngestEvent::Kind kind = IngestEvent::Kind::New,
                    Violations violations = {});
QList<IngestEvent> sampleEvents(int first, int count);
DeadLetter sampleDeadLetter(std::int64_t id, const std::string& orderUid);

/// A backend whose database is in memory: what the window talks to in tests and pictures.
class SampleBackend final
{
public:
    SampleBackend();

    void store(const StoredOrder& order);
    void store(const DeadLetter& letter);
    /// An earlier revision of an order.
    void storeReplaced(const StoredOrder& revision);
    void setAway(bool away);
    bool holds(std::int64_t deadLetterId) const;
    WindowBackend window();
    WindowBackend windowWithOrders(); ///< the same with the page Orders, between Live and Dead letters

    IngestSnapshot snapshot;
    ComponentState http;
    std::optional<DatabaseRights> rights;
    std::vector<std::int64_t> redriven;
    std::vector<bool> pauses;
    /// What fetchMessage() answers; without it Kafka is away.
    std::function<Result<Message>(const MessagePosition& position)> kafka;

private:
    std::shared_ptr<test::InMemoryOrders> m_orders;
    LookupContext m_context;
    AsyncLookup m_lookup;
};

} // namespace orderdesk
