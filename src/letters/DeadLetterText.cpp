#include "letters/DeadLetterText.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace orderdesk {
namespace {

constexpr qsizetype longestOrderUid = 128;

QJsonValue encodeBytes(const QByteArray& bytes)
{
    const QString text = QString::fromUtf8(bytes);
    if (!text.contains(QChar::Null) && text.toUtf8() == bytes) {
        return text;
    }
    return QJsonObject{{QStringLiteral("base64"), QString::fromLatin1(bytes.toBase64())}};
}

QByteArray decodeBytes(const QJsonValue& value)
{
    if (value.isObject()) {
        return QByteArray::fromBase64(value[QStringLiteral("base64")].toString().toLatin1());
    }
    return value.toString().toUtf8();
}

} // namespace

QByteArray encodeHeaders(const MessageHeaders& headers)
{
    QJsonArray array;
    for (const auto& [name, value] : headers) {
        array.append(QJsonArray{encodeBytes(name), value ? encodeBytes(*value) : QJsonValue()});
    }
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

MessageHeaders decodeHeaders(std::string_view json)
{
    const QByteArray bytes = QByteArray::fromRawData(json.data(), static_cast<qsizetype>(json.size()));
    MessageHeaders headers;
    for (const QJsonValue header : QJsonDocument::fromJson(bytes).array()) {
        const QJsonValue value = header[1];
        headers.append({decodeBytes(header[0]), value.isNull() ? std::nullopt : std::optional(decodeBytes(value))});
    }
    return headers;
}

QByteArray storableText(const QByteArray& text)
{
    QString converted = QString::fromUtf8(text);
    converted.replace(QChar::Null, QChar::ReplacementCharacter);
    return converted.toUtf8();
}

QByteArray storableOrderUid(const std::string& orderUid)
{
    const QByteArray bytes = QByteArray::fromRawData(orderUid.data(), static_cast<qsizetype>(orderUid.size()));
    return storableText(QString::fromUtf8(bytes).left(longestOrderUid).toUtf8());
}

} // namespace orderdesk
