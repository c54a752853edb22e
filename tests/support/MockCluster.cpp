#include "support/MockCluster.h"

#include "broker/KafkaConfiguration.h"
#include "broker/KafkaConsumer.h"
#include "broker/KafkaMessagePublisher.h"

#include <array>

namespace orderdesk::test {

namespace {

constexpr std::int32_t broker = 1;

} // namespace

MockCluster::MockCluster(int partitions, bool topic)
{
    auto conf = makeKafkaConf({{"log_level", "0"}}, {});
    m_client = std::move(*makeKafkaClient(RD_KAFKA_PRODUCER, std::move(*conf), {}));
    m_cluster.reset(rd_kafka_mock_cluster_new(m_client.get(), 1));
    if (topic)
        createTopic(QStringLiteral("orders"), partitions);
    else
        setTopicError(QStringLiteral("orders"), RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART);
}

BrokerSettings MockCluster::settings() const
{
    BrokerSettings settings;
    settings.brokers = QString::fromUtf8(rd_kafka_mock_cluster_bootstraps(m_cluster.get()));
    return settings;
}

void MockCluster::createTopic(const QString& topic, int partitions)
{
    rd_kafka_mock_topic_create(m_cluster.get(), topic.toUtf8().constData(), partitions, 1);
}

void MockCluster::setTopicError(const QString& topic, rd_kafka_resp_err_t error)
{
    rd_kafka_mock_topic_set_error(m_cluster.get(), topic.toUtf8().constData(), error);
}

void MockCluster::pushErrors(std::int16_t request, std::initializer_list<rd_kafka_resp_err_t> errors)
{
    for (const rd_kafka_resp_err_t error : errors)
        rd_kafka_mock_broker_push_request_error_rtts(m_cluster.get(), broker, request, 1, error, 0);
}

int MockCluster::pendingErrors(std::int16_t request) const
{
    size_t count = 0;
    rd_kafka_mock_broker_error_stack_cnt(m_cluster.get(), broker, request, &count);
    return static_cast<int>(count);
}

void MockCluster::setDown(bool down)
{
    if (down)
        rd_kafka_mock_broker_set_down(m_cluster.get(), broker);
    else
        rd_kafka_mock_broker_set_up(m_cluster.get(), broker);
}

KafkaClient MockCluster::makeProducer() const
{
    auto conf =
        makeKafkaConf({{"bootstrap.servers", settings().brokers.toUtf8()}, {"linger.ms", "5"}, {"log_level", "0"}}, {});
    return std::move(*makeKafkaClient(RD_KAFKA_PRODUCER, std::move(*conf), {}));
}

void MockCluster::produceAt(const std::vector<std::int64_t>& times)
{
    const auto client = makeProducer();
    for (const std::int64_t time : times) {
        std::array<rd_kafka_vu_t, 3> parts{};
        parts[0].vtype = RD_KAFKA_VTYPE_TOPIC;
        parts[0].u.cstr = "orders";
        parts[1].vtype = RD_KAFKA_VTYPE_PARTITION;
        parts[1].u.i32 = 0;
        parts[2].vtype = RD_KAFKA_VTYPE_TIMESTAMP;
        parts[2].u.i64 = time;
        const KafkaError refused(rd_kafka_produceva(client.get(), parts.data(), parts.size()));
    }
    rd_kafka_flush(client.get(), 20'000);
}

void MockCluster::fill(int count, int partitions, qsizetype valueSize)
{
    const auto client = makeProducer();
    const KafkaTopic topic(rd_kafka_topic_new(client.get(), "orders", nullptr));
    for (int i = 0; i < count; ++i) {
        auto value = QByteArray::number(i).leftJustified(valueSize, ' ');
        while (rd_kafka_produce(topic.get(), i % partitions, RD_KAFKA_MSG_F_COPY, value.data(),
                                static_cast<size_t>(value.size()), nullptr, 0, nullptr) != 0)
            rd_kafka_poll(client.get(), 10);
        rd_kafka_poll(client.get(), 0);
    }
    rd_kafka_flush(client.get(), 20'000);
}

std::int64_t MockCluster::committed(const BrokerSettings& settings, std::int32_t partition)
{
    auto conf =
        makeKafkaConf({{"bootstrap.servers", settings.brokers.toUtf8()}, {"group.id", settings.group.toUtf8()}}, {});
    const auto client = std::move(*makeKafkaClient(RD_KAFKA_CONSUMER, std::move(*conf), {}));
    const TopicPartition one{settings.topic, partition};
    return committedOffsets(client.get(), {one}, std::chrono::seconds(5)).value(one);
}

void RecordingListener::partitionsAssigned(const QList<TopicPartition>& partitions)
{
    held = partitions;
    ++assignments;
}

void RecordingListener::partitionsRevoked(const QList<TopicPartition>&, bool lost)
{
    if (onRevoke)
        onRevoke();
    held.clear();
    ++revocations;
    lastLost = lost;
}

bool pollUntil(MessageSource& source, const std::function<bool()>& done, std::vector<Message>& sink,
               std::chrono::milliseconds limit)
{
    const auto deadline = std::chrono::steady_clock::now() + limit;
    while (!done()) {
        if (std::chrono::steady_clock::now() > deadline)
            return false;
        auto polled = source.poll(std::chrono::milliseconds(50));
        if (polled && *polled)
            sink.push_back(std::move(**polled));
    }
    return true;
}

PartitionOffsets offsetsAfter(const std::vector<Message>& messages)
{
    PartitionOffsets result;
    for (const auto& message : messages)
        result[{message.position.topic, message.position.partition}] = message.position.offset + 1;
    return result;
}

QSet<QByteArray> valuesOf(const std::vector<Message>& messages)
{
    QSet<QByteArray> result;
    for (const auto& message : messages)
        result.insert(message.value.value_or(QByteArray()));
    return result;
}

} // namespace orderdesk::test
