#include "broker/KafkaConfiguration.h"

#include <array>

namespace orderdesk {

namespace {

constexpr size_t reasonSize = 512;

// Changing these would break the promise that every message ends in exactly one place.
bool isOurs(const QByteArray& name)
{
    return name == "enable.auto.commit" || name == "enable.auto.offset.store" ||
           name == "partition.assignment.strategy" || name == "group.protocol" || name == "log.queue";
}

bool isSecret(const QByteArray& name)
{
    for (const char* part : {"password", "secret", "pem", "jaas", "token", "credential", "oauthbearer.config"})
        if (name.contains(part))
            return true;
    return false;
}

Sentence withoutValue(const QByteArray& name, const QByteArray& value, QByteArray reason)
{
    const Sentence plain = Sentence::tr("invalid value for the Kafka property \"%1\"").arg(QString::fromUtf8(name));
    if (isSecret(name))
        return plain;
    if (!value.isEmpty()) {
        reason.replace(QByteArray('"' + value + '"'), "");
        reason.replace(QByteArray(" value " + value + ' '), " value ");
        // Two or three characters may well be a part of the reason's own words.
        if (value.size() > 3 && reason.contains(value))
            return plain;
    }
    return plain.because(Sentence::quoted(QString::fromUtf8(reason.simplified())));
}

Result<void> set(rd_kafka_conf_t* conf, const QByteArray& name, const QByteArray& value)
{
    std::array<char, reasonSize> reason{};
    switch (rd_kafka_conf_set(conf, name.constData(), value.constData(), reason.data(), reason.size())) {
    case RD_KAFKA_CONF_OK:
        return {};
    case RD_KAFKA_CONF_UNKNOWN:
        return failure(ErrorCode::InvalidInput,
                       Sentence::tr("there is no Kafka property \"%1\" in librdkafka %2")
                           .arg(QString::fromUtf8(name), QString::fromUtf8(rd_kafka_version_str())));
    case RD_KAFKA_CONF_INVALID:
        break;
    }
    return failure(ErrorCode::InvalidInput, withoutValue(name, value, reason.data()));
}

} // namespace

Result<KafkaConf> makeKafkaConf(const KafkaProperties& ours, const KafkaProperties& theirs)
{
    KafkaConf conf(rd_kafka_conf_new());
    // Requests are small and each is awaited: holding them back to fill a packet only costs time (RFC 896 with RFC
    // 1122's delayed acknowledgements: up to 40 ms on Linux).
    rd_kafka_conf_set(conf.get(), "socket.nagle.disable", "true", nullptr, 0);
    for (const auto& [name, value] : ours)
        if (const auto done = set(conf.get(), name, value); !done)
            return tl::unexpected(done.error());
    for (const auto& [name, value] : theirs) {
        if (isOurs(name))
            return failure(
                ErrorCode::InvalidInput,
                Sentence::tr("the Kafka property \"%1\" is Orderdesk's to decide").arg(QString::fromUtf8(name)));
        if (const auto done = set(conf.get(), name, value); !done)
            return tl::unexpected(done.error());
    }
    // Brokers may ask clients of librdkafka 2.5 and later for metrics; older ones do not know the property.
    rd_kafka_conf_set(conf.get(), "enable.metrics.push", "false", nullptr, 0);
    return conf;
}

Result<KafkaClient> makeKafkaClient(rd_kafka_type_t type, KafkaConf conf, const KafkaProperties& theirs)
{
    std::array<char, reasonSize> reason{};
    KafkaClient client(rd_kafka_new(type, conf.get(), reason.data(), reason.size()));
    if (!client) {
        QByteArray text = reason.data();
        for (const auto& [name, value] : theirs)
            if (isSecret(name) && !value.isEmpty())
                text.replace(value, "***");
        return failure(ErrorCode::InvalidInput, Sentence::tr("Kafka settings: %1").arg(QString::fromUtf8(text)));
    }
    static_cast<void>(conf.release()); // the client owns it now
    rd_kafka_set_log_queue(client.get(), nullptr);
    return client;
}

Result<KafkaClient> openKafkaClient(rd_kafka_type_t type, const BrokerSettings& settings, const KafkaProperties& ours,
                                    KafkaClientOwner& owner, void (*more)(rd_kafka_conf_t*))
{
    const KafkaProperties all = KafkaProperties{{"bootstrap.servers", settings.brokers.toUtf8()},
                                                {"client.id", settings.clientId.toUtf8()},
                                                {"log.queue", "true"}} +
                                ours;
    auto conf = makeKafkaConf(all, settings.properties);
    if (!conf)
        return tl::unexpected(conf.error());
    rd_kafka_conf_set_opaque(conf->get(), &owner);
    rd_kafka_conf_set_log_cb(
        conf->get(), [](const rd_kafka_t* client, int level, const char* facility, const char* text) {
            if (client)
                static_cast<KafkaClientOwner*>(rd_kafka_opaque(client))->logLine(level, facility, text);
        });
    rd_kafka_conf_set_error_cb(conf->get(), [](rd_kafka_t*, int error, const char* reason, void* opaque) {
        static_cast<KafkaClientOwner*>(opaque)->errorReported(static_cast<rd_kafka_resp_err_t>(error), reason);
    });
    if (more)
        more(conf->get());
    return makeKafkaClient(type, std::move(*conf), settings.properties);
}

} // namespace orderdesk
