#include "broker/KafkaMessageSource.h"

#include "broker/KafkaConfiguration.h"
#include "broker/KafkaConsumer.h"
#include "broker/KafkaHealth.h"
#include "broker/KafkaLog.h"
#include "broker/KafkaMessageFetcher.h"
#include "broker/KafkaSeek.h"
#include "broker/KafkaTopicMaker.h"
#include "broker/OffsetCommitter.h"
#include "broker/OffsetGaps.h"
#include "broker/OffsetTracker.h"
#include "broker/PausedFetching.h"
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
constexpr milliseconds longestLook{4000};
constexpr milliseconds positionsSettle{1000};

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
    void hold();
    void rebalance(rd_kafka_resp_err_t event, rd_kafka_topic_partition_list_t* list);
    void assign(rd_kafka_topic_partition_list_t* list);
    void revoke(const rd_kafka_topic_partition_list_t& list);
    void assignTo(const rd_kafka_topic_partition_list_t& list);
    void takeStatistics(const QByteArray& json);
    void passRecordsWithoutMessage();
    void publish();
    Result<void> subscribe();

    const BrokerSettings settings;
    KafkaHealth health;
    OffsetTracker tracker;
    OffsetCommitter committer;
    QHash<TopicPartition, std::int32_t> incarnations; ///< where it is not the first
    RebalanceListener* listener = nullptr;
    KafkaClient client;
    QString lastTopic;
    QByteArray lastTopicName;
    std::optional<Error> fatal;
    PausedFetching fetching;
    std::chrono::steady_clock::time_point assignedAt{};
    bool groupKnown = false; ///< an assignment was made, perhaps an empty one
    OffsetGaps gaps;

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
        conf, [](rd_kafka_t*, rd_kafka_resp_err_t error, rd_kafka_topic_partition_list_t* offsets, void* opaque) {
            self(opaque)->committer.answered(error, offsets);
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
    return subscribe();
}

Result<void> KafkaMessageSource::Private::subscribe()
{
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
    if (fetching.isHeld())
        return std::nullopt; // fetched before the pause took hold; it comes again
    Message taken = copyMessage(message, lastTopic);
    taken.position.incarnation = incarnations.value(partition, 1);
    if (const auto expected = tracker.deliver(partition, message.offset, taken.position.timestamp)) {
        if (gaps.note(client.get(), partition, *expected, message.offset))
            publish();
        if (message.offset < *expected) {
            hold();
            return std::nullopt;
        }
    }
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
    committer.reset();
    fetching.revoked();
    if (!partitions.isEmpty())
        tracker.assign(committedOffsets(client.get(), partitions, longestOffsetFetch));
    groupKnown = true;
    if (!partitions.isEmpty())
        health.provenWell();
    qCInfo(brokerLog, "%lld partitions assigned", static_cast<long long>(partitions.size()));
    if (listener)
        listener->partitionsAssigned(partitions); // may hold
    assignTo(*list);
}

void KafkaMessageSource::Private::assignTo(const rd_kafka_topic_partition_list_t& list)
{
    if (const auto error = rd_kafka_assign(client.get(), &list); error != RD_KAFKA_RESP_ERR_NO_ERROR)
        qCWarning(brokerLog, "librdkafka refuses the assignment: %s", rd_kafka_err2str(error));
    fetching.assigned(client.get(), fromKafkaList(list));
    assignedAt = std::chrono::steady_clock::now();
}

void KafkaMessageSource::Private::revoke(const rd_kafka_topic_partition_list_t& list)
{
    const auto partitions = fromKafkaList(list);
    const bool lost = rd_kafka_assignment_lost(client.get()) != 0;
    if (listener)
        listener->partitionsRevoked(partitions, lost);
    if (!lost && !partitions.isEmpty()) {
        const auto error = committer.flush(client.get(), health.brokersUp() ? longestCommit : longestHopelessCommit);
        if (error != RD_KAFKA_RESP_ERR_NO_ERROR)
            qCWarning(brokerLog, "the last offsets could not be committed (%s): these messages come again",
                      rd_kafka_err2str(error));
    }
    tracker.clear();
    committer.reset();
    fetching.revoked();
    groupKnown = false;
    rd_kafka_assign(client.get(), nullptr);
    qCInfo(brokerLog, "%lld partitions %s", static_cast<long long>(partitions.size()), lost ? "lost" : "given back");
}

