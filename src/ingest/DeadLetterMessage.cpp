#include "ingest/DeadLetterMessage.h"

namespace orderdesk {

QString describe(const MessagePosition& position)
{
    return position.topic + u'/' + QString::number(position.partition) + u'@' + QString::number(position.offset);
}

OutgoingMessage deadLetterMessage(const DeadLetter& deadLetter, const QString& topic)
{
    const MessagePosition& position = deadLetter.message.position;
    OutgoingMessage outgoing;
    outgoing.topic = topic;
    outgoing.key = deadLetter.message.key;
    outgoing.value = deadLetter.message.value;
    outgoing.headers = deadLetter.message.headers;
    const auto add = [&outgoing](const char* name, QByteArray value) {
        outgoing.headers.push_back({QByteArrayLiteral("__connect.errors.") + name, std::move(value)});
    };
    add("topic", position.topic.toUtf8());
    add("partition", QByteArray::number(position.partition));
    add("offset", QByteArray::number(static_cast<qlonglong>(position.offset)));
    add("stage", QByteArrayLiteral("VALUE_CONVERTER"));
    if (!deadLetter.violations.empty()) {
        const Violation& first = deadLetter.violations.front();
        add("exception.class.name", QByteArray::fromStdString(first.code));
        add("exception.message",
            QByteArray::fromStdString(first.pointer.empty() ? first.message : first.pointer + ": " + first.message));
    }
    return outgoing;
}

OutgoingMessage redriveMessage(const DeadLetter& deadLetter, const QString& topic)
{
    static const QByteArray idHeader = QByteArrayLiteral("orderdesk.redrive.id");
    static const QByteArray countHeader = QByteArrayLiteral("orderdesk.redrive.count");
    OutgoingMessage outgoing{topic, deadLetter.message.key, deadLetter.message.value, {}};
    for (const auto& header : deadLetter.message.headers) {
        if (header.first != idHeader && header.first != countHeader) {
            outgoing.headers.push_back(header);
        }
    }
    outgoing.headers.push_back({idHeader, QByteArray::number(static_cast<qlonglong>(deadLetter.id))});
    outgoing.headers.push_back({countHeader, QByteArray::number(deadLetter.redriveCount + 1)});
    return outgoing;
}

} // namespace orderdesk
