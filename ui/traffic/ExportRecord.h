#pragma once

#include "domain/IngestEvent.h"
#include "domain/OrderDecoder.h"
#include "words/Result.h"

#include <QByteArray>

#include <string>
#include <vector>

namespace orderdesk {

class JsonText;

enum class ExportFormat { Csv, Json, Ndjson };

struct ExportOptions
{
    ExportFormat format = ExportFormat::Csv;
    bool personalData = false;  ///< false: names, phones, addresses, e-mails and customers are masked
    bool byteOrderMark = false; ///< of CSV: Excel takes a file without it for another encoding
};

/// A named text (UTF-8) or number.
struct ExportField
{
    ExportField(const char* fieldName, std::string value)
        : name(fieldName)
        , text(std::move(value))
    {
    }
    ExportField(const char* fieldName, std::int64_t value)
        : name(fieldName)
        , number(value)
        , isNumber(true)
    {
    }

    const char* name;
    std::string text;
    std::int64_t number = 0;
    bool isNumber = false;
};

/// One row of an export: a line of CSV, an object of JSON. A plain value.
struct ExportRecord
{
    std::vector<ExportField> fields;
    QByteArray document; ///< when it is not empty, what JSON has instead of the fields
};

/// Members of the JSON object that was begun.
void writeMembers(JsonText& json, const std::vector<ExportField>& fields);

ExportRecord exportRecord(const IngestEvent& event, const ExportOptions& options);
ExportRecord exportRecord(const OrderSummary& order, const ExportOptions& options);
/// With the whole order: its members in CSV, its document in JSON, exactly as it is stored unless it is masked. Fails
/// (Internal) for a document that is no order.
Result<ExportRecord> exportRecord(const StoredOrder& stored, OrderDecoder& decoder, const ExportOptions& options);

} // namespace orderdesk
