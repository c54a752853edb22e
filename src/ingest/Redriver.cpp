#include "ingest/Redriver.h"

#include "ingest/DeadLetterMessage.h"

#include <array>

namespace orderdesk {

namespace {

constexpr std::chrono::seconds publishTimeout{5}; // a program that stops waits for it

} // namespace

Result<MessagePosition> redrive(std::int64_t deadLetterId, const QString& topic, MessagePublisher& publisher,
                                OrderReader& reader)
{
    auto read = reader.deadLetter(deadLetterId);
    if (!read) {
        return tl::unexpected<Error>(read.error());
    }
    if (!*read) {
        return failure(ErrorCode::NotFound, QStringLiteral("there is no dead letter with this number"));
    }
    const std::array outgoing{redriveMessage(**read, topic)};
    auto published = publisher.publish(outgoing, publishTimeout);
    if (!published.front()) {
        return published.front();
    }
    // Should noting it fail, the message is on the topic all the same: a second redrive only repeats it.
    if (auto marked = reader.markRedriven(deadLetterId); !marked) {
        return failure(marked.error().code,
                       u"published, but it could not be marked as redriven: " + marked.error().message);
    }
    return published.front();
}

Redriver::Redriver(Parts parts)
    : m_topic(parts.topic)
    , m_thread(QStringLiteral("redriver"), [parts] {
        return std::make_unique<Tools>(Tools{parts.makePublisher(), parts.makeReader()});
    })
{
}

void Redriver::redrive(std::int64_t deadLetterId, QObject* context, std::function<void(Result<void>)> done)
{
    m_thread.ask(
        [deadLetterId, topic = m_topic](Tools& tools) {
            const auto sent = orderdesk::redrive(deadLetterId, topic, *tools.publisher, *tools.reader);
            return sent ? Result<void>() : Result<void>(tl::unexpected<Error>(sent.error()));
        },
        context, std::move(done));
}

} // namespace orderdesk
