#include "broker/KafkaProblem.h"

#include <QStringList>

namespace orderdesk {

namespace {

using Kind = KafkaProblem::Kind;

struct FailedAddress
{
    QString address;
    bool learned = false; // from the cluster's metadata, not from our setting
};

// "[scheme://]host:port/ID: text", ID a number or "bootstrap"; or "GroupCoordinator: host:port: text".
FailedAddress failedAddress(const QByteArray& reason, const QString& brokers)
{
    const auto parts = QString::fromUtf8(reason).split(QStringLiteral(": "));
    QString name = parts.value(0) == QLatin1String("GroupCoordinator") ? parts.value(1) : parts.value(0);
    if (const auto scheme = name.indexOf(QLatin1String("://")); scheme >= 0)
        name = name.mid(scheme + 3);
    const bool bootstrap = name.endsWith(QLatin1String("/bootstrap"));
    name = name.section(u'/', 0, 0);
    const auto settings = brokers.split(u',');
    bool configured = bootstrap;
    for (const auto& broker : settings)
        configured = configured || broker.trimmed().section(QStringLiteral("://"), -1) == name;
    return {name, !configured && name.contains(u':')};
}

Sentence detail(const QByteArray& reason)
{
    if (reason.contains("Connection refused"))
        return Sentence::tr("connection refused");
    if (reason.contains("Failed to resolve"))
        return Sentence::tr("the host name cannot be resolved");
    if (reason.contains("timed out") || reason.contains("timeout"))
        return Sentence::tr("no answer");
    return Sentence::tr("disconnected");
}

bool isSecurityMismatch(const QByteArray& reason)
{
    return reason.contains("security.protocol") || reason.contains("ApiVersion");
}

Sentence isItRunning()
{
    return Sentence::advice("is it running, and is --kafka-brokers right?",
                            Sentence::tr("is it running, and is Preferences ▸ Kafka ▸ Brokers right?"));
}

Sentence checkAcls()
{
    return Sentence::tr("check the ACLs of our user");
}

KafkaProblem tlsProblem()
{
    return {Kind::Security, ErrorCode::AccessRefused, Sentence::tr("the TLS handshake with Kafka failed"),
            Sentence::advice("check security.protocol, ssl.ca.location and the broker's certificate",
                             Sentence::tr("check security.protocol and ssl.ca.location in Preferences ▸ Kafka ▸ "
                                          "Further properties, and the broker's certificate"))};
}

KafkaProblem transportProblem(const QByteArray& reason, const QString& brokers)
{
    if (reason.contains("SSL") || reason.contains("handshake"))
        return tlsProblem();
    if (isSecurityMismatch(reason))
        return {Kind::Security, ErrorCode::AccessRefused, Sentence::tr("Kafka closes the connection at once"),
                Sentence::advice("check security.protocol, the listener may want TLS or SASL",
                                 Sentence::tr("check security.protocol in Preferences ▸ Kafka ▸ Further properties, "
                                              "the listener may want TLS or SASL"))};
    const auto failed = failedAddress(reason, brokers);
    if (failed.learned)
        return {Kind::Advertised, ErrorCode::Unavailable,
                Sentence::tr("Kafka names %1 as the address of a broker, and that cannot be reached from here (%2)")
                    .arg(failed.address, detail(reason)),
                Sentence::tr("is the broker down, or advertised.listeners wrong?")};
    return {Kind::Unreachable, ErrorCode::Unavailable,
            Sentence::tr("cannot reach Kafka at %1 (%2)")
                .arg(failed.address.contains(u':') ? failed.address : brokers, detail(reason)),
            isItRunning()};
}

KafkaProblem problemOf(rd_kafka_resp_err_t error, const QByteArray& reason, const QString& brokers,
                       const QString& topic)
{
    switch (error) {
    case RD_KAFKA_RESP_ERR__TRANSPORT:
    case RD_KAFKA_RESP_ERR__RESOLVE:
    case RD_KAFKA_RESP_ERR__TIMED_OUT:
    case RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE:
        return transportProblem(reason, brokers);
    case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN:
        return {Kind::Unreachable, ErrorCode::Unavailable, Sentence::tr("cannot reach Kafka at %1").arg(brokers),
                isItRunning()};
    case RD_KAFKA_RESP_ERR__AUTHENTICATION:
    case RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED:
    case RD_KAFKA_RESP_ERR_ILLEGAL_SASL_STATE:
        return {Kind::Security, ErrorCode::AccessRefused, Sentence::tr("Kafka refuses the login"),
                Sentence::advice("check sasl.username, sasl.password and security.protocol",
                                 Sentence::tr("check sasl.username, sasl.password and security.protocol in Preferences "
                                              "▸ Kafka ▸ Further properties"))};
    case RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE:
    case RD_KAFKA_RESP_ERR_UNSUPPORTED_SASL_MECHANISM:
        return {Kind::Security, ErrorCode::AccessRefused, Sentence::tr("Kafka does not offer this login"),
                Sentence::advice(
                    "check sasl.mechanism and security.protocol",
                    Sentence::tr(
                        "check sasl.mechanism and security.protocol in Preferences ▸ Kafka ▸ Further properties"))};
    case RD_KAFKA_RESP_ERR__SSL:
        return tlsProblem();
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
    case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
    case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
        return {Kind::TopicMissing, ErrorCode::NotFound, Sentence::tr("the topic \"%1\" does not exist").arg(topic),
                Sentence::tr("create it, or let the broker create topics")};
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
        return {Kind::NotAuthorized, ErrorCode::AccessRefused,
                Sentence::tr("Kafka does not let us use the topic \"%1\"").arg(topic), checkAcls()};
    case RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED:
        return {Kind::NotAuthorized, ErrorCode::AccessRefused,
                Sentence::tr("Kafka does not let us use the consumer group"), checkAcls()};
    case RD_KAFKA_RESP_ERR_INCONSISTENT_GROUP_PROTOCOL:
        return {Kind::Other, ErrorCode::AccessRefused,
                Sentence::tr("the consumer group is of another kind: a share group, or consumers of another protocol, "
                             "use this group id"),
                Sentence::advice("choose another --kafka-group, or delete that group when nobody uses it any more "
                                 "(kafka-groups, kafka-share-groups)",
                                 Sentence::tr("choose another group in Preferences ▸ Kafka, or delete that group when "
                                              "nobody uses it any more (kafka-groups, kafka-share-groups)"))};
    case RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED:
        return {Kind::NotAuthorized, ErrorCode::AccessRefused,
                Sentence::tr("Kafka does not let us write (cluster authorization)"), checkAcls()};
    case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
        return {Kind::Other, ErrorCode::InvalidInput, Sentence::tr("the message is larger than Kafka accepts")};
    default:
        return {Kind::Other, ErrorCode::Unavailable,
                Sentence::tr("Kafka: %1").arg(Sentence::quoted(QString::fromUtf8(rd_kafka_err2str(error))))};
    }
}

} // namespace

KafkaProblem describeKafkaProblem(rd_kafka_resp_err_t error, const QByteArray& reason, const QString& brokers,
                                  const QString& topic)
{
    KafkaProblem problem = problemOf(error, reason, brokers, topic);
    problem.kafkaError = error;
    return problem;
}

} // namespace orderdesk
