#include "broker/KafkaProbe.h"

#include "broker/KafkaConfiguration.h"
#include "broker/KafkaProblem.h"

#include <algorithm>
#include <array>

namespace orderdesk {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds leaderWait{3000};

using KafkaAdminOptions = std::unique_ptr<rd_kafka_AdminOptions_t, KafkaDeleter<&rd_kafka_AdminOptions_destroy>>;
using KafkaNewTopic = std::unique_ptr<rd_kafka_NewTopic_t, KafkaDeleter<&rd_kafka_NewTopic_destroy>>;

struct MetadataDeleter
{
    void operator()(const rd_kafka_metadata_t* metadata) const { rd_kafka_metadata_destroy(metadata); }
};
using KafkaMetadata = std::unique_ptr<const rd_kafka_metadata_t, MetadataDeleter>;

/// A client of one probe, and the worst that librdkafka said of it.
class Probe final : KafkaClientOwner
{
public:
    Probe(BrokerSettings settings, milliseconds timeout, const std::atomic<bool>& stop)
        : m_settings(std::move(settings))
        , m_topicName(m_settings.topic.toUtf8())
        , m_deadline(steady_clock::now() + timeout)
        , m_stop(stop)
    {
    }

    Result<void> connect();
    Result<KafkaFinding> look();
    Result<void> create();

private:
    /// The answer says what is wrong; the log is for the program's own connection.
    void logLine(int, const char*, const char*) override {}
    void errorReported(rd_kafka_resp_err_t error, const char* reason) override;
    bool isHopeless() const;
    int left(milliseconds most) const;
    Error failed(rd_kafka_resp_err_t error) const;
    Result<KafkaMetadata> metadata(rd_kafka_topic_t* topic);
    Result<void> askLeader();
    QString clusterId();

    const BrokerSettings m_settings;
    const QByteArray m_topicName;
    const steady_clock::time_point m_deadline;
    const std::atomic<bool>& m_stop;
    std::optional<KafkaProblem> m_problem;
    bool m_allDown = false;
    KafkaClient m_client; ///< ends first: its callbacks come here
};

Result<void> Probe::connect()
{
    auto client = openKafkaClient(
        RD_KAFKA_CONSUMER, m_settings,
        {{"allow.auto.create.topics", "false"}, {"reconnect.backoff.ms", "100"}, {"reconnect.backoff.max.ms", "500"}},
        *this);
    if (!client)
        return tl::unexpected(client.error());
    m_client = std::move(*client);
    return {};
}

void Probe::errorReported(rd_kafka_resp_err_t error, const char* reason)
{
    if (error == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN) {
        m_allDown = true;
        if (m_problem)
            return;
    }
    auto problem = describeKafkaProblem(error, reason, m_settings.brokers, m_settings.topic);
    // What Kafka itself refuses says more than that it then closed the connection.
    if (!m_problem || m_problem->kind != KafkaProblem::Kind::Security)
        m_problem = std::move(problem);
}

bool Probe::isHopeless() const
{
    return m_problem && (m_allDown || m_problem->kind == KafkaProblem::Kind::Security);
}

int Probe::left(milliseconds most) const
{
    const auto left = std::chrono::duration_cast<milliseconds>(m_deadline - steady_clock::now());
    return static_cast<int>(std::clamp(left, milliseconds(0), most).count());
}

Error Probe::failed(rd_kafka_resp_err_t error) const
{
    if (m_stop)
        return {ErrorCode::Cancelled, Sentence::tr("the test was ended")};
    return (m_problem ? *m_problem : describeKafkaProblem(error, {}, m_settings.brokers, m_settings.topic)).asError();
}

Result<KafkaMetadata> Probe::metadata(rd_kafka_topic_t* topic)
{
    auto error = RD_KAFKA_RESP_ERR__TIMED_OUT;
    // Short steps look for a certain cause, longer ones leave a slow network its time.
    for (milliseconds step{300}; left(step) > 0 && !isHopeless() && !m_stop; step = step * 3 / 2) {
        const rd_kafka_metadata_t* found = nullptr;
        error = rd_kafka_metadata(m_client.get(), 0, topic, &found, left(step));
        if (error == RD_KAFKA_RESP_ERR_NO_ERROR)
            return KafkaMetadata(found);
        rd_kafka_poll(m_client.get(), 0);
    }
    return tl::unexpected(failed(error));
}

Result<KafkaFinding> Probe::look()
{
    const KafkaTopic topic(rd_kafka_topic_new(m_client.get(), m_topicName.constData(), nullptr));
    if (!topic)
        return tl::unexpected(failed(rd_kafka_last_error()));
    const auto found = metadata(topic.get());
    if (!found)
        return tl::unexpected(found.error());
    KafkaFinding finding{(*found)->broker_cnt, m_settings.topic, std::nullopt, clusterId()};
    if ((*found)->topic_cnt != 1)
        return finding;
    const auto& described = (*found)->topics[0];
    if (described.err == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART || described.err == RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC)
        return finding;
    if (described.err != RD_KAFKA_RESP_ERR_NO_ERROR && described.err != RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE)
        return tl::unexpected(describeKafkaProblem(described.err, {}, m_settings.brokers, m_settings.topic).asError());
    finding.partitions = described.partition_cnt;
    return askLeader().map([&finding] { return finding; });
}

QString Probe::clusterId()
{
    char* id = rd_kafka_clusterid(m_client.get(), std::max(1, left(leaderWait)));
    QString text = QString::fromUtf8(id);
    if (id != nullptr)
        rd_kafka_mem_free(m_client.get(), id);
    return text;
}

/// The address in the settings may work while those that the cluster names for itself do not.
Result<void> Probe::askLeader()
{
    std::int64_t low = 0;
    std::int64_t high = 0;
    rd_kafka_resp_err_t error{};
    // A topic made this moment has its leader a moment later.
    for (bool again = true; again;) {
        error = rd_kafka_query_watermark_offsets(m_client.get(), m_topicName.constData(), 0, &low, &high,
                                                 std::max(1, left(leaderWait)));
        const bool isNew =
            error == RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION || error == RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE ||
            error == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART || error == RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION;
        again = isNew && !m_stop && left(leaderWait) > 0;
        rd_kafka_poll(m_client.get(), again ? 200 : 0);
    }
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR)
        return tl::unexpected(failed(error));
    return {};
}