void KafkaMessageSource::Private::takeStatistics(const QByteArray& json)
{
    const auto statistics = parseKafkaStatistics(json);
    fetching.statisticsCame();
    tracker.update(statistics, fetching.isSettled());
    passRecordsWithoutMessage();
    health.statisticsReceived(statistics, tracker.size() > 0);
    // Nobody fetches while paused, so nobody would notice that the log grows.
    if (fetching.any() && tracker.size() > 0 && health.state().level == ComponentState::Level::Ok) {
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
    if (!fetching.isSettled() || std::chrono::steady_clock::now() - assignedAt < positionsSettle)
        return;
    const auto before = tracker.positions();
    const auto passed = tracker.pass(readPositions(client.get(), tracker.partitions()));
    for (auto it = passed.begin(); it != passed.end(); ++it)
        if (before.value(it.key()) >= 0)
            gaps.note(client.get(), it.key(), before.value(it.key()), it.value());
    committer.store(passed);
}

// Nothing that was read and not committed is of use any more: it comes again from where begin() says.
void KafkaMessageSource::Private::hold()
{
    if (fetching.isHeld() || tracker.size() == 0)
        return;
    committer.reset();
    fetching.hold(client.get(), tracker.partitions());
}

void KafkaMessageSource::Private::publish()
{
    SourceSnapshot next;
    next.state = health.state();
    next.assignedPartitions = static_cast<int>(tracker.size());
    next.lag = groupKnown ? tracker.lag() : std::nullopt;
    next.offsetGaps = gaps.messages();
    next.untilCommitted = groupKnown ? tracker.untilCommitted() : 0;
    next.waitingSince = groupKnown ? tracker.waitingSince() : std::nullopt;

    ComponentState before;
    {
        const MutexLock lock(mutex);
        before = std::exchange(snapshot, next).state;
    }
    logChange(before, next.state);
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
    d->committer.tick(d->client.get());
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

void KafkaMessageSource::storeOffsets(const PartitionOffsets& offsets, const PartitionNotes& notes)
{
    if (!d->client || d->fetching.isHeld())
        return;
    PartitionOffsets ours = offsets;
    ours.removeIf([this](const auto& entry) { return !d->tracker.contains(entry.key()); });
    if (ours.isEmpty())
        return;
    d->committer.store(ours, notes);
    for (auto it = ours.begin(); it != ours.end(); ++it)
        d->tracker.store(it.key(), it.value());
    d->publish();
}

void KafkaMessageSource::pause()
{
    if (d->client)
        d->fetching.pause(d->client.get(), d->tracker.partitions());
}

void KafkaMessageSource::resume()
{
    if (d->client)
        d->fetching.resume(d->client.get());
}

void KafkaMessageSource::hold()
{
    if (d->client)
        d->hold();
}

bool KafkaMessageSource::isHeld() const
{
    return d->fetching.isHeld() && d->tracker.size() > 0;
}

Result<QList<HeldPartition>> KafkaMessageSource::heldPartitions()
{
    return askHeldPartitions(d->client.get(), d->tracker.partitions(), longestOffsetFetch);
}

Result<void> KafkaMessageSource::begin(const QList<StartingPoint>& points)
{
    if (!isHeld())
        return {};
    PartitionOffsets places;
    PartitionOffsets wrong;
    PartitionNotes notes;
    d->incarnations.clear();
    for (const auto& point : points) {
        places.insert(point.partition, point.offset);
        notes.insert(point.partition, point.note);
        d->incarnations.insert(point.partition, point.incarnation);
        if (point.commits)
            wrong.insert(point.partition, point.offset);
    }
    d->committer.reset(notes);
    if (!wrong.isEmpty()) {
        const auto error = d->committer.commit(d->client.get(), wrong, longestCommit);
        if (error != RD_KAFKA_RESP_ERR_NO_ERROR)
            return failure(ErrorCode::Unavailable,
                           Sentence::tr("Kafka does not take the new offsets (%1)")
                               .arg(Sentence::quoted(QString::fromUtf8(rd_kafka_err2str(error)))));
    }
    d->fetching.release(d->client.get());
    d->tracker.clear();
    d->tracker.assign(places);
    d->assignTo(*toKafkaList(startOffsets(places)));
    d->publish();
    return {};
}

Result<Message> KafkaMessageSource::messageAt(const MessagePosition& position)
{
    return KafkaMessageFetcher(d->settings).fetch(position, longestLook);
}

bool KafkaMessageSource::isTopicMissing() const
{
    return d->health.isTopicMissing();
}

// Subscribing anew makes librdkafka look for it at once.
void KafkaMessageSource::createTopic()
{
    if (!d->client || !makeKafkaTopic(d->settings, longestLook))
        return;
    if (const auto subscribed = d->subscribe(); !subscribed)
        d->fatal = subscribed.error();
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
    auto done = commitSeek(d->client.get(), d->committer, places, plan, longestCommit);
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
