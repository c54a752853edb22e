#include "broker/KafkaMessageSource.h"

#include "broker/KafkaConfiguration.h"
#include "broker/KafkaConsumer.h"
#include "broker/KafkaHealth.h"
#include "broker/KafkaLog.h"
#include "broker/KafkaSeek.h"
#include "broker/OffsetTracker.h"
#include "concurrency/Mutex.h"

#include <algorithm>
#include <array>

namespace orderdesk {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds longestPoll{200};
constexpr milliseconds longestQuery{100};
constexpr milliseconds longestOffsetFetch{1000};
constexpr milliseconds longestCommit{1500};
constexpr milliseconds longestHopelessCommit{300};
constexpr milliseconds longestClose{3000};
constexpr milliseconds positionsSettle{1000};
constexpr int ticksUntilFetching = 2; // statistics right after resume() still tell of the time before

} // namespace

/// All callbacks run inside rd_kafka_consumer_poll() on the consumer thread: poll_set_consumer and log.queue leave
/// librdkafka no other way.
struct KafkaMessageSource::Private final : KafkaClientOwner
{
    explicit Private(BrokerSettings brokerSettings)
        : settings(std::move(brokerSettings))
        , health(settings.brokers, settings.topic)
    {
        snapshot.state = health.state();
    }

    Result<void> open();
    static void setCallbacks(rd_kafka_conf_t* conf);
    void errorReported(rd_kafka_resp_err_t error, const char* reason) override;
    Result<std::optional<Message>> take(const rd_kafka_message_t& message);
    Result<void> takeError(rd_kafka_resp_err_t error, const QByteArray& reason);
    void noteGap(const TopicPartition& partition, std::int64_t expected, std::int64_t offset);
    void rebalance(rd_kafka_resp_err_t event, rd_kafka_topic_partition_list_t* list);
    void assign(rd_kafka_topic_partition_list_t* list);
    void revoke(const rd_kafka_topic_partition_list_t& list);
    void assignTo(const rd_kafka_topic_partition_list_t& list);
    void takeStatistics(const QByteArray& json);
    void passRecordsWithoutMessage();
    void publish();

    const BrokerSettings settings;
    KafkaHealth health;
    OffsetTracker tracker;
    RebalanceListener* listener = nullptr;
    KafkaClient client;
    QString lastTopic;
    QByteArray lastTopicName;
    std::optional<Error> fatal;
    bool paused = false;
    QList<TopicPartition> pausedPartitions; ///< resume of a partition that is not paused would rewind it
    int ticksSinceResume = ticksUntilFetching;
    std::chrono::steady_clock::time_point assignedAt{};
    bool groupKnown = false; ///< an assignment was made, perhaps an empty one
    std::int64_t offsetGaps = 0;

    mutable Mutex mutex;
    SourceSnapshot snapshot ORDERDESK_GUARDED_BY(mutex);
};

void KafkaMessageSource::Private::errorReported(rd_kafka_resp_err_t error, const char* reason)
{
    if (const auto done = takeError(error, reason); !done)
        fatal = done.error();
}

void KafkaMessageSource::Private::setCallbacks(rd_kafka_conf_t* conf)
{
    static constexpr auto self = [](void* opaque) {
        return static_cast<Private*>(static_cast<KafkaClientOwner*>(opaque));
    };
    rd_kafka_conf_set_stats_cb(conf, [](rd_kafka_t*, char* json, size_t size, void* opaque) {
        self(opaque)->takeStatistics(QByteArray::fromRawData(json, static_cast<qsizetype>(size)));
        return 0; // librdkafka frees the text
    });
    rd_kafka_conf_set_rebalance_cb(conf,
                                   [](rd_kafka_t*, rd_kafka_resp_err_t event, rd_kafka_topic_partition_list_t* list,
                                      void* opaque) { self(opaque)->rebalance(event, list); });
    rd_kafka_conf_set_offset_commit_cb(
        conf, [](rd_kafka_t*, rd_kafka_resp_err_t error, rd_kafka_topic_partition_list_t*, void* opaque) {
            // The offsets stay stored and are sent again within a second.
            if (error != RD_KAFKA_RESP_ERR_NO_ERROR && error != RD_KAFKA_RESP_ERR__NO_OFFSET)
                self(opaque)->logLine(4, "COMMITFAIL", rd_kafka_err2str(error));
        });
}

