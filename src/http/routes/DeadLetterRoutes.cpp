#include "http/routes/DeadLetterRoutes.h"

#include "domain/Timestamp.h"
#include "http/routes/ListParameters.h"
#include "http/routes/PositionJson.h"
#include "http/routes/Replies.h"
#include "json/JsonText.h"

#include <QStringDecoder>

namespace orderdesk {

namespace {

constexpr qsizetype mostHeaders = 100;
constexpr qsizetype mostHeaderBytes = 4096;

HttpReply failureReply(const Error& error)
{
    return problemReply(problemOf(error.code, Problem::DeadLetterNotFound), error.message.english().toUtf8());
}

bool isUtf8(const QByteArray& bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString ignored = decoder(bytes);
    return !decoder.hasError();
}

/// {"bytes","base64","text"}: text is null unless it is UTF-8. Null for a missing value.
void writeBytes(JsonText& json, const std::optional<QByteArray>& bytes, qsizetype most)
{
    if (!bytes) {
        json.null();
        return;
    }
    const QByteArray shown = bytes->left(most);
    json.beginObject();
    json.name("bytes").value(static_cast<std::int64_t>(bytes->size()));
    json.name("truncated").value(shown.size() < bytes->size());
    json.name("base64").value(shown.toBase64());
    json.name("text");
    if (isUtf8(shown))
        json.value(shown);
    else
        json.null();
    json.endObject();
}

void writeHeadline(JsonText& json, const DeadLetter& deadLetter)
{
    json.name("id").value(deadLetter.id);
    json.name("order_uid").value(deadLetter.orderUid);
    json.name("received_at").value(formatRfc3339(deadLetter.receivedAt));
    writePosition(json.name("kafka"), deadLetter.message.position);
    json.name("violations").json(encodeViolations(deadLetter.violations));
    json.name("redrive_count").value(deadLetter.redriveCount);
    json.name("redriven_at");
    if (deadLetter.redrivenAt)
        json.value(formatRfc3339(*deadLetter.redrivenAt));
    else
        json.null();
}

} // namespace

std::optional<std::int64_t> parseDeadLetterId(const QByteArray& text)
{
    bool isNumber = false;
    const qint64 id = text.toLongLong(&isNumber);
    if (!isNumber || id <= 0 || QByteArray::number(id) != text)
        return std::nullopt;
    return id;
}

void DeadLetterRoutes::addTo(RouteTable& table)
{
    table.add({"GET",
               "/dead-letters",
               Route::Access::Read,
               [this](const HttpRequest& r) { return deadLetters(r); },
               0,
               {"after", "limit"}});
    table.add(
        {"GET", "/dead-letters/<arg>", Route::Access::Read, [this](const HttpRequest& r) { return deadLetter(r); }});
}

HttpReply DeadLetterRoutes::deadLetters(const HttpRequest& request)
{
    const auto parameters = ListParameters::of(request);
    if (!parameters)
        return failureReply(parameters.error());
    std::optional<std::int64_t> before;
    if (!parameters->after.isEmpty()) {
        before = parseDeadLetterId(parameters->after.toUtf8());
        if (!before)
            return problemReply(Problem::MalformedParameter, "after is not a value of next");
    }
    const auto page = m_lookup.deadLetters(before, parameters->limit);
    if (!page)
        return failureReply(page.error());
    JsonText json;
    json.beginObject().name("dead_letters").beginArray();
    for (const DeadLetter& deadLetter : page->deadLetters) {
        json.beginObject();
        writeHeadline(json, deadLetter);
        json.endObject();
    }
    json.endArray().name("next");
    if (page->next)
        json.value(QByteArray::number(static_cast<qint64>(*page->next)));
    else
        json.null();
    json.endObject();
    return jsonReply(json.line());
}

HttpReply DeadLetterRoutes::deadLetter(const HttpRequest& request)
{
    const auto id = parseDeadLetterId(request.argument);
    if (!id)
        return problemReply(Problem::DeadLetterNotFound);
    const auto deadLetter = m_lookup.deadLetter(*id);
    if (!deadLetter)
        return failureReply(deadLetter.error());
    const Message& message = deadLetter->message;
    JsonText json;
    json.beginObject();
    writeHeadline(json, *deadLetter);
    json.name("key");
    writeBytes(json, message.key, mostHeaderBytes);
    json.name("headers").beginArray();
    for (const auto& [name, value] : message.headers.mid(0, mostHeaders)) {
        json.beginObject().name("name");
        writeBytes(json, name, mostHeaderBytes);
        json.name("value");
        writeBytes(json, value, mostHeaderBytes);
        json.endObject();
    }
    json.endArray();
    json.name("header_count").value(static_cast<std::int64_t>(message.headers.size()));
    json.name("value");
    writeBytes(json, message.value, mostValueBytes);
    json.endObject();
    return jsonReply(json.line());
}

} // namespace orderdesk
