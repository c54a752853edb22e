#include "letters/DeadLetterTopic.h"

#include "letters/DeadLetterMessage.h"

namespace orderdesk {

DeadLetterTopic::DeadLetterTopic(std::unique_ptr<MessagePublisher> publisher, QString topic)
    : m_publisher(std::move(publisher))
    , m_topic(std::move(topic))
{
}

void DeadLetterTopic::begin(std::span<const DeadLetter> deadLetters)
{
    m_unsent.clear();
    for (const DeadLetter& deadLetter : deadLetters) {
        m_unsent.push_back({deadLetterMessage(deadLetter, m_topic), 0});
    }
}

Result<void> DeadLetterTopic::publish(std::chrono::milliseconds timeout)
{
    while (!m_unsent.empty()) {
        std::vector<OutgoingMessage> outgoing;
        for (const Unsent& unsent : m_unsent) {
            outgoing.push_back(unsent.message);
        }
        const auto results = m_publisher->publish(outgoing, timeout);
        std::vector<Unsent> left;
        std::optional<Error> error;
        for (std::size_t i = 0; i < results.size(); ++i) {
            if (results[i]) {
                continue;
            }
            if (results[i].error().code != ErrorCode::InvalidInput || !shorten(m_unsent[i])) {
                error = results[i].error();
            }
            left.push_back(std::move(m_unsent[i]));
        }
        m_unsent = std::move(left);
        if (error) {
            return tl::unexpected<Error>(*error);
        }
    }
    return {};
}

// False: nothing is left to leave out.
bool DeadLetterTopic::shorten(Unsent& unsent) const
{
    OutgoingMessage& message = unsent.message;
    switch (unsent.shortened++) {
    case 0:
        message.headers.push_back({QByteArrayLiteral("orderdesk.value.bytes"),
                                   QByteArray::number(message.value ? message.value->size() : qsizetype{0})});
        message.value.reset();
        return true;
    case 1:
        message.key.reset();
        message.headers.removeIf([](const auto& header) {
            return !header.first.startsWith("__connect.errors.") && header.first != "orderdesk.value.bytes";
        });
        return true;
    default:
        return false;
    }
}

} // namespace orderdesk
