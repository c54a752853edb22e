#include "app/commands/Redrive.h"

namespace orderdesk {

OutgoingMessage redriveMessage(const DeadLetter& deadLetter, const QString& topic)
{
    OutgoingMessage message{topic, deadLetter.message.key, deadLetter.message.value, {}};
    for (const auto& header : deadLetter.message.headers) {
        if (header.first != redriveIdHeader && header.first != redriveCountHeader)
            message.headers.append(header);
    }
    message.headers.append({redriveIdHeader, QByteArray::number(static_cast<qlonglong>(deadLetter.id))});
    message.headers.append({redriveCountHeader, QByteArray::number(deadLetter.redriveCount + 1)});
    return message;
}

Result<MessagePosition> redrive(OrderReader& reader, MessagePublisher& publisher, std::int64_t id, const QString& topic,
                                std::chrono::milliseconds timeout)
{
    const auto deadLetter = reader.deadLetter(id);
    if (!deadLetter)
        return tl::unexpected(deadLetter.error());
    if (!deadLetter->has_value())
        return failure(ErrorCode::NotFound, QStringLiteral("there is no such dead letter"));
    const std::vector<OutgoingMessage> messages{redriveMessage(**deadLetter, topic)};
    const std::vector<Result<MessagePosition>> results = publisher.publish(messages, timeout);
    if (results.empty())
        return failure(ErrorCode::Internal, QStringLiteral("the publisher gave no result"));
    if (!results.front())
        return results.front();
    if (const Result<void> marked = reader.markRedriven(id); !marked)
        return failure(marked.error().code,
                       QLatin1String("published, but it could not be marked as redriven: ") + marked.error().message);
    return results.front();
}

} // namespace orderdesk
