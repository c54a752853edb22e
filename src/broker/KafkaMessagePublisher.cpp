#include "broker/KafkaMessagePublisher.h"

#include "broker/KafkaConfiguration.h"
#include "broker/KafkaProblem.h"

#include <algorithm>
#include <array>

namespace orderdesk {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds pollStep{50};

KafkaProperties producerProperties()
{
    return {
        {"enable.idempotence", "true"},
        {"acks", "all"},
        {"linger.ms", "5"},
        {"batch.num.messages", "10000"},
        {"message.max.bytes",
         "33554432"}, // a dead letter of 20 MiB with its headers passes; the broker has the last word
        {"queue.buffering.max.kbytes", "65536"},
        {"message.timeout.ms", "0"}, // publish() keeps the time
        {"topic.metadata.propagation.max.ms", "10000"},
        {"socket.timeout.ms", "10000"},
        {"reconnect.backoff.ms", "100"},
        {"reconnect.backoff.max.ms", "2000"},
    };
}

using Answer = std::optional<Result<MessagePosition>>;

/// Of the span being published: what became of each message.
struct Call
{
    std::span<const OutgoingMessage> messages;
    steady_clock::time_point deadline;
    std::vector<Answer> answers; ///< librdkafka holds pointers into it
    size_t open = 0;             ///< handed to librdkafka, no report yet
};

} // namespace

/// Owner thread only; librdkafka's callbacks run there too, inside rd_kafka_poll().
struct KafkaMessagePublisher::Private final : KafkaClientOwner
{
    explicit Private(BrokerSettings brokerSettings)
        : settings(std::move(brokerSettings))
    {
    }

    Result<void> connect();
    void errorReported(rd_kafka_resp_err_t error, const char* reason) override;
    void enqueue(Call& current, size_t index);
    rd_kafka_resp_err_t produce(const OutgoingMessage& message, Answer& answer);
    void delivered(const rd_kafka_message_t& message);
    Error errorOf(rd_kafka_resp_err_t error, const QString& topic) const;
    Error timeoutError() const;
    void poll(const Call& current);

    const BrokerSettings settings;
    KafkaClient client;
    std::optional<KafkaProblem> problem; ///< the last one reported
    bool lost = false;                   ///< a fatal error: of no use any more
    Call* call = nullptr;                ///< while publish() runs
};

void KafkaMessagePublisher::Private::errorReported(rd_kafka_resp_err_t error, const char* reason)
{
    if (error == RD_KAFKA_RESP_ERR__FATAL)
        lost = true;
    else if (error != RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN || !problem)
        problem = describeKafkaProblem(error, reason, settings.brokers, {});
}

Result<void> KafkaMessagePublisher::Private::connect()
{
    if (lost)
        client.reset();
    if (client)
        return {};
    auto made = openKafkaClient(RD_KAFKA_PRODUCER, settings, producerProperties(), *this, [](rd_kafka_conf_t* conf) {
        rd_kafka_conf_set_dr_msg_cb(conf, [](rd_kafka_t*, const rd_kafka_message_t* message, void* opaque) {
            static_cast<Private*>(static_cast<KafkaClientOwner*>(opaque))->delivered(*message);
        });
    });
    if (!made)
        return tl::unexpected(made.error());
    client = std::move(*made);
    problem.reset();
    lost = false;
    return {};
}

rd_kafka_resp_err_t KafkaMessagePublisher::Private::produce(const OutgoingMessage& message, Answer& answer)
{
    const auto topic = message.topic.toUtf8();
    KafkaHeaders headers(rd_kafka_headers_new(static_cast<size_t>(message.headers.size())));
    for (const auto& [name, value] : message.headers)
        rd_kafka_header_add(headers.get(), name.constData(), name.size(), value ? value->constData() : nullptr,
                            value ? value->size() : 0);

    // librdkafka copies key and value: it may outlive a call whose time is over.
    std::array<rd_kafka_vu_t, 6> fields{};
    fields[0].vtype = RD_KAFKA_VTYPE_TOPIC;
    fields[0].u.cstr = topic.constData();
    fields[1].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
    fields[1].u.i = RD_KAFKA_MSG_F_COPY;
    fields[2].vtype = RD_KAFKA_VTYPE_OPAQUE;
    fields[2].u.ptr = &answer;
    fields[3].vtype = RD_KAFKA_VTYPE_KEY;
    if (message.key) {
        fields[3].u.mem.ptr = const_cast<char*>(message.key->constData());
        fields[3].u.mem.size = static_cast<size_t>(message.key->size());
    }
    fields[4].vtype = RD_KAFKA_VTYPE_VALUE;
    if (message.value) {
        fields[4].u.mem.ptr = const_cast<char*>(message.value->constData());
        fields[4].u.mem.size = static_cast<size_t>(message.value->size());
    }
    fields[5].vtype = RD_KAFKA_VTYPE_HEADERS;
    fields[5].u.headers = headers.get();
    const KafkaError error(rd_kafka_produceva(client.get(), fields.data(), fields.size()));
    if (error)
        return rd_kafka_error_code(error.get());
    static_cast<void>(headers.release()); // the message owns them now
    return RD_KAFKA_RESP_ERR_NO_ERROR;
}

