#include "ui/traffic/LetterExport.h"

#include "ui/words/DisplayText.h"
#include "json/JsonText.h"

#include <QCoreApplication>

namespace orderdesk {

namespace {

constexpr int batchLetters = 50;

std::string moment(Timestamp time)
{
    return formatRfc3339(time).toStdString();
}

/// UTF-8 that a file of text can hold.
bool isText(const QByteArray& bytes)
{
    return !bytes.contains('\0') && QString::fromUtf8(bytes).toUtf8() == bytes;
}

/// "key":"…", "key_base64":"…" or "key":null.
void writeBytes(JsonText& json, const std::string& name, const std::optional<QByteArray>& bytes)
{
    const bool asText = !bytes || isText(*bytes);
    json.name(asText ? name : name + "_base64");
    if (!bytes)
        json.null();
    else
        json.value(asText ? *bytes : bytes->toBase64());
}

QByteArray headersJson(const MessageHeaders& headers)
{
    JsonText json;
    json.beginArray();
    for (const auto& [name, value] : headers) {
        json.beginObject();
        writeBytes(json, "name", name);
        writeBytes(json, "value", value);
        json.endObject();
    }
    json.endArray();
    return json.document();
}

/// "/payment/amount: should be …; …": never a value of the message.
std::string violationsText(const Violations& violations)
{
    std::string text;
    for (const Violation& violation : violations)
        text += (text.empty() ? "" : "; ") + violation.pointer + ": " + violation.message;
    return text;
}

/// The key as it may be shown to anybody.
std::optional<QByteArray> maskedKey(const DeadLetter& letter)
{
    const std::optional<QByteArray>& key = letter.message.key;
    if (!key || key->toStdString() == letter.orderUid)
        return key;
    return text::masked(QString::fromUtf8(*key).replace(QChar::Null, QChar::ReplacementCharacter)).toUtf8();
}

void addBytes(ExportRecord& record, const char* name, const char* base64Name, const std::optional<QByteArray>& bytes)
{
    const bool asText = !bytes || isText(*bytes);
    record.fields.emplace_back(name, bytes && asText ? bytes->toStdString() : std::string());
    record.fields.emplace_back(base64Name, asText ? std::string() : bytes->toBase64().toStdString());
}

/// What the fields begin with, in both forms.
void addFacts(ExportRecord& record, const DeadLetter& letter)
{
    const MessagePosition& position = letter.message.position;
    record.fields.emplace_back("id", letter.id);
    record.fields.emplace_back("received_at", moment(letter.receivedAt));
    record.fields.emplace_back("topic", position.topic.toStdString());
    record.fields.emplace_back("partition", std::int64_t{position.partition});
    record.fields.emplace_back("offset", position.offset);
    record.fields.emplace_back("timestamp", moment(position.timestamp));
    record.fields.emplace_back("order_uid", letter.orderUid);
    record.fields.emplace_back("redrive_count", std::int64_t{letter.redriveCount});
}

QByteArray documentOf(const DeadLetter& letter, const std::optional<QByteArray>& key, bool personalData)
{
    ExportRecord facts;
    addFacts(facts, letter);
    JsonText json;
    json.beginObject();
    writeMembers(json, facts.fields);
    json.name("redriven_at");
    if (letter.redrivenAt)
        json.value(formatRfc3339(*letter.redrivenAt));
    else
        json.null();
    json.name("violations").json(encodeViolations(letter.violations));
    writeBytes(json, "key", key);
    json.name("value_bytes");
    if (letter.message.value)
        json.value(std::int64_t{letter.message.value->size()});
    else
        json.null();
    if (personalData) {
        writeBytes(json, "value", letter.message.value);
        json.name("headers").json(headersJson(letter.message.headers));
    }
    json.endObject();
    return json.document();
}

/// Pages of the database, on the thread and with the connection of the export alone.
struct LetterPages
{
    std::unique_ptr<DeadLetterBrowser> browser;
    std::optional<std::int64_t> next;
    bool isDone = false;

    Result<std::optional<std::vector<ExportRecord>>> read(const DeadLetterFilter& filter, const ExportOptions& options)
    {
        if (isDone)
            return std::nullopt;
        const auto page = browser->wholeLetters(filter, next, batchLetters);
        if (!page)
            return tl::unexpected(page.error());
        next = page->next;
        isDone = !next;
        std::vector<ExportRecord> records;
        for (const DeadLetter& letter : page->deadLetters)
            records.push_back(exportRecord(letter, options));
        return records;
    }
};

} // namespace

ExportRecord exportRecord(const DeadLetter& letter, const ExportOptions& options)
{
    const std::optional<QByteArray> key = options.personalData ? letter.message.key : maskedKey(letter);
    ExportRecord record;
    if (options.format != ExportFormat::Csv) {
        record.document = documentOf(letter, key, options.personalData);
        return record;
    }
    const Message& message = letter.message;
    addFacts(record, letter);
    record.fields.emplace_back("redriven_at", letter.redrivenAt ? moment(*letter.redrivenAt) : std::string());
    record.fields.emplace_back("reason", letter.violations.empty() ? std::string() : letter.violations.front().code);
    record.fields.emplace_back("violations", violationsText(letter.violations));
    addBytes(record, "key", "key_base64", key);
    record.fields.emplace_back("value_bytes", message.value ? std::to_string(message.value->size()) : std::string());
    addBytes(record, "value", "value_base64", options.personalData ? message.value : std::nullopt);
    record.fields.emplace_back("headers",
                               options.personalData ? headersJson(message.headers).toStdString() : std::string());
    return record;
}

ExportPlan letterExport(std::function<std::unique_ptr<DeadLetterBrowser>()> makeBrowser, const DeadLetterFilter& filter,
                        std::optional<std::int64_t> letters)
{
    ExportPlan plan;
    plan.kind = ExportPlan::Kind::DeadLetters;
    plan.what = filter == DeadLetterFilter{}
                    ? QCoreApplication::translate("ExportPlan", "All dead letters")
                    : QCoreApplication::translate("ExportPlan", "All dead letters that match the filter");
    plan.orders = letters;
    for (const ExportField& field : exportRecord(DeadLetter(), ExportOptions()).fields)
        plan.columns.emplace_back(field.name);
    plan.open = [makeBrowser = std::move(makeBrowser), filter](const ExportOptions& options,
                                                               const std::stop_token& stop) -> ExportSource {
        const auto pages = std::make_shared<LetterPages>();
        pages->browser = makeBrowser();
        pages->browser->setStopToken(stop);
        return [pages, filter, options] { return pages->read(filter, options); };
    };
    return plan;
}

} // namespace orderdesk
