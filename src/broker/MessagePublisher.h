#pragma once

#include "domain/Message.h"
#include "words/Result.h"

#include <chrono>
#include <span>
#include <vector>

namespace orderdesk {

struct OutgoingMessage
{
    QString topic;
    std::optional<QByteArray> key;
    std::optional<QByteArray> value;
    MessageHeaders headers;
};

/// Sends messages to Kafka (acks=all, idempotent). One owner thread.
class MessagePublisher
{
public:
    virtual ~MessagePublisher() = default;

    /// Sends all and waits until each is acknowledged or refused, at most `timeout`. One result per message, in order:
    /// where it went, or why not (Unavailable: not acknowledged in time, it may arrive all the same; InvalidInput: too
    /// large).
    virtual std::vector<Result<MessagePosition>> publish(std::span<const OutgoingMessage> messages,
                                                         std::chrono::milliseconds timeout) = 0;
};

} // namespace orderdesk