void KafkaMessagePublisher::Private::enqueue(Call& current, size_t index)
{
    const auto& message = current.messages[index];
    auto& answer = current.answers[index];
    auto error = produce(message, answer);
    while (error == RD_KAFKA_RESP_ERR__QUEUE_FULL && steady_clock::now() < current.deadline) {
        poll(current);
        error = produce(message, answer);
    }
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR)
        ++current.open;
    else
        answer = tl::unexpected(errorOf(error, message.topic));
}

void KafkaMessagePublisher::Private::poll(const Call& current)
{
    const auto left = std::chrono::duration_cast<milliseconds>(current.deadline - steady_clock::now());
    rd_kafka_poll(client.get(), static_cast<int>(std::clamp(left, milliseconds(0), pollStep).count()));
}

void KafkaMessagePublisher::Private::delivered(const rd_kafka_message_t& message)
{
    if (!call)
        return;
    auto* answer = static_cast<Answer*>(message._private);
    const auto& topic = call->messages[static_cast<size_t>(answer - call->answers.data())].topic;
    if (message.err == RD_KAFKA_RESP_ERR_NO_ERROR)
        *answer = MessagePosition{topic, message.partition, message.offset,
                                  timestampOfMilliseconds(millisecondsOf(message)).value_or(Timestamp{})};
    else
        *answer = tl::unexpected(errorOf(message.err, topic));
    --call->open;
}

Error KafkaMessagePublisher::Private::errorOf(rd_kafka_resp_err_t error, const QString& topic) const
{
    if (error == RD_KAFKA_RESP_ERR__QUEUE_FULL || error == RD_KAFKA_RESP_ERR__MSG_TIMED_OUT)
        return timeoutError();
    return describeKafkaProblem(error, {}, settings.brokers, topic).asError();
}

Error KafkaMessagePublisher::Private::timeoutError() const
{
    if (problem)
        return problem->asError();
    return {ErrorCode::Unavailable,
            Sentence::tr("Kafka did not acknowledge the message in time; it may arrive all the same")};
}

KafkaMessagePublisher::KafkaMessagePublisher(BrokerSettings settings)
    : d(std::make_unique<Private>(std::move(settings)))
{
}

KafkaMessagePublisher::~KafkaMessagePublisher() = default;

std::vector<Result<MessagePosition>> KafkaMessagePublisher::publish(std::span<const OutgoingMessage> messages,
                                                                    milliseconds timeout)
{
    std::vector<Result<MessagePosition>> results;
    results.reserve(messages.size());
    if (const auto connected = d->connect(); !connected) {
        for (size_t i = 0; i < messages.size(); ++i)
            results.emplace_back(tl::unexpect, connected.error());
        return results;
    }

    Call call{messages, steady_clock::now() + timeout, {}, 0};
    call.answers.resize(messages.size());
    d->call = &call;
    for (size_t i = 0; i < messages.size(); ++i) {
        d->enqueue(call, i);
        if (i % 1000 == 999)
            rd_kafka_poll(d->client.get(), 0);
    }
    while (call.open > 0 && !d->lost && steady_clock::now() < call.deadline)
        d->poll(call);
    d->call = nullptr;

    if (call.open > 0 || d->lost) // late reports of this call must not reach the next one
        d->client.reset();
    for (auto& answer : call.answers) {
        if (answer)
            results.push_back(std::move(*answer));
        else
            results.emplace_back(tl::unexpect, d->timeoutError());
    }
    return results;
}

} // namespace orderdesk
