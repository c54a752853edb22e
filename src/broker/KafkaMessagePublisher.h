#pragma once

#include "broker/BrokerSettings.h"
#include "broker/MessagePublisher.h"

#include <memory>

namespace orderdesk {

/// MessagePublisher on librdkafka's idempotent producer. Connects on first use.
class KafkaMessagePublisher final : public MessagePublisher
{
public:
    explicit KafkaMessagePublisher(BrokerSettings settings);
    ~KafkaMessagePublisher() override;

    std::vector<Result<MessagePosition>> publish(std::span<const OutgoingMessage> messages,
                                                 std::chrono::milliseconds timeout) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace orderdesk
