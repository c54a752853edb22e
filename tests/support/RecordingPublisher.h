#pragma once

#include "broker/MessagePublisher.h"

#include <atomic>
#include <condition_variable>
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

    void hold() ///< who publishes from now on waits until release()
    {
        const std::scoped_lock lock(mutex);
        isHeld = true;
    }
    void release()
    {
        const std::scoped_lock lock(mutex);
        isHeld = false;
        released.notify_all();
    }

    mutable std::mutex mutex;
    std::vector<OutgoingMessage> messages; ///< guarded by mutex, as all that follows
    std::optional<Error> failure;          ///< nothing is published
    bool isHeld = false;
    std::condition_variable released;
    std::atomic<int> calls = 0; ///< of publish(), those that wait too
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
        std::unique_lock lock(m_sent->mutex);
        ++m_sent->calls;
        m_sent->released.wait(lock, [this] { return !m_sent->isHeld; });
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