Result<void> KafkaMessageSource::Private::open()
{
    auto made = openKafkaClient(RD_KAFKA_CONSUMER, settings, consumerProperties(settings), *this, &setCallbacks);
    if (!made)
        return tl::unexpected(made.error());
    client = std::move(*made);
    rd_kafka_poll_set_consumer(client.get());
    const auto list = toKafkaList({{settings.topic, RD_KAFKA_PARTITION_UA}});
    if (const auto error = rd_kafka_subscribe(client.get(), list.get()); error != RD_KAFKA_RESP_ERR_NO_ERROR) {
        client.reset();
        return failure(ErrorCode::InvalidInput,
                       Sentence::tr("cannot subscribe to the topic \"%1\": %2")
                           .arg(settings.topic, Sentence::quoted(QString::fromUtf8(rd_kafka_err2str(error)))));
    }
    return {};
}

Result<std::optional<Message>> KafkaMessageSource::Private::take(const rd_kafka_message_t& message)
{
    if (message.err != RD_KAFKA_RESP_ERR_NO_ERROR) {
        if (const auto done = takeError(message.err, rd_kafka_message_errstr(&message)); !done)
            return tl::unexpected(done.error());
        return std::nullopt;
    }
    const char* name = rd_kafka_topic_name(message.rkt);
    if (lastTopicName != name) {
        lastTopicName = name;
        lastTopic = QString::fromUtf8(name);
    }
    const TopicPartition partition{lastTopic, message.partition};
    Message taken = copyMessage(message, lastTopic);
    if (const auto expected = tracker.deliver(partition, message.offset, taken.position.timestamp))
        noteGap(partition, *expected, message.offset);
    return taken;
}

Result<void> KafkaMessageSource::Private::takeError(rd_kafka_resp_err_t error, const QByteArray& reason)
{
    if (error == RD_KAFKA_RESP_ERR__FATAL) {
        std::array<char, 512> text{};
        const auto cause = rd_kafka_fatal_error(client.get(), text.data(), text.size());
        return failure(
            ErrorCode::Unavailable,
            Sentence::tr("Kafka put this consumer out of use (%1)").arg(QString::fromUtf8(rd_kafka_err2name(cause))));
    }
    if (error == RD_KAFKA_RESP_ERR__MAX_POLL_EXCEEDED) {
        // It has lost its partitions and joins again with the next poll.
        qCWarning(brokerLog, "the consumer was not polled for longer than max.poll.interval.ms and left the group");
        return {};
    }
    health.errorReported(error, reason);
    publish();
    return {};
}

void KafkaMessageSource::Private::noteGap(const TopicPartition& partition, std::int64_t expected, std::int64_t offset)
{
    const auto topic = partition.topic.toUtf8();
    if (offset < expected) {
        qCWarning(brokerLog, "%s [%d] goes on at offset %lld instead of %lld: the topic was made anew or truncated",
                  topic.constData(), partition.partition, static_cast<long long>(offset),
                  static_cast<long long>(expected));
        return;
    }
    // Compaction and transactions leave holes too; only what lies before the log's start was deleted unread.
    std::int64_t low = -1;
    std::int64_t high = -1;
    rd_kafka_get_watermark_offsets(client.get(), topic.constData(), partition.partition, &low, &high);
    const auto lost = std::min(low, offset) - expected;
    if (lost <= 0)
        return;
    offsetGaps += lost;
    qCWarning(brokerLog, "%s [%d]: Kafka deleted %lld messages before they were read (offsets %lld to %lld)",
              topic.constData(), partition.partition, static_cast<long long>(lost), static_cast<long long>(expected),
              static_cast<long long>(expected + lost - 1));
    publish();
}

void KafkaMessageSource::Private::rebalance(rd_kafka_resp_err_t event, rd_kafka_topic_partition_list_t* list)
{
    if (event == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS)
        assign(list);
    else
        revoke(*list);
    publish();
}

