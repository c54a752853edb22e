#include "broker/KafkaConfiguration.h"
#include "broker/KafkaMessageFetcher.h"
#include "broker/KafkaMessagePublisher.h"
#include "broker/KafkaMessageSource.h"
#include "support/MockCluster.h"
#include "support/TestRegistration.h"

#include <QTest>
#include <QUuid>

using namespace orderdesk;
using namespace orderdesk::test;
using namespace std::chrono_literals;

namespace {

using NewTopic = std::unique_ptr<rd_kafka_NewTopic_t, KafkaDeleter<&rd_kafka_NewTopic_destroy>>;
using OldTopic = std::unique_ptr<rd_kafka_DeleteTopic_t, KafkaDeleter<&rd_kafka_DeleteTopic_destroy>>;
using DeleteRecords = std::unique_ptr<rd_kafka_DeleteRecords_t, KafkaDeleter<&rd_kafka_DeleteRecords_destroy>>;

constexpr int partitions = 4;

} // namespace

/// The same promises on a real Kafka (ORDERDESK_KAFKA_BROKERS), each test on a topic and group of its own. What the
/// mock broker cannot show: commits during a rebalance, true timestamps, records deleted by request.
class TestKafkaRealBroker final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void producesConsumesCommitsAndContinues();
    void keepsEverythingOfAMessage();
    void commitsWhatIsStoredWhenRevoked();
    void countsWhatWasDeletedUnread();
    void countsWhatWaitsBehindATransaction();
    void commitsPastWhatWasAborted();
    void fetchesOneMessageUntilItIsDeleted();
    void topicThatAppearsLater();
    void goesBackToTheBeginningAndToATime();
    void theBeginningIsWhereTheLogBegins();

private:
    void createTopic();
    void deleteRecordsBefore(std::int64_t offset);
    KafkaClient beginTransaction(int count);
    void abortMessages(int count);
    std::vector<Result<MessagePosition>> publish(int count);

    BrokerSettings m_settings;
    KafkaClient m_admin;
};

void TestKafkaRealBroker::initTestCase()
{
    const auto brokers = qEnvironmentVariable("ORDERDESK_KAFKA_BROKERS");
    if (brokers.isEmpty() || brokers == QLatin1String("embedded"))
        QSKIP("ORDERDESK_KAFKA_BROKERS names no real Kafka: ./dev.sh stack start, then eval \"$(./dev.sh stack env)\"");
    m_settings.brokers = brokers;
    auto conf = makeKafkaConf({{"bootstrap.servers", brokers.toUtf8()}, {"log_level", "0"}}, {});
    QVERIFY(conf);
    auto client = makeKafkaClient(RD_KAFKA_PRODUCER, std::move(*conf), {});
    QVERIFY(client);
    m_admin = std::move(*client);
}

void TestKafkaRealBroker::init()
{
    const auto unique = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_settings.topic = QStringLiteral("orderdesk-test-") + unique;
    m_settings.group = m_settings.topic;
}

