#pragma once

#include "broker/MessagePublisher.h"

#include <memory>
#include <mutex>
#include <optional>

namespace orderdesk::test {

/// What RecordingPublishers were given. Any thread.
struct SentMessages
{
    std::vector<OutgoingMessage> all() const
    {
        const std::scoped_lock lock(mutex);
        return messages;
    }
    std::size_t count() const { return all().size(); }
    void fail(std::optional<Error> error)
    {
        const std::scoped_lock lock(mutex);
        failure = std::move(error);
    }

    mutable std::mutex mutex;
    std::vector<OutgoingMessage> messages; ///< guarded by mutex, as all that follows
    std::optional<Error> failure;          ///< nothing is published
};

/// Publishes to partition 1, offsets in the order of publication.
class RecordingPublisher final : public MessagePublisher
{
public:
    explicit RecordingPublisher(std::shared_ptr<SentMessages> sent)
        : m_sent(std::move(sent))
    {
    }

    std::vector<Result<MessagePosition>> publish(std::span<const OutgoingMessage> messages,
                                                 std::chrono::milliseconds) override
    {
        const std::scoped_lock lock(m_sent->mutex);
        std::vector<Result<MessagePosition>> results;
        for (const OutgoingMessage& message : messages) {
            if (m_sent->failure) {
                results.emplace_back(tl::unexpected<Error>(*m_sent->failure));
                continue;
            }
            results.emplace_back(
                MessagePosition{message.topic, 1, static_cast<std::int64_t>(m_sent->messages.size()), {}});
            m_sent->messages.push_back(message);
        }
        return results;
    }

private:
    std::shared_ptr<SentMessages> m_sent;
};

} // namespace orderdesk::test