Result<void> Probe::create()
{
    // Connected first: the admin call would only say that it timed out.
    if (const auto found = metadata(nullptr); !found)
        return tl::unexpected(found.error());
    std::array<char, 256> reason{};
    const KafkaNewTopic topic(rd_kafka_NewTopic_new(m_topicName.constData(), -1, -1, reason.data(), reason.size()));
    if (!topic)
        return failure(ErrorCode::InvalidInput, Sentence::tr("Kafka: %1").arg(QString::fromUtf8(reason.data())));
    const KafkaAdminOptions options(rd_kafka_AdminOptions_new(m_client.get(), RD_KAFKA_ADMIN_OP_CREATETOPICS));
    rd_kafka_AdminOptions_set_request_timeout(options.get(), std::max(1, left(leaderWait * 10)), nullptr, 0);
    const KafkaQueue queue(rd_kafka_queue_new(m_client.get()));
    std::array<rd_kafka_NewTopic_t*, 1> topics{topic.get()};
    rd_kafka_CreateTopics(m_client.get(), topics.data(), topics.size(), options.get(), queue.get());
    KafkaEvent event;
    while (!event && left(leaderWait) > 0 && !m_stop)
        event.reset(rd_kafka_queue_poll(queue.get(), left(milliseconds(200))));
    if (!event)
        return tl::unexpected(failed(RD_KAFKA_RESP_ERR__TIMED_OUT));
    auto error = rd_kafka_event_error(event.get());
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR) {
        std::size_t count = 0;
        const auto* results =
            rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event.get()), &count);
        if (count == 1)
            error = rd_kafka_topic_result_error(results[0]);
    }
    if (error == RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS)
        return failure(ErrorCode::Conflict, Sentence::tr("the topic \"%1\" exists already").arg(m_settings.topic));
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR)
        return tl::unexpected(describeKafkaProblem(error, {}, m_settings.brokers, m_settings.topic).asError());
    return {};
}

} // namespace

Result<KafkaFinding> probeKafka(const BrokerSettings& settings, milliseconds timeout, const std::atomic<bool>& stop)
{
    Probe probe(settings, timeout, stop);
    return probe.connect().and_then([&probe] { return probe.look(); });
}

Result<void> createKafkaTopic(const BrokerSettings& settings, milliseconds timeout, const std::atomic<bool>& stop)
{
    Probe probe(settings, timeout, stop);
    return probe.connect().and_then([&probe] { return probe.create(); });
}

QString kafkaLibraryVersion()
{
    return QString::fromLatin1(rd_kafka_version_str());
}

} // namespace orderdesk
