#include "letters/DeadLetterMessage.h"

namespace orderdesk {

namespace {

// Of an earlier redrive: they are said anew.
bool isOurs(const QByteArray& header)
{
    return header == "orderdesk.redrive.id" || header == "orderdesk.redrive.count" ||
           header == "orderdesk.redrive.corrected";
}

} // namespace

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
    OutgoingMessage outgoing{topic, deadLetter.message.key, deadLetter.message.value, {}};
    for (const auto& header : deadLetter.message.headers) {
        if (!isOurs(header.first)) {
            outgoing.headers.push_back(header);
        }
    }
    outgoing.headers.push_back(
        {QByteArrayLiteral("orderdesk.redrive.id"), QByteArray::number(static_cast<qlonglong>(deadLetter.id))});
    outgoing.headers.push_back(
        {QByteArrayLiteral("orderdesk.redrive.count"), QByteArray::number(deadLetter.redriveCount + 1)});
    return outgoing;
}

OutgoingMessage correctedMessage(const DeadLetter& deadLetter, const QString& topic, const QByteArray& value,
                                 const std::string& orderUid)
{
    OutgoingMessage outgoing = redriveMessage(deadLetter, topic);
    outgoing.key = QByteArray::fromStdString(orderUid);
    outgoing.value = value;
    outgoing.headers.push_back({QByteArrayLiteral("orderdesk.redrive.corrected"), QByteArrayLiteral("true")});
    return outgoing;
}

} // namespace orderdesk
