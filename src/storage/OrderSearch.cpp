#include "storage/OrderSearch.h"

#include "storage/DatabaseConnection.h"
#include "storage/PgStatement.h"

#include <QRegularExpression>

namespace orderdesk {
namespace {

constexpr qsizetype longestText = 2048; // 1,024 characters may be two UTF-16 units each
constexpr qsizetype fewestPhoneDigits = 5;

// $1 and $2: the cursor, $3: how many rows.
constexpr auto newestSql = R"sql(
with page as (
    select o.* from orders o
    where (o.stored_at, o.order_uid) < ($1::timestamptz, $2::text)
    order by o.stored_at desc, o.order_uid desc limit $3::bigint)
)sql";

// $4: the text, $5: phone digits or null, $6: a number or null. Every branch is bounded and has an index; which way it
// goes (that index, or newest first until enough are found) the planner decides from the values, so this must not be
// prepared. The conditions repeat the indexes' expressions.
constexpr auto foundSql = R"sql(
with found as (
    (select o.stored_at, o.order_uid from orders o
     where o.order_uid >= $4::text and o.order_uid < $4 || chr(1114111)
        and (o.stored_at, o.order_uid) < ($1::timestamptz, $2::text)
     order by o.stored_at desc, o.order_uid desc limit $3::bigint)
    union
    (select o.stored_at, o.order_uid from orders o
     where left(o.track_number, 128) >= left($4, 128) collate "C"
        and left(o.track_number, 128) < left($4, 128) || chr(1114111) collate "C" and starts_with(o.track_number, $4)
        and (o.stored_at, o.order_uid) < ($1, $2)
     order by o.stored_at desc, o.order_uid desc limit $3)
    union
    (select o.stored_at, o.order_uid from orders o
     where left(o.customer_id, 128) = left($4, 128) collate "C" and o.customer_id = $4
        and (o.stored_at, o.order_uid) < ($1, $2)
     order by o.stored_at desc, o.order_uid desc limit $3)
    union
    (select o.stored_at, o.order_uid from payments p join orders o using (order_uid)
     where left(p.transaction, 128) = left($4, 128) collate "C" and p.transaction = $4 and p.transaction <> p.order_uid
        and (o.stored_at, o.order_uid) < ($1, $2)
     order by o.stored_at desc, o.order_uid desc limit $3)
    union
    (select o.stored_at, o.order_uid from deliveries d join orders o using (order_uid)
     where left(lower(d.email), 128) = left(lower($4), 128) collate "C" and lower(d.email) = lower($4)
        and (o.stored_at, o.order_uid) < ($1, $2)
     order by o.stored_at desc, o.order_uid desc limit $3)
    union
    (select o.stored_at, o.order_uid from deliveries d join orders o using (order_uid)
     where left(lower(d.name), 128) = left(lower($4), 128) collate "C" and lower(d.name) = lower($4)
        and (o.stored_at, o.order_uid) < ($1, $2)
     order by o.stored_at desc, o.order_uid desc limit $3)
    union
    (select o.stored_at, o.order_uid from deliveries d join orders o using (order_uid)
     where left(translate(d.phone, '+-()[]. ', ''), 32) = $5::text collate "C"
        and (o.stored_at, o.order_uid) < ($1, $2)
     order by o.stored_at desc, o.order_uid desc limit $3)
    union
    (select o.stored_at, o.order_uid from orders o
     where exists (select from items i where i.order_uid = o.order_uid and i.nm_id = $6::bigint)
        and (o.stored_at, o.order_uid) < ($1, $2)
     order by o.stored_at desc, o.order_uid desc limit $3)
), page as (
    select o.* from (select * from found order by stored_at desc, order_uid desc limit $3) newest
    join orders o using (order_uid))
)sql";

constexpr auto summarySql = R"sql(
select page.order_uid, page.track_number, page.customer_id, d.city, p.currency, p.provider, page.delivery_service,
    p.amount, (select count(*) from items i where i.order_uid = page.order_uid)::integer,
    json_array_length(page.warnings), page.date_created, page.stored_at, page.revision, page.kafka_topic,
    page.kafka_partition, page.kafka_offset, page.kafka_timestamp
from page left join deliveries d using (order_uid) left join payments p using (order_uid)
order by page.stored_at desc, page.order_uid desc)sql";

OrderSummary summaryOf(const PgRows& rows, int row)
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
    summary.position.topic = QString::fromUtf8(rows.byteArray(row, 13));
    summary.position.partition = rows.int4(row, 14);
    summary.position.offset = rows.int8(row, 15);
    summary.position.timestamp = rows.timestamp(row, 16);
    return summary;
}

/// The digits of what may be a phone number, else none.
std::optional<std::string> phoneDigits(const QString& text)
{
    static const QRegularExpression phone(QStringLiteral("^[-+()\\[\\]. 0-9]+$"));
    static const QRegularExpression others(QStringLiteral("[^0-9]"));
    const QString digits = QString(text).remove(others);
    if (digits.size() < fewestPhoneDigits || !phone.match(text).hasMatch()) {
        return std::nullopt;
    }
    return digits.left(32).toStdString();
}

void addSearched(PgParameters& parameters, const QString& text)
{
    parameters.addText(text.toStdString());
    const std::optional<std::string> digits = phoneDigits(text);
    digits ? parameters.addText(*digits) : parameters.addNull();
    bool isNumber = false;
    const qlonglong number = text.toLongLong(&isNumber);
    isNumber ? parameters.addInt8(number) : parameters.addNull();
}

} // namespace

Result<OrderPage> searchOrders(DatabaseConnection& connection, const QString& text,
                               const std::optional<OrderCursor>& after, int limit)
{
    const QString wanted = text.trimmed();
    if (wanted.size() > longestText || wanted.contains(QChar::Null) || !wanted.isValidUtf16()) {
        return OrderPage();
    }
    PgParameters parameters;
    // The wire format's largest value is infinity: before the newest.
    after ? parameters.addTimestamp(after->storedAt) : parameters.addInt8(std::numeric_limits<std::int64_t>::max());
    parameters.addText(after ? after->orderUid : std::string()).addInt8(limit + 1);
    std::string sql = newestSql;
    if (!wanted.isEmpty()) {
        sql = foundSql;
        addSearched(parameters, wanted);
    }
    const auto rows =
        runStatement(connection, (sql + summarySql).c_str(), parameters, QStringLiteral("cannot list orders"));
    if (!rows) {
        return tl::unexpected(rows.error());
    }
    OrderPage page;
    for (int row = 0; row < std::min(rows->count(), limit); ++row) {
        page.orders.push_back(summaryOf(*rows, row));
    }
    if (rows->count() > limit) {
        page.next = OrderCursor{page.orders.back().storedAt, page.orders.back().orderUid};
    }
    return page;
}

} // namespace orderdesk
