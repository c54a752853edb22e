#pragma once

#include <QString>

namespace orderdesk {

/// What a Kafka cluster says of itself. It does not say its version.
struct ClusterName
{
    QString id;      ///< empty: it has none (before Kafka 0.10)
    int brokers = 0; ///< that it names
};

} // namespace orderdesk
