#pragma once

#include "broker/MessagePublisher.h"

#include <functional>

namespace orderdesk::test {

/// Remembers what was published; the test decides what becomes of each message.
class FakeMessagePublisher final : public MessagePublisher
{
public:
    struct Journal
    {
        std::vector<OutgoingMessage> messages;
        std::vector<std::size_t> batches; ///< sizes
        std::function<Result<MessagePosition>(std::size_t index)> answer = [](std::size_t index) {
            return MessagePosition{QStringLiteral("orders"), 1, static_cast<std::int64_t>(index), {}};
        };
    };

    explicit FakeMessagePublisher(Journal& journal)
        : m_journal(journal)
    {
    }

    std::vector<Result<MessagePosition>> publish(std::span<const OutgoingMessage> messages,
                                                 std::chrono::milliseconds) override
    {
        std::vector<Result<MessagePosition>> results;
        for (const OutgoingMessage& message : messages) {
            results.push_back(m_journal.answer(m_journal.messages.size()));
            m_journal.messages.push_back(message);
        }
        m_journal.batches.push_back(messages.size());
        return results;
    }

private:
    Journal& m_journal;
};

} // namespace orderdesk::test
