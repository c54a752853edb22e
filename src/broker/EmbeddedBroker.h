#pragma once

#include "words/Result.h"

#include <QString>

#include <memory>

namespace orderdesk {

/// A Kafka for trying things out, inside this process, on a random port of 127.0.0.1 (librdkafka's mock cluster).
/// Memory only: 5 MiB a partition, older messages vanish silently, nothing outlives the process. Not for orders that
/// matter.
class EmbeddedBroker final
{
public:
    static Result<std::unique_ptr<EmbeddedBroker>> start(const QString& topic, int partitions = 4);
    ~EmbeddedBroker();

    /// "127.0.0.1:PORT", for any Kafka client on this machine.
    QString bootstrapServers() const;

private:
    struct Private;
    explicit EmbeddedBroker(std::unique_ptr<Private> p);
    std::unique_ptr<Private> d;
};

} // namespace orderdesk
