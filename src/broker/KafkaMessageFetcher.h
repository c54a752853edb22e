#pragma once

#include "broker/BrokerSettings.h"
#include "broker/MessageFetcher.h"

#include <functional>

namespace orderdesk {

/// MessageFetcher on librdkafka. Each fetch() connects anew and lets go: it is asked for rarely, by a person.
class KafkaMessageFetcher final : public MessageFetcher
{
public:
    /// `isStopping`, from any thread: a fetch() gives up within 0.3 s (Cancelled).
    explicit KafkaMessageFetcher(BrokerSettings settings, std::function<bool()> isStopping = {});

    Result<Message> fetch(const MessagePosition& position, std::chrono::milliseconds timeout) override;

private:
    const BrokerSettings m_settings;
    const std::function<bool()> m_isStopping;
};

} // namespace orderdesk