void KafkaMessageSource::Private::assign(rd_kafka_topic_partition_list_t* list)
{
    const auto partitions = fromKafkaList(*list);
    tracker.clear();
    if (!partitions.isEmpty())
        tracker.assign(committedOffsets(client.get(), partitions, longestOffsetFetch));
    assignTo(*list);
    groupKnown = true;
    if (!partitions.isEmpty())
        health.provenWell();
    qCInfo(brokerLog, "%lld partitions assigned", static_cast<long long>(partitions.size()));
    if (listener)
        listener->partitionsAssigned(partitions);
}

void KafkaMessageSource::Private::assignTo(const rd_kafka_topic_partition_list_t& list)
{
    if (const auto error = rd_kafka_assign(client.get(), &list); error != RD_KAFKA_RESP_ERR_NO_ERROR)
        qCWarning(brokerLog, "librdkafka refuses the assignment: %s", rd_kafka_err2str(error));
    pausedPartitions.clear();
    if (paused) {
        pausedPartitions = fromKafkaList(list);
        rd_kafka_pause_partitions(client.get(), toKafkaList(pausedPartitions).get());
    }
    ticksSinceResume = 0;
    assignedAt = std::chrono::steady_clock::now();
}

void KafkaMessageSource::Private::revoke(const rd_kafka_topic_partition_list_t& list)
{
    const auto partitions = fromKafkaList(list);
    const bool lost = rd_kafka_assignment_lost(client.get()) != 0;
    pausedPartitions.clear();
    if (listener)
        listener->partitionsRevoked(partitions, lost);
    if (!lost && !partitions.isEmpty()) {
        const auto error = commitStored(client.get(), health.brokersUp() ? longestCommit : longestHopelessCommit);
        if (error != RD_KAFKA_RESP_ERR_NO_ERROR)
            qCWarning(brokerLog, "the last offsets could not be committed (%s): these messages come again",
                      rd_kafka_err2str(error));
    }
    tracker.clear();
    groupKnown = false;
    rd_kafka_assign(client.get(), nullptr);
    qCInfo(brokerLog, "%lld partitions %s", static_cast<long long>(partitions.size()), lost ? "lost" : "given back");
}

void KafkaMessageSource::Private::takeStatistics(const QByteArray& json)
{
    const auto statistics = parseKafkaStatistics(json);
    ticksSinceResume = paused ? 0 : std::min(ticksSinceResume + 1, ticksUntilFetching);
    tracker.update(statistics, ticksSinceResume >= ticksUntilFetching);
    passRecordsWithoutMessage();
    health.statisticsReceived(statistics, tracker.size() > 0);
    // Nobody fetches while paused, so nobody would notice that the log grows.
    if (paused && tracker.size() > 0 && health.state().level == ComponentState::Level::Ok) {
        const auto ends = offsetsAt(client.get(), tracker.partitions(), RD_KAFKA_OFFSET_END, longestQuery)
                              .value_or(PartitionOffsets{}); // asked again in a second
        for (auto it = ends.begin(); it != ends.end(); ++it)
            tracker.setEnd(it.key(), it.value());
    }
    publish();
}

// So that Kafka's own tools show no lag. Not soon after an assignment: librdkafka's own thread, which forgets the
// position of the one before, is told of it by a queue.
void KafkaMessageSource::Private::passRecordsWithoutMessage()
{
    if (ticksSinceResume < ticksUntilFetching || std::chrono::steady_clock::now() - assignedAt < positionsSettle)
        return;
    const auto before = tracker.positions();
    const auto passed = tracker.pass(readPositions(client.get(), tracker.partitions()));
    for (auto it = passed.begin(); it != passed.end(); ++it)
        if (before.value(it.key()) >= 0)
            noteGap(it.key(), before.value(it.key()), it.value());
    if (!passed.isEmpty())
        storeDone(client.get(), passed);
}

