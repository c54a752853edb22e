#pragma once

#include "words/Result.h"

#include <QByteArray>
#include <QString>

#include <librdkafka/rdkafka.h>

namespace orderdesk {

/// What is wrong between us and Kafka, in words for people.
struct KafkaProblem
{
    enum class Kind {
        Unreachable,   ///< no connection to an address from the settings
        Advertised,    ///< connected, but an address the cluster names cannot be reached
        Security,      ///< TLS, SASL or the choice between them
        TopicMissing,  ///< heals when somebody creates it
        NotAuthorized, ///< an ACL forbids it
        Other,
    };

    Kind kind = Kind::Other;
    ErrorCode code = ErrorCode::Unavailable;
    Sentence cause;  ///< one line; no secret
    Sentence hint{}; ///< what to look at, one line
    rd_kafka_resp_err_t kafkaError = RD_KAFKA_RESP_ERR_NO_ERROR;

    Error asError() const { return {code, cause, hint, {}, kafkaError}; }
};

/// Turns librdkafka's error and reason ("host:port/bootstrap: Connect to … failed: Connection refused") into a cause.
/// `brokers` is the setting, `topic` the one concerned.
KafkaProblem describeKafkaProblem(rd_kafka_resp_err_t error, const QByteArray& reason, const QString& brokers,
                                  const QString& topic);

} // namespace orderdesk
