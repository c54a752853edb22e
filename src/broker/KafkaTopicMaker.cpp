#include "broker/KafkaTopicMaker.h"

#include "broker/KafkaConfiguration.h"

namespace orderdesk {

namespace {

struct SilentOwner final : KafkaClientOwner
{
    void errorReported(rd_kafka_resp_err_t, const char*) override {}
};

} // namespace

bool makeKafkaTopic(const BrokerSettings& settings, std::chrono::milliseconds timeout)
{
    SilentOwner owner;
    const auto client = openKafkaClient(RD_KAFKA_CONSUMER, settings,
                                        {{"allow.auto.create.topics", "true"}, {"socket.timeout.ms", "5000"}}, owner);
    if (!client)
        return false;
    const QByteArray name = settings.topic.toUtf8();
    const KafkaTopic topic(rd_kafka_topic_new(client->get(), name.constData(), nullptr));
    const rd_kafka_metadata_t* answer = nullptr;
    const auto error = rd_kafka_metadata(client->get(), 0, topic.get(), &answer, static_cast<int>(timeout.count()));
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR)
        return false;
    rd_kafka_metadata_destroy(answer);
    qCInfo(brokerLog, "asked Kafka to make the topic %s", name.constData());
    return true;
}

} // namespace orderdesk
