#pragma once

#include "broker/MessagePublisher.h"
#include "domain/Message.h"
#include "domain/Order.h"
#include "generator/OrderGenerator.h"
#include "ingest/IngestSnapshot.h"

#include <QString>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace orderdesk {
class PostgresFixture;
}

namespace orderdesk::test {

class FakeTopic;

/// Messages for a test of the whole path, and what must become of each by the generator's own account. An order's
/// messages go to one partition, so that the last one sent is the one that counts. One thread.
class OrderModel final
{
public:
    /// The next message sent is this one.
    void add(const GeneratedMessage& message);
    void addOrder(const Order& order);
    void addOrder(const Order& order, OutgoingMessage message); ///< sent like this
    void addRefused(OutgoingMessage message, std::string code); ///< a dead letter with this code
    /// `count` messages of the generator.
    void generate(int count, const GeneratorSettings& settings);

    /// Sends what was added since the last call, with `milliseconds` as Kafka's time.
    void sendTo(FakeTopic& topic, std::int32_t partition = 0, std::int64_t milliseconds = 0);
    /// Empty: all acknowledged. Else why not.
    QString sendTo(MessagePublisher& publisher, const QString& topic);

    /// The database will refuse what the last added order holds: expect a dead letter instead.
    void expectRejected();

    const std::map<std::int32_t, std::int64_t>& ends() const { return m_ends; } ///< of each partition's log
    QString anyOrder() const; ///< the number of one that must be stored
    std::int64_t orders() const { return static_cast<std::int64_t>(m_documents.size()); }
    std::int64_t deadLetters() const { return static_cast<std::int64_t>(m_deadLetters.size()); }

    /// The conservation check, the end of every fault test: consumed = stored + unchanged + superseded + dead-lettered
    /// with nothing in flight, the four tables and the documents are the model's, the dead letters are exactly the
    /// refused messages with their codes, bytes and headers. Empty when it holds, else what does not.
    QString conservationProblem(const IngestCounters& counters, PostgresFixture& postgres) const;
    /// The same without the counters, for those who look from outside the process.
    QString databaseProblem(PostgresFixture& postgres) const;

private:
    struct Expected
    {
        OutgoingMessage message;
        std::string orderUid; ///< of an order; empty: refused
        std::string code;     ///< of a refused one
    };
    using Place = std::pair<std::int32_t, std::int64_t>; ///< partition, offset

    void sent(Expected expected, std::int32_t partition, std::int64_t offset);
    QString documentsProblem(PostgresFixture& postgres) const;
    QString deadLettersProblem(PostgresFixture& postgres) const;

    std::vector<Expected> m_unsent;
    std::map<std::string, QByteArray> m_documents;
    // Of those sent.
    std::map<Place, Expected> m_deadLetters;
    std::map<std::int32_t, std::int64_t> m_ends;
};

} // namespace orderdesk::test
