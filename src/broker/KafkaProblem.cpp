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

QString detail(const QByteArray& reason)
{
    if (reason.contains("Connection refused"))
        return QStringLiteral("connection refused");
    if (reason.contains("Failed to resolve"))
        return QStringLiteral("the host name cannot be resolved");
    if (reason.contains("timed out") || reason.contains("timeout"))
        return QStringLiteral("no answer");
    return QStringLiteral("disconnected");
}

bool isSecurityMismatch(const QByteArray& reason)
{
    return reason.contains("security.protocol") || reason.contains("ApiVersion");
}

QString isItRunning()
{
    return QStringLiteral("is it running, and is --kafka-brokers right?");
}

QString checkAcls()
{
    return QStringLiteral("check the ACLs of our user");
}

KafkaProblem tlsProblem()
{
    return {Kind::Security, ErrorCode::AccessRefused, QStringLiteral("the TLS handshake with Kafka failed"),
            QStringLiteral("check security.protocol, ssl.ca.location and the broker's certificate")};
}

KafkaProblem transportProblem(const QByteArray& reason, const QString& brokers)
{
    if (reason.contains("SSL") || reason.contains("handshake"))
        return tlsProblem();
    if (isSecurityMismatch(reason))
        return {Kind::Security, ErrorCode::AccessRefused, QStringLiteral("Kafka closes the connection at once"),
                QStringLiteral("check security.protocol, the listener may want TLS or SASL")};
    const auto failed = failedAddress(reason, brokers);
    if (failed.learned)
        return {Kind::Advertised, ErrorCode::Unavailable,
                QStringLiteral("Kafka names %1 as the address of a broker, and that cannot be reached from here (%2)")
                    .arg(failed.address, detail(reason)),
                QStringLiteral("is the broker down, or advertised.listeners wrong?")};
    return {Kind::Unreachable, ErrorCode::Unavailable,
            QStringLiteral("cannot reach Kafka at %1 (%2)")
                .arg(failed.address.contains(u':') ? failed.address : brokers, detail(reason)),
            isItRunning()};
}

} // namespace

KafkaProblem describeKafkaProblem(rd_kafka_resp_err_t error, const QByteArray& reason, const QString& brokers,
                                  const QString& topic)
{
    switch (error) {
    case RD_KAFKA_RESP_ERR__TRANSPORT:
    case RD_KAFKA_RESP_ERR__RESOLVE:
    case RD_KAFKA_RESP_ERR__TIMED_OUT:
    case RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE:
        return transportProblem(reason, brokers);
    case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN:
        return {Kind::Unreachable, ErrorCode::Unavailable, QStringLiteral("cannot reach Kafka at %1").arg(brokers),
                isItRunning()};
    case RD_KAFKA_RESP_ERR__AUTHENTICATION:
    case RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED:
    case RD_KAFKA_RESP_ERR_ILLEGAL_SASL_STATE:
        return {Kind::Security, ErrorCode::AccessRefused, QStringLiteral("Kafka refuses the login"),
                QStringLiteral("check sasl.username, sasl.password and security.protocol")};
    case RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE:
    case RD_KAFKA_RESP_ERR_UNSUPPORTED_SASL_MECHANISM:
        return {Kind::Security, ErrorCode::AccessRefused, QStringLiteral("Kafka does not offer this login"),
                QStringLiteral("check sasl.mechanism and security.protocol")};
    case RD_KAFKA_RESP_ERR__SSL:
        return tlsProblem();
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
    case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
    case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
        return {Kind::TopicMissing, ErrorCode::NotFound, QStringLiteral("the topic \"%1\" does not exist").arg(topic),
                QStringLiteral("create it, or let the broker create topics")};
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
        return {Kind::NotAuthorized, ErrorCode::AccessRefused,
                QStringLiteral("Kafka does not let us use the topic \"%1\"").arg(topic), checkAcls()};
    case RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED:
        return {Kind::NotAuthorized, ErrorCode::AccessRefused,
                QStringLiteral("Kafka does not let us use the consumer group"), checkAcls()};
    case RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED:
        return {Kind::NotAuthorized, ErrorCode::AccessRefused,
                QStringLiteral("Kafka does not let us write (cluster authorization)"), checkAcls()};
    case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
        return {Kind::Other, ErrorCode::InvalidInput, QStringLiteral("the message is larger than Kafka accepts")};
    default:
        return {Kind::Other, ErrorCode::Unavailable,
                QStringLiteral("Kafka: %1").arg(QString::fromUtf8(rd_kafka_err2str(error)))};
    }
}

} // namespace orderdesk
