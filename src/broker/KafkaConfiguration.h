#pragma once

#include "broker/KafkaHandles.h"
#include "words/Result.h"

#include <QByteArray>
#include <QList>

#include <utility>

namespace orderdesk {

using KafkaProperties = QList<std::pair<QByteArray, QByteArray>>;

/// librdkafka's configuration: `ours`, then `theirs` (the user's, so they win). Fails (InvalidInput) for a property
/// that does not exist, has a bad value or is Orderdesk's to decide; the text names the property and the reason, never
/// the value, which may be a secret.
Result<KafkaConf> makeKafkaConf(const KafkaProperties& ours, const KafkaProperties& theirs);

/// Makes a consumer or producer of `conf`, which must have its callbacks set. Fails (InvalidInput) when the properties
/// contradict each other or name files that cannot be read. Connects in the background.
Result<KafkaClient> makeKafkaClient(rd_kafka_type_t type, KafkaConf conf, const KafkaProperties& theirs);

} // namespace orderdesk
