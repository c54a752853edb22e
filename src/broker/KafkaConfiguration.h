#pragma once

#include "broker/BrokerSettings.h"
#include "broker/KafkaHandles.h"
#include "broker/KafkaLog.h"
#include "words/Result.h"

#include <QByteArray>
#include <QList>

namespace orderdesk {

/// librdkafka's configuration: `ours`, then `theirs` (the user's, so they win). Fails (InvalidInput) for a property
/// that does not exist, has a bad value or is Orderdesk's to decide; the text names the property and the reason, never
/// the value, which may be a secret.
Result<KafkaConf> makeKafkaConf(const KafkaProperties& ours, const KafkaProperties& theirs);

/// Makes a consumer or producer of `conf`, which must have its callbacks set. Fails (InvalidInput) when the properties
/// contradict each other or name files that cannot be read. Connects in the background.
Result<KafkaClient> makeKafkaClient(rd_kafka_type_t type, KafkaConf conf, const KafkaProperties& theirs);

/// Who has a client and hears what librdkafka says of it: on its own thread, inside its own poll of the client, since
/// `log.queue` leaves librdkafka no other way. Outlives the client.
class KafkaClientOwner
{
public:
    virtual void logLine(int level, const char* facility, const char* text) { m_log.write(level, facility, text); }
    virtual void errorReported(rd_kafka_resp_err_t error, const char* reason) = 0;

protected:
    ~KafkaClientOwner() = default;

private:
    KafkaLog m_log;
};

/// A client for `settings` with the properties that all of ours have, `ours`, and the callbacks that `more` sets; the
/// opaque of all callbacks is `owner`. Fails as the two above.
Result<KafkaClient> openKafkaClient(rd_kafka_type_t type, const BrokerSettings& settings, const KafkaProperties& ours,
                                    KafkaClientOwner& owner, void (*more)(rd_kafka_conf_t*) = nullptr);

} // namespace orderdesk
