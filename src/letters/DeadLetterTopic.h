#pragma once

#include "broker/MessagePublisher.h"
#include "domain/DeadLetter.h"

#include <chrono>
#include <memory>
#include <span>
#include <vector>

namespace orderdesk {

/// Publishes dead letters to the dead-letter topic, beside the database, which keeps them whole in any case. What is
/// too large for the topic is published without its value, and if need be without its key and headers: a message that
/// the topic can never take must not hold up all others. One owner thread (the writer's).
class DeadLetterTopic final
{
public:
    DeadLetterTopic(std::unique_ptr<MessagePublisher> publisher, QString topic);

    /// What publish() is to bring there; replaces what is still left.
    void begin(std::span<const DeadLetter> deadLetters);
    /// Tries once to have all that is left acknowledged, at most `timeout`. Fails as the publisher does; call it again
    /// then.
    Result<void> publish(std::chrono::milliseconds timeout);

private:
    struct Unsent
    {
        OutgoingMessage message;
        int shortened = 0; ///< 0: whole, 1: without its value, 2: only the reason
    };

    bool shorten(Unsent& unsent) const;

    const std::unique_ptr<MessagePublisher> m_publisher;
    const QString m_topic;
    std::vector<Unsent> m_unsent;
};

} // namespace orderdesk
