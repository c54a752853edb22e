#include "ui/traffic/ExportRecord.h"

#include "domain/OrderEncoder.h"
#include "ui/words/DisplayText.h"
#include "json/JsonText.h"

namespace orderdesk {

namespace {

std::string moment(Timestamp time)
{
    return formatRfc3339(time).toStdString();
}

std::string personal(const std::string& value, const ExportOptions& options)
{
    return options.personalData ? value : text::masked(text::fromUtf8(value)).toStdString();
}

const char* kindName(IngestEvent::Kind kind)
{
    switch (kind) {
    case IngestEvent::Kind::New:
        return "new";
    case IngestEvent::Kind::Updated:
        return "updated";
    case IngestEvent::Kind::Unchanged:
        return "unchanged";
    case IngestEvent::Kind::Superseded:
        return "superseded";
    case IngestEvent::Kind::DeadLettered:
        return "dead_lettered";
    }
    return "";
}

/// "/payment/amount: should be …; …": never a value of the message.
std::string violationsText(const Violations& violations)
{
    std::string text;
    for (const Violation& violation : violations)
        text += (text.empty() ? "" : "; ") + violation.pointer + ": " + violation.message;
    return text;
}

void addPosition(ExportRecord& record, const MessagePosition& position)
{
    record.fields.emplace_back("kafka_topic", position.topic.toStdString());
    record.fields.emplace_back("kafka_partition", std::int64_t{position.partition});
    record.fields.emplace_back("kafka_offset", position.offset);
    record.fields.emplace_back("kafka_timestamp", moment(position.timestamp));
}

void addSummary(ExportRecord& record, const OrderSummary& order, const ExportOptions& options)
{
    record.fields.emplace_back("order_uid", order.orderUid);
    record.fields.emplace_back("track_number", order.trackNumber);
    record.fields.emplace_back("customer_id", personal(order.customerId, options));
    record.fields.emplace_back("city", order.city);
    record.fields.emplace_back("items", std::int64_t{order.itemCount});
    record.fields.emplace_back("amount", order.amount);
    record.fields.emplace_back("currency", order.currency);
    record.fields.emplace_back("provider", order.provider);
    record.fields.emplace_back("delivery_service", order.deliveryService);
    record.fields.emplace_back("date_created", moment(order.dateCreated));
}

void mask(Order& order, const ExportOptions& options)
{
    Delivery& delivery = order.delivery;
    for (std::string* value :
         {&order.customerId, &delivery.name, &delivery.phone, &delivery.zip, &delivery.address, &delivery.email})
        *value = personal(*value, options);
}

void addOrder(ExportRecord& record, const Order& order)
{
    const Delivery& to = order.delivery;
    const Payment& paid = order.payment;
    const ExportField fields[] = {
        {"order_uid", order.orderUid},
        {"track_number", order.trackNumber},
        {"entry", order.entry},
        {"customer_id", order.customerId},
        {"name", to.name},
        {"phone", to.phone},
        {"email", to.email},
        {"zip", to.zip},
        {"city", to.city},
        {"address", to.address},
        {"region", to.region},
        {"delivery_service", order.deliveryService},
        {"items", static_cast<std::int64_t>(order.items.size())},
        {"amount", paid.amount},
        {"currency", paid.currency},
        {"goods_total", paid.goodsTotal},
        {"delivery_cost", paid.deliveryCost},
        {"custom_fee", paid.customFee},
        {"provider", paid.provider},
        {"bank", paid.bank},
        {"transaction", paid.transaction},
        {"request_id", paid.requestId},
        {"payment_dt", paid.paymentDt},
        {"locale", order.locale},
        {"internal_signature", order.internalSignature},
        {"shardkey", order.shardkey},
        {"sm_id", order.smId},
        {"oof_shard", order.oofShard},
        {"date_created", moment(order.dateCreated)},
    };
    record.fields.assign(std::begin(fields), std::end(fields));
}

} // namespace

void writeMembers(JsonText& json, const std::vector<ExportField>& fields)
{
    for (const ExportField& field : fields) {
        json.name(field.name);
        if (field.isNumber)
            json.value(field.number);
        else
            json.value(field.text);
    }
}

ExportRecord exportRecord(const IngestEvent& event, const ExportOptions& options)
{
    ExportRecord record;
    record.fields.emplace_back("received_at", moment(event.receivedAt));
    record.fields.emplace_back("state", std::string(kindName(event.kind)));
    addSummary(record, event.order, options);
    addPosition(record, event.order.position);
    record.fields.emplace_back("violations", violationsText(event.violations));
    return record;
}

ExportRecord exportRecord(const OrderSummary& order, const ExportOptions& options)
{
    ExportRecord record;
    addSummary(record, order, options);
    record.fields.emplace_back("revision", order.revision);
    record.fields.emplace_back("stored_at", moment(order.storedAt));
    record.fields.emplace_back("warnings", std::int64_t{order.warningCount});
    addPosition(record, order.position);
    return record;
}

Result<ExportRecord> exportRecord(const StoredOrder& stored, OrderDecoder& decoder, const ExportOptions& options)
{
    ExportRecord record;
    if (options.format != ExportFormat::Csv && options.personalData) {
        record.document = stored.document;
        return record;
    }
    DecodeResult decoded = decoder.decode(stored.document, stored.storedAt);
    if (!decoded.order)
        return failure(ErrorCode::Internal,
                       Sentence::tr("the stored document of %1 is no order").arg(text::fromUtf8(stored.orderUid)));
    mask(*decoded.order, options);
    if (options.format != ExportFormat::Csv) {
        record.document = encodeOrder(*decoded.order);
        return record;
    }
    addOrder(record, *decoded.order);
    record.fields.emplace_back("revision", stored.revision);
    record.fields.emplace_back("stored_at", moment(stored.storedAt));
    record.fields.emplace_back("warnings", violationsText(stored.warnings));
    addPosition(record, stored.position);
    return record;
}

} // namespace orderdesk
