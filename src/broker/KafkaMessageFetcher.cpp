#include "broker/KafkaMessageFetcher.h"

#include "broker/KafkaConfiguration.h"
#include "broker/KafkaConsumer.h"
#include "broker/KafkaProblem.h"

#include <algorithm>
#include <optional>

namespace orderdesk {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds longestStep{250}; // so that a stop is noticed

KafkaProperties fetcherProperties()
{
    return {
        {"enable.auto.commit", "false"},
        {"enable.auto.offset.store", "false"},
        {"enable.partition.eof", "true"},
        {"allow.auto.create.topics", "false"},
        {"auto.offset.reset", "error"},
        {"socket.timeout.ms", "5000"},
        {"reconnect.backoff.ms", "100"},
        {"reconnect.backoff.max.ms", "500"},
        {"fetch.wait.max.ms", "100"},
        {"fetch.error.backoff.ms", "100"},
        // One message is wanted: nothing is to be fetched ahead that can be helped.
        {"queued.min.messages", "1"},
        {"queued.max.messages.kbytes", "1024"},
    };
}

/// One fetch on a client of its own; librdkafka's legacy consumer, the only one that needs no group. All callbacks run
/// inside rd_kafka_poll() on this thread.
class Fetch final : KafkaClientOwner
{
public:
    Fetch(const BrokerSettings& settings, const MessagePosition& position, milliseconds timeout,
          const std::function<bool()>& isStopping)
        : m_settings(settings)
        , m_position(position)
        , m_topicName(position.topic.toUtf8())
        , m_deadline(steady_clock::now() + timeout)
        , m_isStopping(isStopping)
    {
    }
    ~Fetch()
    {
        if (m_started)
            rd_kafka_consume_stop(m_topic.get(), m_position.partition);
    }
    Fetch(const Fetch&) = delete;
    Fetch& operator=(const Fetch&) = delete;

    Result<Message> run()
    {
        if (m_position.topic.isEmpty() || m_position.partition < 0 || m_position.offset < 0)
            return failure(ErrorCode::InvalidInput, Sentence::tr("this is no place of a message in Kafka"));
        return open().and_then([this] { return checkRange(); }).and_then([this] { return start(); }).and_then([this] {
            return take();
        });
    }

private:
    void errorReported(rd_kafka_resp_err_t error, const char* reason) override;
    Result<void> open();
    Result<void> checkRange();
    Result<void> start();
    Result<Message> take();
    Result<Message> gone(const Sentence& why) const;
    Error problem(rd_kafka_resp_err_t error);
    bool isStopping() const { return m_isStopping && m_isStopping(); }
    /// None: the time is over.
    std::optional<int> nextStep() const
    {
        const auto left = std::chrono::duration_cast<milliseconds>(m_deadline - steady_clock::now());
        if (left <= milliseconds(0))
            return std::nullopt;
        return static_cast<int>(std::min(left, longestStep).count());
    }

    const BrokerSettings& m_settings;
    const MessagePosition& m_position;
    const QByteArray m_topicName;
    const steady_clock::time_point m_deadline;
    const std::function<bool()>& m_isStopping;
    rd_kafka_resp_err_t m_lastError = RD_KAFKA_RESP_ERR_NO_ERROR; ///< as reported aside, with its reason
    QByteArray m_lastReason;
    std::int64_t m_low = 0;
    std::int64_t m_high = 0;
    KafkaClient m_client;
    KafkaTopic m_topic; ///< goes before its client
    bool m_started = false;
};

Result<void> Fetch::open()
{
    auto client = openKafkaClient(RD_KAFKA_CONSUMER, m_settings, fetcherProperties(), *this);
    if (!client)
        return tl::unexpected(client.error());
    m_client = std::move(*client);
    return {};
}

void Fetch::errorReported(rd_kafka_resp_err_t error, const char* reason)
{
    // That all are down is the consequence; the reason came before.
    if (error == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN && m_lastError != RD_KAFKA_RESP_ERR_NO_ERROR)
        return;
    m_lastError = error;
    m_lastReason = reason;
}

/// What the partition holds; asked first, because a fetch beyond it is answered with a reset, not with an answer.
Result<void> Fetch::checkRange()
{
    auto error = RD_KAFKA_RESP_ERR__TIMED_OUT;
    while (const auto step = nextStep()) {
        error = rd_kafka_query_watermark_offsets(m_client.get(), m_topicName.constData(), m_position.partition, &m_low,
                                                 &m_high, *step);
        rd_kafka_poll(m_client.get(), 0);
        if (isStopping())
            return failure(ErrorCode::Cancelled, Sentence::tr("Kafka is not asked any more"));
        const bool passes = error == RD_KAFKA_RESP_ERR__TIMED_OUT || error == RD_KAFKA_RESP_ERR__TRANSPORT ||
                            error == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN || error == RD_KAFKA_RESP_ERR__WAIT_CACHE ||
                            error == RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE ||
                            error == RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION;
        if (!passes)
            break;
        rd_kafka_poll(m_client.get(), std::min(*step, 50));
    }
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR)
        return tl::unexpected<Error>(problem(error));
    if (m_position.offset < m_low || m_position.offset >= m_high)
        return gone({}).map([](const Message&) {});
    return {};
}

