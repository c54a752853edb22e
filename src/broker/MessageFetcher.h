#pragma once

#include "domain/Message.h"
#include "words/Result.h"

#include <chrono>

namespace orderdesk {

/// Reads single messages by their place in Kafka, outside every consumer group: nothing is committed, no group notices.
/// One owner thread.
class MessageFetcher
{
public:
    virtual ~MessageFetcher() = default;

    /// The message at topic, partition and offset of `position`, exactly as Kafka keeps it; whether its timestamp is
    /// that of `position` is the caller's to compare (a topic may have been made anew). Takes `timeout` at most.
    /// NotFound: Kafka does not keep it (any more), and says which offsets it keeps. Unavailable, AccessRefused.
    virtual Result<Message> fetch(const MessagePosition& position, std::chrono::milliseconds timeout) = 0;
};

} // namespace orderdesk
