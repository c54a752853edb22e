#include "ui/traffic/ExportWriter.h"

#include "json/JsonText.h"

#include <algorithm>
#include <string_view>

namespace orderdesk {

namespace {

bool looksLikeAFormula(std::string_view text)
{
    constexpr std::string_view starts[] = {"=",  "+",      "-",      "@",      "\t",    "\r",
                                           "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"};
    return std::any_of(std::begin(starts), std::end(starts),
                       [text](std::string_view start) { return text.starts_with(start); });
}

std::string inQuotes(std::string_view text)
{
    std::string cell = looksLikeAFormula(text) ? "'" + std::string(text) : std::string(text);
    if (cell.find_first_of(",\"\r\n") == std::string::npos)
        return cell;
    for (std::size_t at = cell.find('"'); at != std::string::npos; at = cell.find('"', at + 2))
        cell.insert(at, 1, '"');
    return '"' + cell + '"';
}

std::string cellOf(const ExportField& field)
{
    return field.isNumber ? std::to_string(field.number) : inQuotes(field.text);
}

QByteArray csvLine(const std::vector<std::string>& cells)
{
    QByteArray line;
    for (const std::string& cell : cells) {
        if (!line.isEmpty() || &cell != &cells.front())
            line += ',';
        line += QByteArray::fromStdString(cell);
    }
    line += "\r\n";
    return line;
}

QByteArray objectOf(const ExportRecord& record)
{
    JsonText json;
    json.beginObject();
    writeMembers(json, record.fields);
    json.endObject();
    return json.document();
}

} // namespace

ExportWriter::ExportWriter(const ExportOptions& options, std::vector<std::string> columns)
    : m_options(options)
    , m_columns(std::move(columns))
{
}

QByteArray ExportWriter::head() const
{
    switch (m_options.format) {
    case ExportFormat::Csv: {
        QByteArray head = m_options.byteOrderMark ? QByteArray("\xef\xbb\xbf") : QByteArray();
        head += csvLine(m_columns);
        return head;
    }
    case ExportFormat::Json:
        return "[";
    case ExportFormat::Ndjson:
        break;
    }
    return {};
}

QByteArray ExportWriter::record(const ExportRecord& record)
{
    const bool isFirst = std::exchange(m_isFirst, false);
    if (m_options.format == ExportFormat::Csv) {
        std::vector<std::string> cells;
        cells.reserve(record.fields.size());
        for (const ExportField& field : record.fields)
            cells.push_back(cellOf(field));
        return csvLine(cells);
    }
    const QByteArray object = record.document.isEmpty() ? objectOf(record) : record.document;
    QByteArray text;
    if (m_options.format == ExportFormat::Json)
        text += isFirst ? "\n" : ",\n";
    text += object;
    if (m_options.format == ExportFormat::Ndjson)
        text += '\n';
    return text;
}

QByteArray ExportWriter::tail() const
{
    return m_options.format == ExportFormat::Json ? QByteArray("\n]\n") : QByteArray();
}

} // namespace orderdesk