Result<void> Fetch::start()
{
    m_topic.reset(rd_kafka_topic_new(m_client.get(), m_topicName.constData(), nullptr));
    if (!m_topic || rd_kafka_consume_start(m_topic.get(), m_position.partition, m_position.offset) != 0)
        return tl::unexpected<Error>(problem(rd_kafka_last_error()));
    m_started = true;
    return {};
}

Result<Message> Fetch::take()
{
    while (const auto step = nextStep()) {
        const KafkaMessage message(rd_kafka_consume(m_topic.get(), m_position.partition, *step));
        rd_kafka_poll(m_client.get(), 0);
        if (isStopping())
            return failure(ErrorCode::Cancelled, Sentence::tr("Kafka is not asked any more"));
        if (!message)
            continue;
        if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF)
            return gone(Sentence::tr("it was removed by compaction, or is no message but a transaction's mark"));
        if (message->err == RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE ||
            message->err == RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET)
            return gone(Sentence::tr("it was deleted this moment"));
        if (message->err == RD_KAFKA_RESP_ERR__TRANSPORT)
            continue; // it connects again by itself
        if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR)
            return tl::unexpected<Error>(problem(message->err));
        if (message->offset > m_position.offset)
            return gone(Sentence::tr("it was removed by compaction, or is no message but a transaction's mark"));
        if (message->offset == m_position.offset)
            return copyMessage(*message, m_position.topic);
    }
    return tl::unexpected<Error>(problem(RD_KAFKA_RESP_ERR__TIMED_OUT));
}

Result<Message> Fetch::gone(const Sentence& why) const
{
    const QString place =
        QStringLiteral("%1/%2@%3").arg(m_position.topic).arg(m_position.partition).arg(m_position.offset);
    if (!why.isEmpty())
        return failure(ErrorCode::NotFound, Sentence::tr("Kafka keeps no message at %1: %2").arg(place, why));
    if (m_low == m_high)
        return failure(ErrorCode::NotFound,
                       Sentence::tr("Kafka does not keep %1 any more: the partition is empty, the next offset is %2")
                           .arg(place)
                           .arg(m_high));
    return failure(ErrorCode::NotFound,
                   m_position.offset < m_low
                       ? Sentence::tr("Kafka does not keep %1 any more: the oldest message of the partition is %2")
                             .arg(place)
                             .arg(m_low)
                       : Sentence::tr("Kafka has no %1: the newest message of the partition is %2; the topic was made "
                                      "anew or cut off")
                             .arg(place)
                             .arg(m_high - 1));
}

Error Fetch::problem(rd_kafka_resp_err_t error)
{
    // A time-out says nothing; what was reported aside says why.
    const bool vague = error == RD_KAFKA_RESP_ERR__TIMED_OUT || error == RD_KAFKA_RESP_ERR__TRANSPORT ||
                       error == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN || error == RD_KAFKA_RESP_ERR__WAIT_CACHE;
    const KafkaProblem found =
        vague && m_lastError != RD_KAFKA_RESP_ERR_NO_ERROR
            ? describeKafkaProblem(m_lastError, m_lastReason, m_settings.brokers, m_position.topic)
            : describeKafkaProblem(error, {}, m_settings.brokers, m_position.topic);
    return found.asError();
}

} // namespace

KafkaMessageFetcher::KafkaMessageFetcher(BrokerSettings settings, std::function<bool()> isStopping)
    : m_settings(std::move(settings))
    , m_isStopping(std::move(isStopping))
{
}

Result<Message> KafkaMessageFetcher::fetch(const MessagePosition& position, milliseconds timeout)
{
    return Fetch(m_settings, position, timeout, m_isStopping).run();
}

} // namespace orderdesk
