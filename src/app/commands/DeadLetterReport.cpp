#include "app/commands/DeadLetterReport.h"

#include "letters/DeadLetterMessage.h"
#include "words/EscapeText.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringDecoder>
#include <QStringList>

#include <algorithm>
#include <array>
#include <optional>

namespace orderdesk {

namespace {

QString timeText(Timestamp time)
{
    return QString::fromLatin1(formatRfc3339(std::chrono::floor<std::chrono::milliseconds>(time)));
}

/// Strict UTF-8 without control characters but line feeds and tabs; none for anything else.
std::optional<QString> asText(const QByteArray& bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder.decode(bytes);
    const bool binary = std::any_of(bytes.begin(), bytes.end(), [](char byte) {
        const auto code = static_cast<unsigned char>(byte);
        return (code < 0x20 && code != '\n' && code != '\r' && code != '\t') || code == 0x7f;
    });
    return decoder.hasError() || binary ? std::nullopt : std::optional(text);
}

QString headline(const Violations& violations)
{
    const auto error = std::find_if(violations.begin(), violations.end(),
                                    [](const Violation& each) { return each.severity == Severity::Error; });
    if (error == violations.end())
        return QStringLiteral("unknown");
    QString text = QString::fromStdString(error->code);
    if (!error->pointer.empty())
        text += QLatin1Char(' ') + escapeText(QString::fromStdString(error->pointer));
    const auto further = violations.size() - 1;
    return further == 0 ? text : QString(text + QStringLiteral(" (+%1)").arg(further));
}

QString orderNumber(const DeadLetter& deadLetter)
{
    constexpr qsizetype widest = 40;
    const QString text = escapeText(QString::fromStdString(deadLetter.orderUid));
    if (text.isEmpty())
        return QStringLiteral("-");
    return text.size() > widest ? QString(text.left(widest - 1) + QChar(0x2026)) : text;
}

QString redriven(const DeadLetter& deadLetter)
{
    if (!deadLetter.redrivenAt)
        return QStringLiteral("-");
    return QStringLiteral("%1x, %2").arg(deadLetter.redriveCount).arg(timeText(*deadLetter.redrivenAt));
}

QJsonObject summaryObject(const DeadLetter& deadLetter)
{
    const MessagePosition& position = deadLetter.message.position;
    QJsonObject object{
        {QStringLiteral("id"), static_cast<qint64>(deadLetter.id)},
        {QStringLiteral("received_at"), timeText(deadLetter.receivedAt)},
        {QStringLiteral("topic"), position.topic},
        {QStringLiteral("partition"), position.partition},
        {QStringLiteral("offset"), static_cast<qint64>(position.offset)},
        {QStringLiteral("timestamp"), timeText(position.timestamp)},
        {QStringLiteral("order_uid"), QString::fromStdString(deadLetter.orderUid)},
        {QStringLiteral("redrive_count"), deadLetter.redriveCount},
        {QStringLiteral("violations"), QJsonDocument::fromJson(encodeViolations(deadLetter.violations)).array()}};
    object.insert(QStringLiteral("redriven_at"),
                  deadLetter.redrivenAt ? QJsonValue(timeText(*deadLetter.redrivenAt)) : QJsonValue());
    return object;
}

void insertBytes(QJsonObject& object, const QString& name, const std::optional<QByteArray>& bytes)
{
    const std::optional<QString> text = bytes ? asText(*bytes) : std::nullopt;
    if (!bytes)
        object.insert(name, QJsonValue());
    else if (text)
        object.insert(name, *text);
    else
        object.insert(name + QLatin1String("_base64"), QString::fromLatin1(bytes->toBase64()));
}

QString hexDump(const QByteArray& bytes)
{
    constexpr qsizetype width = 16;
    QString dump;
    for (qsizetype offset = 0; offset < bytes.size(); offset += width) {
        const QByteArray row = bytes.mid(offset, width);
        QByteArray shown = row;
        std::replace_if(
            shown.begin(), shown.end(), [](char byte) { return byte < 0x20 || byte > 0x7e; }, '.');
        dump += QStringLiteral("%1  ").arg(offset, 8, 16, QLatin1Char('0')) +
                QString::fromLatin1(row.toHex(' ').leftJustified(3 * width)) + QLatin1Char(' ') +
                QString::fromLatin1(shown) + QLatin1Char('\n');
    }
    return dump;
}

QString shownBytes(const std::optional<QByteArray>& bytes)
{
    if (!bytes)
        return QStringLiteral("none");
    const std::optional<QString> text = asText(*bytes);
    return text ? escapeText(*text) : QString(QLatin1String("hex ") + QString::fromLatin1(bytes->toHex()));
}

/// Each line escaped by itself, so that the text keeps its lines and touches no terminal.
QString multiLineText(const QString& text)
{
    QStringList lines = text.split(QLatin1Char('\n'));
    for (QString& line : lines)
        line = escapeText(line.replace(QLatin1Char('\t'), QLatin1String("    ")));
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

using Row = std::array<QString, 6>;

/// Columns as wide as their widest cell, the last as it is.
QString tableText(const std::vector<Row>& rows)
{
    std::array<qsizetype, 6> widths{};
    for (const Row& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    QString table;
    for (const Row& row : rows) {
        QString line;
        for (std::size_t i = 0; i + 1 < row.size(); ++i)
            line += row[i].leftJustified(widths[i]) + QLatin1String("  ");
        line += row.back();
        table += line + QLatin1Char('\n');
    }
    return table;
}

QString field(const char* name, const QString& value)
{
    return QString(QLatin1String(name)).leftJustified(12) + value + QLatin1Char('\n');
}

} // namespace

QString deadLetterTable(const std::vector<DeadLetter>& deadLetters)
{
    std::vector<Row> rows{{QStringLiteral("ID"), QStringLiteral("RECEIVED"), QStringLiteral("POSITION"),
                           QStringLiteral("ORDER"), QStringLiteral("REDRIVEN"), QStringLiteral("REASON")}};
    for (const DeadLetter& each : deadLetters)
        rows.push_back({QString::number(each.id), timeText(each.receivedAt), describe(each.message.position),
                        orderNumber(each), redriven(each), headline(each.violations)});
    return tableText(rows);
}

QString deadLetterChangeTable(const std::vector<DeadLetterChange>& changes)
{
    std::vector<Row> rows{{QStringLiteral("ID"), QStringLiteral("CHANGED"), QStringLiteral("POSITION"),
                           QStringLiteral("BY"), QStringLiteral("ACTION"), QStringLiteral("DETAIL")}};
    const auto shown = [](const std::string& text) { return escapeText(QString::fromStdString(text)); };
    for (const DeadLetterChange& each : changes)
        rows.push_back({QString::number(each.deadLetterId), timeText(each.changedAt), describe(each.position),
                        shown(each.changedBy), shown(each.action), shown(each.detail)});
    return tableText(rows);
}

QByteArray deadLetterChangeJson(const DeadLetterChange& change)
{
    const QJsonObject object{{QStringLiteral("dead_letter_id"), static_cast<qint64>(change.deadLetterId)},
                             {QStringLiteral("changed_at"), timeText(change.changedAt)},
                             {QStringLiteral("changed_by"), QString::fromStdString(change.changedBy)},
                             {QStringLiteral("action"), QString::fromStdString(change.action)},
                             {QStringLiteral("topic"), change.position.topic},
                             {QStringLiteral("partition"), change.position.partition},
                             {QStringLiteral("offset"), static_cast<qint64>(change.position.offset)},
                             {QStringLiteral("detail"), QString::fromStdString(change.detail)}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray deadLetterSummaryJson(const DeadLetter& deadLetter)
{
    return QJsonDocument(summaryObject(deadLetter)).toJson(QJsonDocument::Compact);
}

QString deadLetterDetail(const DeadLetter& deadLetter)
{
    const Message& message = deadLetter.message;
    QString detail = field("id", QString::number(deadLetter.id));
    for (const Violation& violation : deadLetter.violations)
        detail += field(
            violation.severity == Severity::Error ? "error" : "warning",
            escapeText(QString::fromStdString(violation.pointer + ": " + violation.code + ": " + violation.message)));
    detail += field("position", describe(message.position)) + field("timestamp", timeText(message.position.timestamp)) +
              field("received", timeText(deadLetter.receivedAt)) + field("order", orderNumber(deadLetter)) +
              field("redriven", redriven(deadLetter)) + field("key", shownBytes(message.key));
    for (const auto& [name, value] : message.headers)
        detail += field("header", shownBytes(name) + QLatin1String(": ") + shownBytes(value));
    if (!message.value)
        return detail + field("value", QStringLiteral("none (a tombstone)"));
    const std::optional<QString> text = asText(*message.value);
    detail += field("value", QStringLiteral("%1 bytes").arg(message.value->size())) + QLatin1Char('\n');
    return detail + (text ? multiLineText(*text) : hexDump(*message.value));
}

QByteArray deadLetterJson(const DeadLetter& deadLetter)
{
    QJsonObject object = summaryObject(deadLetter);
    insertBytes(object, QStringLiteral("key"), deadLetter.message.key);
    insertBytes(object, QStringLiteral("value"), deadLetter.message.value);
    QJsonArray headers;
    for (const auto& [name, value] : deadLetter.message.headers) {
        QJsonObject header;
        insertBytes(header, QStringLiteral("name"), name);
        insertBytes(header, QStringLiteral("value"), value);
        headers.append(header);
    }
    object.insert(QStringLiteral("headers"), headers);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace orderdesk