void TestKafkaRealBroker::cleanup()
{
    const OldTopic topic(rd_kafka_DeleteTopic_new(m_settings.topic.toUtf8().constData()));
    const KafkaQueue queue(rd_kafka_queue_new(m_admin.get()));
    std::array topics{topic.get()};
    rd_kafka_DeleteTopics(m_admin.get(), topics.data(), topics.size(), nullptr, queue.get());
    const KafkaEvent event(rd_kafka_queue_poll(queue.get(), 20'000));
    QVERIFY(event);
}

void TestKafkaRealBroker::createTopic()
{
    const NewTopic topic(rd_kafka_NewTopic_new(m_settings.topic.toUtf8().constData(), partitions, 1, nullptr, 0));
    const KafkaQueue queue(rd_kafka_queue_new(m_admin.get()));
    std::array topics{topic.get()};
    rd_kafka_CreateTopics(m_admin.get(), topics.data(), topics.size(), nullptr, queue.get());
    const KafkaEvent event(rd_kafka_queue_poll(queue.get(), 20'000));
    QVERIFY(event);
    QVERIFY2(rd_kafka_event_error(event.get()) == RD_KAFKA_RESP_ERR_NO_ERROR, rd_kafka_event_error_string(event.get()));
}

void TestKafkaRealBroker::deleteRecordsBefore(std::int64_t offset)
{
    const KafkaPartitionList list(rd_kafka_topic_partition_list_new(partitions));
    for (int i = 0; i < partitions; ++i)
        rd_kafka_topic_partition_list_add(list.get(), m_settings.topic.toUtf8().constData(), i)->offset = offset;
    const DeleteRecords request(rd_kafka_DeleteRecords_new(list.get()));
    const KafkaQueue queue(rd_kafka_queue_new(m_admin.get()));
    std::array requests{request.get()};
    rd_kafka_DeleteRecords(m_admin.get(), requests.data(), requests.size(), nullptr, queue.get());
    const KafkaEvent event(rd_kafka_queue_poll(queue.get(), 20'000));
    QVERIFY(event);
    QVERIFY2(rd_kafka_event_error(event.get()) == RD_KAFKA_RESP_ERR_NO_ERROR, rd_kafka_event_error_string(event.get()));
}

std::vector<Result<MessagePosition>> TestKafkaRealBroker::publish(int count)
{
    KafkaMessagePublisher publisher(m_settings);
    std::vector<OutgoingMessage> messages;
    for (int i = 0; i < count; ++i)
        messages.push_back({m_settings.topic, QByteArray::number(i), QByteArray::number(i), {}});
    return publisher.publish(messages, 30s);
}

void TestKafkaRealBroker::producesConsumesCommitsAndContinues()
{
    createTopic();
    for (const auto& result : publish(1000))
        QVERIFY2(result, qPrintable(result ? QString() : result.error().message.english()));
    std::vector<Message> before;
    {
        KafkaMessageSource source(m_settings);
        RecordingListener listener;
        QVERIFY(source.open(listener));
        QVERIFY(pollUntil(
            source, [&] { return before.size() == 1000; }, before));
        source.storeOffsets(offsetsAfter({before.begin(), before.begin() + 600}));
        QVERIFY(pollUntil(
            source, [&] { return source.snapshot().lag == 400; }, before));
        source.close();
    }
    KafkaMessageSource source(m_settings);
    RecordingListener listener;
    QVERIFY(source.open(listener));
    std::vector<Message> after;
    QVERIFY(pollUntil(
        source, [&] { return after.size() == 400; }, after));
    QCOMPARE(valuesOf(after), valuesOf({before.begin() + 600, before.end()}));
    source.storeOffsets(offsetsAfter(after));
    QVERIFY(pollUntil(
        source, [&] { return source.snapshot().lag == 0; }, after));
    QCOMPARE(after.size(), size_t(400));
    QCOMPARE(source.snapshot().offsetGaps, std::int64_t(0));
    QCOMPARE(source.snapshot().state.level, ComponentState::Level::Ok);
}

void TestKafkaRealBroker::keepsEverythingOfAMessage()
{
    createTopic();
    KafkaMessagePublisher publisher(m_settings);
    const std::vector<OutgoingMessage> sent{
        {m_settings.topic, QByteArray("k"), QByteArray("v"), {{"a", "1"}, {"a", QByteArray("\0x", 2)}}},
        {m_settings.topic, QByteArray("k"), std::nullopt, {}},
        {m_settings.topic, QByteArray("k"), QByteArray(""), {}},
    };
    const auto published = publisher.publish(sent, 30s);
    KafkaMessageSource source(m_settings);
    RecordingListener listener;
    QVERIFY(source.open(listener));
    std::vector<Message> got;
    QVERIFY(pollUntil(
        source, [&] { return got.size() == 3; }, got));
    for (size_t i = 0; i < got.size(); ++i) {
        QVERIFY(published[i]);
        QVERIFY(got[i].position == *published[i]);
        QCOMPARE(got[i].key, sent[i].key);
        QCOMPARE(got[i].value, sent[i].value);
        QCOMPARE(got[i].headers, sent[i].headers);
    }
}

void TestKafkaRealBroker::commitsWhatIsStoredWhenRevoked()
{
    createTopic();
    publish(400);
    KafkaMessageSource first(m_settings);
    RecordingListener firstListener;
    QVERIFY(first.open(firstListener));
    std::vector<Message> got;
    QVERIFY(pollUntil(
        first, [&] { return got.size() == 400; }, got));
    // Stored only when told to let go, as a pipeline does that finishes its batch.
    firstListener.onRevoke = [&] { first.storeOffsets(offsetsAfter(got)); };

    KafkaMessageSource second(m_settings);
    RecordingListener secondListener;
    QVERIFY(second.open(secondListener));
    std::vector<Message> repeated;
    QVERIFY(pollUntil(
        first,
        [&] {
            const auto polled = second.poll(0ms);
            if (polled && *polled)
                repeated.push_back(**polled);
            return firstListener.held.size() == 2 && secondListener.held.size() == 2 && second.snapshot().lag == 0;
        },
        got, 40s));
    QVERIFY(repeated.empty());
    QCOMPARE(got.size(), size_t(400));
    QVERIFY(!firstListener.lastLost);
}

void TestKafkaRealBroker::countsWhatWasDeletedUnread()
{
    createTopic();
    publish(400);
    std::vector<Message> got;
    PartitionOffsets done;
    {
        KafkaMessageSource source(m_settings);
        RecordingListener listener;
        QVERIFY(source.open(listener));
        QVERIFY(pollUntil(
            source, [&] { return got.size() == 400; }, got));
        for (int i = 0; i < partitions; ++i)
            done.insert({m_settings.topic, i}, 10);
        source.storeOffsets(done);
        source.close();
    }
    deleteRecordsBefore(40);
    KafkaMessageSource source(m_settings);
    RecordingListener listener;
    QVERIFY(source.open(listener));
    std::vector<Message> rest;
    QVERIFY(pollUntil(
        source, [&] { return rest.size() == 400 - 40 * partitions; }, rest));
    QCOMPARE(source.snapshot().offsetGaps, std::int64_t(30 * partitions));
    QVERIFY(pollUntil(
        source, [&] { return source.snapshot().lag == 400 - 40 * partitions; }, rest));
}

/// A producer with a transaction of so many messages to partition 0 that is not finished.
KafkaClient TestKafkaRealBroker::beginTransaction(int count)
{
    auto conf = makeKafkaConf({{"bootstrap.servers", m_settings.brokers.toUtf8()},
                               {"transactional.id", m_settings.topic.toUtf8()},
                               {"log_level", "0"}},
                              {});
    auto producer = std::move(*makeKafkaClient(RD_KAFKA_PRODUCER, std::move(*conf), {}));
    bool isWell = !KafkaError(rd_kafka_init_transactions(producer.get(), 30'000)) &&
                  !KafkaError(rd_kafka_begin_transaction(producer.get()));
    const KafkaTopic topic(rd_kafka_topic_new(producer.get(), m_settings.topic.toUtf8().constData(), nullptr));
    for (int i = 0; i < count; ++i) {
        QByteArray value = QByteArrayLiteral("aborted");
        isWell = isWell && rd_kafka_produce(topic.get(), 0, RD_KAFKA_MSG_F_COPY, value.data(),
                                            static_cast<size_t>(value.size()), nullptr, 0, nullptr) == 0;
    }
    isWell = isWell && rd_kafka_flush(producer.get(), 30'000) == RD_KAFKA_RESP_ERR_NO_ERROR;
    if (!isWell)
        qFatal("no transaction could be begun");
    return producer;
}

/// The same, rolled back: the messages and the marker take offsets.
void TestKafkaRealBroker::abortMessages(int count)
{
    const auto producer = beginTransaction(count);
    QVERIFY(!KafkaError(rd_kafka_abort_transaction(producer.get(), 30'000)));
}

/// A producer died in the middle: what was published behind it cannot be read, and is lag all the same.
void TestKafkaRealBroker::countsWhatWaitsBehindATransaction()
{
    createTopic();
    KafkaMessageSource source(m_settings);
    RecordingListener listener;
    QVERIFY(source.open(listener));
    std::vector<Message> got;
    publish(40);
    QVERIFY(pollUntil(
        source, [&] { return got.size() == 40; }, got));
    source.storeOffsets(offsetsAfter(got));
    QVERIFY(pollUntil(
        source, [&] { return source.snapshot().lag == 0; }, got));
    QCOMPARE(source.snapshot().untilCommitted, std::int64_t(0));
    const auto producer = beginTransaction(1);
    std::int64_t behind = 1;
    for (const auto& sent : publish(100)) {
        QVERIFY(sent);
        behind += sent->partition == 0 ? 1 : 0;
    }
    QVERIFY(behind > 1);
    QVERIFY(pollUntil(
        source,
        [&] {
            source.storeOffsets(offsetsAfter(got));
            return source.snapshot().untilCommitted == behind && source.snapshot().lag == behind;
        },
        got));
    QVERIFY(!KafkaError(rd_kafka_abort_transaction(producer.get(), 30'000)));
    QVERIFY(pollUntil(
        source,
        [&] {
            source.storeOffsets(offsetsAfter(got));
            return source.snapshot().lag == 0;
        },
        got));
    QCOMPARE(source.snapshot().untilCommitted, std::int64_t(0));
    QCOMPARE(got.size(), size_t(140));
}

/// What was aborted is never delivered: the group's offset passes it all the same, and its removal is no loss.
void TestKafkaRealBroker::commitsPastWhatWasAborted()
{
    createTopic();
    abortMessages(50);
    KafkaMessageSource source(m_settings);
    RecordingListener listener;
    QVERIFY(source.open(listener));
    std::vector<Message> got;
    QVERIFY(pollUntil(
        source, [&] { return MockCluster::committed(m_settings, 0) == 51; }, got));
    deleteRecordsBefore(RD_KAFKA_OFFSET_END);
    publish(200);
    QVERIFY(pollUntil(
        source, [&] { return got.size() == 200; }, got));
    QCOMPARE(source.snapshot().offsetGaps, std::int64_t{0});
}

void TestKafkaRealBroker::fetchesOneMessageUntilItIsDeleted()
{
    createTopic();
    const auto sent = publish(400);
    KafkaMessageFetcher fetcher(m_settings);
    for (const size_t number : {size_t{399}, size_t{0}, size_t{200}}) {
        QVERIFY(sent[number]);
        const auto fetched = fetcher.fetch(*sent[number], 20s);
        QVERIFY2(fetched, qPrintable(fetched ? QString() : fetched.error().message.english()));
        QCOMPARE(fetched->value, QByteArray::number(static_cast<qulonglong>(number)));
        QVERIFY(fetched->position == *sent[number]);
    }
    MessagePosition beyond = *sent[0];
    beyond.offset = 1'000'000;
    QCOMPARE(fetcher.fetch(beyond, 20s).error().code, ErrorCode::NotFound);
    deleteRecordsBefore(40);
    MessagePosition old = *sent[0];
    old.offset = 39;
    const auto gone = fetcher.fetch(old, 20s);
    QVERIFY(!gone);
    QCOMPARE(gone.error().code, ErrorCode::NotFound);
    QVERIFY2(gone.error().message.english().endsWith(QStringLiteral("the oldest message of the partition is 40")),
             qPrintable(gone.error().message.english()));
    old.offset = 40;
    QVERIFY(fetcher.fetch(old, 20s));
}

void TestKafkaRealBroker::topicThatAppearsLater()
{
    m_settings.properties = {{"allow.auto.create.topics", "false"}};
    KafkaMessageSource source(m_settings);
    RecordingListener listener;
    QVERIFY(source.open(listener));
    std::vector<Message> got;
    QVERIFY(pollUntil(
        source, [&] { return source.snapshot().state.level == ComponentState::Level::Down; }, got));
    QVERIFY2(source.snapshot().state.cause.english().contains(QLatin1String("does not exist")),
             qPrintable(source.snapshot().state.cause.english()));
    createTopic();
    QVERIFY(pollUntil(
        source, [&] { return source.snapshot().state.level == ComponentState::Level::Ok; }, got, 40s));
    QCOMPARE(listener.held.size(), partitions);
    m_settings.properties.clear();
}

void TestKafkaRealBroker::goesBackToTheBeginningAndToATime()
{
    createTopic();
    const auto first = publish(100);
    for (const auto& result : first)
        QVERIFY2(result, qPrintable(result ? QString() : result.error().message.english()));
    KafkaMessageSource source(m_settings);
    RecordingListener listener;
    QVERIFY(source.open(listener));
    std::vector<Message> got;
    QVERIFY(pollUntil(
        source, [&] { return got.size() == 100; }, got));
    Timestamp newest{};
    for (const auto& message : got)
        newest = std::max(newest, message.position.timestamp);
    while (currentTimestamp() < newest + 20ms)
        QVERIFY(source.poll(5ms));
    const Timestamp between = currentTimestamp();
    while (currentTimestamp() < between + 20ms)
        QVERIFY(source.poll(5ms));
    for (const auto& result : publish(60))
        QVERIFY2(result, qPrintable(result ? QString() : result.error().message.english()));
    QVERIFY(pollUntil(
        source, [&] { return got.size() == 160; }, got));
    source.storeOffsets(offsetsAfter(got));

    const auto all = source.planSeek({});
    QVERIFY2(all, qPrintable(all ? QString() : all.error().message.english()));
    QCOMPARE(all->readAgain(), 160);
    QVERIFY(source.seek(*all));
    std::vector<Message> again;
    QVERIFY(pollUntil(
        source, [&] { return again.size() == 160; }, again));
    source.storeOffsets(offsetsAfter(again));

    const auto late = source.planSeek({SeekTarget::Place::Time, 0, 0, between});
    QVERIFY(late);
    QCOMPARE(late->readAgain(), 60);
    QVERIFY(source.seek(*late));
    std::vector<Message> since;
    QVERIFY(pollUntil(
        source, [&] { return since.size() == 60; }, since));
    for (const auto& message : since)
        QVERIFY(message.position.timestamp >= between);
    source.storeOffsets(offsetsAfter(since));

    // No message is that late, so everything is behind: from the middle it skips to the end.
    QVERIFY(source.seek(*all));
    const auto end = source.planSeek({SeekTarget::Place::Time, 0, 0, currentTimestamp() + 1h});
    QVERIFY(end);
    QCOMPARE(end->skipped(), 160);
    QVERIFY(source.seek(*end));
    int quiet = 0;
    std::vector<Message> none;
    QVERIFY(pollUntil(
        source, [&] { return ++quiet > 10; }, none));
    QVERIFY(none.empty());
    QTRY_COMPARE(source.snapshot().lag, 0);
    source.close();

    KafkaMessageSource heir(m_settings);
    RecordingListener heirs;
    QVERIFY(heir.open(heirs));
    quiet = 0;
    QVERIFY(pollUntil(
        heir, [&] { return heirs.held.size() == partitions && ++quiet > 10; }, none));
    QVERIFY(none.empty()); // the skip was committed
}

void TestKafkaRealBroker::theBeginningIsWhereTheLogBegins()
{
    createTopic();
    for (const auto& result : publish(400))
        QVERIFY2(result, qPrintable(result ? QString() : result.error().message.english()));
    KafkaMessageSource source(m_settings);
    RecordingListener listener;
    QVERIFY(source.open(listener));
    std::vector<Message> got;
    QVERIFY(pollUntil(
        source, [&] { return got.size() == 400; }, got));
    source.storeOffsets(offsetsAfter(got));
    deleteRecordsBefore(10);
    const auto plan = source.planSeek({});
    QVERIFY(plan);
    for (const auto& partition : plan->partitions)
        QCOMPARE(partition.target, std::int64_t(10));
    QCOMPARE(plan->readAgain(), 360);
    QVERIFY(source.seek(*plan));
    std::vector<Message> again;
    QVERIFY(pollUntil(
        source, [&] { return again.size() == 360; }, again));
    QCOMPARE(source.snapshot().offsetGaps, std::int64_t(0));
}

ORDERDESK_TEST(TestKafkaRealBroker)
#include "TestKafkaRealBroker.moc"
