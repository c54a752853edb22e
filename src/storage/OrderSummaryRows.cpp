#include "storage/OrderSummaryRows.h"

#include "database/PgStatement.h"

namespace orderdesk {

namespace {

/// Most orders have none, and that needs no parser.
Violations warningsOf(std::string_view json)
{
    return json == "[]" ? Violations() : decodeViolations(json);
}

} // namespace

const char* const orderSummarySql = R"sql(
select page.order_uid, page.track_number, page.customer_id, d.city, p.currency, p.provider, page.delivery_service,
    p.amount, (select count(*) from items i where i.order_uid = page.order_uid)::integer,
    json_array_length(page.warnings), page.date_created, page.stored_at, page.revision, page.kafka_topic,
    page.kafka_partition, page.kafka_offset, page.kafka_timestamp, page.kafka_incarnation, page.warnings::text
from page left join deliveries d using (order_uid) left join payments p using (order_uid)
order by page.stored_at desc, page.order_uid desc)sql";

OrderSummary orderSummaryOf(const PgRows& rows, int row)
{
    OrderSummary summary;
    summary.orderUid = rows.text(row, 0);
    summary.trackNumber = rows.text(row, 1);
    summary.customerId = rows.text(row, 2);
    summary.city = rows.text(row, 3);
    summary.currency = rows.text(row, 4);
    summary.provider = rows.text(row, 5);
    summary.deliveryService = rows.text(row, 6);
    summary.amount = rows.isNull(row, 7) ? 0 : rows.int8(row, 7);
    summary.itemCount = rows.int4(row, 8);
    summary.warningCount = rows.int4(row, 9);
    summary.dateCreated = rows.timestamp(row, 10);
    summary.storedAt = rows.timestamp(row, 11);
    summary.revision = rows.int8(row, 12);
    summary.position = positionOf(rows, row, 13);
    return summary;
}

Violations orderWarningsOf(const PgRows& rows, int row)
{
    return warningsOf(rows.bytes(row, 18));
}

StoredOrder storedOrderOf(const PgRows& rows, int row)
{
    StoredOrder stored;
    stored.orderUid = rows.text(row, 0);
    stored.document = rows.byteArray(row, 1);
    stored.revision = rows.int8(row, 2);
    stored.storedAt = rows.timestamp(row, 3);
    stored.position = positionOf(rows, row, 4);
    stored.warnings = warningsOf(rows.bytes(row, 9));
    return stored;
}

} // namespace orderdesk
