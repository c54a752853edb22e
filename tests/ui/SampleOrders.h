#pragma once

#include "ingest/BatchEvents.h"
#include "support/InMemoryDeadLetterBrowser.h"
#include "support/InMemoryOrderReader.h"
#include "support/RecordingPublisher.h"
#include "ui/backend/WindowBackend.h"

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

QList<LogLine> sampleLog();

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
    void setMarkingFails();        ///< dead letters cannot be changed
    void setHanging(bool hanging); ///< lists of orders wait, until they are given up
    bool holds(std::int64_t deadLetterId) const;
    int calls() const;                             ///< of the database by look-ups
    std::vector<DeadLetterChange> changes() const; ///< of dead letters, newest first
    WindowBackend window();
    WindowBackend windowWithOrders(); ///< the same with the page Orders, between Live and Dead letters
    WindowBackend viewer();           ///< the same without ingest: it publishes nothing

    IngestSnapshot snapshot;
    ComponentState http;
    std::optional<DatabaseRights> rights;
    const std::shared_ptr<test::SentMessages> sent = std::make_shared<test::SentMessages>(); ///< to Kafka
    std::vector<bool> pauses;
    std::vector<SeekPlan> sought;
    Result<DatabaseFinding> databaseFound =
        DatabaseFinding{QStringLiteral("15.10 (Debian 15.10-0+deb12u1)"), 3, false, true};
    Result<KafkaFinding> clusterFound = KafkaFinding{1, {}, {}, QStringLiteral("4L6g3nShT-eMCtK--X86sw")};
    /// What fetchMessage() answers; without it Kafka is away.
    std::function<Result<Message>(const MessagePosition& position)> kafka;

private:
    std::shared_ptr<test::InMemoryOrders> m_orders;
    LookupContext m_context;
    AsyncLookup m_lookup;
    AsyncDeadLetterBrowser m_deadLetterBrowser;
    LetterDesk m_desk;
    LetterDesk m_viewersDesk;
    OrderSender m_sender;
};

} // namespace orderdesk
