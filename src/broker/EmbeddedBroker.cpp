#include "broker/EmbeddedBroker.h"

#include "broker/KafkaConfiguration.h"
#include "broker/KafkaLog.h"

namespace orderdesk {

struct EmbeddedBroker::Private
{
    KafkaClient client; // the mock cluster needs one to live in; it must outlive the cluster
    KafkaMockCluster cluster;
};

EmbeddedBroker::EmbeddedBroker(std::unique_ptr<Private> p)
    : d(std::move(p))
{
}

EmbeddedBroker::~EmbeddedBroker() = default;

Result<std::unique_ptr<EmbeddedBroker>> EmbeddedBroker::start(const QString& topic, int partitions)
{
    auto conf = makeKafkaConf({{"client.id", "orderdesk-embedded-broker"}, {"log_level", "3"}}, {});
    if (!conf)
        return tl::unexpected(conf.error());
    rd_kafka_conf_set_log_cb(conf->get(), [](const rd_kafka_t*, int, const char* facility, const char* text) {
        qCWarning(brokerLog, "embedded broker %s: %s", facility, text);
    });
    auto client = makeKafkaClient(RD_KAFKA_PRODUCER, std::move(*conf), {});
    if (!client)
        return tl::unexpected(client.error());

    auto p = std::make_unique<Private>();
    p->client = std::move(*client);
    p->cluster.reset(rd_kafka_mock_cluster_new(p->client.get(), 1));
    if (!p->cluster)
        return failure(ErrorCode::Unavailable, Sentence::tr("the embedded broker cannot listen on 127.0.0.1"));
    const auto error = rd_kafka_mock_topic_create(p->cluster.get(), topic.toUtf8().constData(), partitions, 1);
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR)
        return failure(ErrorCode::InvalidInput,
                       Sentence::tr("the embedded broker refuses the topic \"%1\": %2")
                           .arg(topic, Sentence::quoted(QString::fromUtf8(rd_kafka_err2str(error)))));
    return std::unique_ptr<EmbeddedBroker>(new EmbeddedBroker(std::move(p)));
}

QString EmbeddedBroker::bootstrapServers() const
{
    return QString::fromUtf8(rd_kafka_mock_cluster_bootstraps(d->cluster.get()));
}

} // namespace orderdesk