void KafkaMessageSource::Private::publish()
{
    SourceSnapshot next;
    next.state = health.state();
    next.assignedPartitions = static_cast<int>(tracker.size());
    next.lag = groupKnown ? tracker.lag() : std::nullopt;
    next.offsetGaps = offsetGaps;
    next.waitingSince = groupKnown ? tracker.waitingSince() : std::nullopt;

    ComponentState before;
    {
        const MutexLock lock(mutex);
        before = std::exchange(snapshot, next).state;
    }
    if (before.level == next.state.level && before.cause == next.state.cause)
        return;
    if (next.state.level == ComponentState::Level::Ok)
        qCInfo(brokerLog, "Kafka is well");
    else
        qCWarning(brokerLog, "%s",
                  qUtf8Printable(explained({ErrorCode::Unavailable, next.state.cause, next.state.hint})));
}

KafkaMessageSource::KafkaMessageSource(BrokerSettings settings)
    : d(std::make_unique<Private>(std::move(settings)))
{
}

KafkaMessageSource::~KafkaMessageSource()
{
    d->listener = nullptr; // may be gone already
    close();
}

Result<void> KafkaMessageSource::open(RebalanceListener& listener)
{
    d->listener = &listener;
    return d->open();
}

Result<std::optional<Message>> KafkaMessageSource::poll(milliseconds timeout)
{
    if (!d->client)
        return failure(ErrorCode::Internal, Sentence::tr("the message source is not open"));
    const KafkaMessage message(rd_kafka_consumer_poll(
        d->client.get(), static_cast<int>(std::clamp(timeout, milliseconds(0), longestPoll).count())));
    if (message) {
        auto taken = d->take(*message);
        if (!taken)
            d->fatal = taken.error();
        else if (!d->fatal)
            return taken;
    }
    if (d->fatal)
        return tl::unexpected(*d->fatal);
    return std::nullopt;
}

void KafkaMessageSource::storeOffsets(const PartitionOffsets& offsets)
{
    if (!d->client)
        return;
    PartitionOffsets ours = offsets;
    ours.removeIf([this](const auto& entry) { return !d->tracker.contains(entry.key()); });
    if (ours.isEmpty())
        return;
    const auto stored = storeDone(d->client.get(), ours);
    for (auto it = stored.begin(); it != stored.end(); ++it)
        d->tracker.store(it.key(), it.value());
    d->publish();
}

void KafkaMessageSource::pause()
{
    if (!d->client || d->paused)
        return;
    d->paused = true;
    d->pausedPartitions = d->tracker.partitions();
    rd_kafka_pause_partitions(d->client.get(), toKafkaList(d->pausedPartitions).get());
}

void KafkaMessageSource::resume()
{
    if (!d->client || !d->paused)
        return;
    d->paused = false;
    d->ticksSinceResume = 0;
    rd_kafka_resume_partitions(d->client.get(), toKafkaList(d->pausedPartitions).get());
    d->pausedPartitions.clear();
}

Result<SeekPlan> KafkaMessageSource::planSeek(const SeekTarget& target)
{
    return planKafkaSeek(d->client.get(), d->tracker.positions(), target, longestOffsetFetch);
}

Result<SeekPlan> KafkaMessageSource::seek(const SeekPlan& plan)
{
    if (!d->client)
        return failure(ErrorCode::Internal, Sentence::tr("the message source is not open"));
    auto places = d->tracker.positions();
    auto done = commitSeek(d->client.get(), places, plan, longestCommit);
    // Not rd_kafka_seek_partitions(): in librdkafka 2.0.2 a pause after it and before the next message forgets it.
    d->tracker.clear();
    d->tracker.assign(places);
    for (const auto& partition : plan.partitions)
        d->tracker.setEnd({partition.topic, partition.partition}, partition.end);
    d->assignTo(*toKafkaList(startOffsets(places)));
    d->publish();
    return done;
}

void KafkaMessageSource::close()
{
    if (!d->client)
        return;
    closeConsumer(d->client.get(), longestClose);
    d->client.reset();
    d->tracker.clear();
    d->groupKnown = false;
    d->publish();
}

SourceSnapshot KafkaMessageSource::snapshot() const
{
    const MutexLock lock(d->mutex);
    return d->snapshot;
}

} // namespace orderdesk
