#pragma once

#include "broker/BrokerSettings.h"
#include "broker/KafkaHandles.h"
#include "broker/MessageSource.h"

#include <QByteArray>
#include <QSet>
#include <QString>

#include <chrono>
#include <functional>
#include <initializer_list>
#include <vector>

namespace orderdesk::test {

/// librdkafka's mock cluster with one broker and one topic "orders", for tests that need a broker to misbehave.
class MockCluster final
{
public:
    static constexpr std::int16_t produceRequest = 0;
    static constexpr std::int16_t fetchRequest = 1;
    static constexpr std::int16_t listOffsetsRequest = 2;
    static constexpr std::int16_t offsetCommitRequest = 8;
    static constexpr std::int16_t heartbeatRequest = 12;
    static constexpr std::int16_t initProducerIdRequest = 22;

    /// `topic` false: the topic does not exist, and metadata requests are answered so.
    explicit MockCluster(int partitions = 4, bool topic = true);

    /// Addresses, topic and a group of its own; short session timeout.
    BrokerSettings settings() const;
    void createTopic(const QString& topic, int partitions);
    void setTopicError(const QString& topic, rd_kafka_resp_err_t error);
    /// The next requests of this kind are answered with these errors, one each.
    void pushErrors(std::int16_t request, std::initializer_list<rd_kafka_resp_err_t> errors);
    /// How many of them no request has met yet.
    int pendingErrors(std::int16_t request) const;
    void setDown(bool down);
    /// Publishes values "0", "1", … to one partition each in turn; the offsets are those of an empty topic.
    void fill(int count, int partitions, qsizetype valueSize = 0);
    /// Publishes empty messages of these times (milliseconds) to partition 0.
    void produceAt(const std::vector<std::int64_t>& times);
    /// What the group of `settings` has committed, of any cluster; below 0: nothing.
    static std::int64_t committed(const BrokerSettings& settings, std::int32_t partition);

private:
    KafkaClient makeProducer() const;

    KafkaClient m_client;
    KafkaMockCluster m_cluster;
};

/// Remembers what it was told; `onRevoke` runs inside partitionsRevoked().
class RecordingListener final : public RebalanceListener
{
public:
    void partitionsAssigned(const QList<TopicPartition>& partitions) override;
    void partitionsRevoked(const QList<TopicPartition>& partitions, bool lost) override;

    QList<TopicPartition> held;
    int assignments = 0;
    int revocations = 0;
    bool lastLost = false;
    std::function<void()> onRevoke;
};

/// Polls until `done` says so, at most `limit`; false when time ran out. Every message goes to `sink`.
bool pollUntil(MessageSource& source, const std::function<bool()>& done, std::vector<Message>& sink,
               std::chrono::milliseconds limit = std::chrono::seconds(60));

/// The next offset of each partition after these messages.
PartitionOffsets offsetsAfter(const std::vector<Message>& messages);
/// Each once; a tombstone as an empty one.
QSet<QByteArray> valuesOf(const std::vector<Message>& messages);

} // namespace orderdesk::test
