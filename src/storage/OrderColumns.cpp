#include "storage/OrderColumns.h"

#include "database/DatabaseConnection.h"
#include "database/PgStatement.h"

#include <algorithm>

namespace orderdesk {
namespace {

constexpr auto ordersSql = R"sql(
select o.order_uid, o.track_number, o.entry, o.locale, o.internal_signature, o.customer_id, o.delivery_service,
    o.shardkey, o.sm_id, o.date_created, o.oof_shard, o.document, o.revision,
    d.name, d.phone, d.zip, d.city, d.address, d.region, d.email,
    p.transaction, p.request_id, p.currency, p.provider, p.amount, p.payment_dt, p.bank, p.delivery_cost, p.goods_total,
    p.custom_fee
from (select * from orders where order_uid > $1::text order by order_uid limit $2::bigint) o
left join deliveries d using (order_uid) left join payments p using (order_uid)
order by o.order_uid)sql";

constexpr auto itemsSql = R"sql(
select order_uid, chrt_id, track_number, price, rid, name, sale, size, total_price, nm_id, brand, status
from items where order_uid = any($1::text[]) order by order_uid, position)sql";

Sentence readAction()
{
    return Sentence::tr("cannot read the tables");
}

/// Hands out the columns of a row one after another.
class RowReader final
{
public:
    RowReader(const PgRows& rows, int row, int column)
        : m_rows(rows)
        , m_row(row)
        , m_column(column)
    {
    }

    template <typename... Values>
    void read(Values&... values)
    {
        (readOne(values), ...);
    }

private:
    void readOne(std::string& value) { value = m_rows.text(m_row, m_column++); }
    void readOne(QByteArray& value) { value = m_rows.byteArray(m_row, m_column++); }
    void readOne(std::int64_t& value) { value = m_rows.int8(m_row, m_column++); }
    void readOne(Timestamp& value) { value = m_rows.timestamp(m_row, m_column++); }

    const PgRows& m_rows;
    const int m_row;
    int m_column;
};

constexpr int deliveryAt = 13;
constexpr int paymentAt = 20;

OrderColumns columnsOf(const PgRows& rows, int row)
{
    OrderColumns columns;
    Order& order = columns.order;
    RowReader(rows, row, 0)
        .read(order.orderUid, order.trackNumber, order.entry, order.locale, order.internalSignature, order.customerId,
              order.deliveryService, order.shardkey, order.smId, order.dateCreated, order.oofShard, columns.document,
              columns.revision);
    columns.hasDelivery = !rows.isNull(row, deliveryAt);
    if (columns.hasDelivery) {
        Delivery& to = order.delivery;
        RowReader(rows, row, deliveryAt).read(to.name, to.phone, to.zip, to.city, to.address, to.region, to.email);
    }
    columns.hasPayment = !rows.isNull(row, paymentAt);
    if (columns.hasPayment) {
        Payment& paid = order.payment;
        RowReader(rows, row, paymentAt)
            .read(paid.transaction, paid.requestId, paid.currency, paid.provider, paid.amount, paid.paymentDt,
                  paid.bank, paid.deliveryCost, paid.goodsTotal, paid.customFee);
    }
    return columns;
}

Result<void> addItems(DatabaseConnection& connection, std::vector<OrderColumns>& orders)
{
    PgArray uids(PgArray::ElementType::Text);
    for (const OrderColumns& columns : orders) {
        uids.appendBytes(columns.order.orderUid);
    }
    const auto rows = runStatement(connection, itemsSql, PgParameters().add(uids), readAction());
    if (!rows) {
        return tl::unexpected(rows.error());
    }
    auto owner = orders.begin();
    for (int row = 0; row < rows->count(); ++row) {
        // Both are in the order of the same collation, the bytes'.
        owner = std::find_if(owner, orders.end(), [&](const OrderColumns& columns) {
            return columns.order.orderUid == rows->bytes(row, 0);
        });
        Item& item = owner->order.items.emplace_back();
        RowReader(*rows, row, 1)
            .read(item.chrtId, item.trackNumber, item.price, item.rid, item.name, item.sale, item.size, item.totalPrice,
                  item.nmId, item.brand, item.status);
    }
    return {};
}

} // namespace

Result<std::vector<OrderColumns>> readOrderColumns(DatabaseConnection& connection, const std::string& after, int limit)
{
    PgParameters parameters;
    parameters.addText(after).addInt8(limit);
    const auto rows = runStatement(connection, ordersSql, parameters, readAction());
    if (!rows) {
        return tl::unexpected(rows.error());
    }
    std::vector<OrderColumns> orders;
    orders.reserve(static_cast<std::size_t>(rows->count()));
    for (int row = 0; row < rows->count(); ++row) {
        orders.push_back(columnsOf(*rows, row));
    }
    if (orders.empty()) {
        return orders;
    }
    return addItems(connection, orders).map([&] { return std::move(orders); });
}

} // namespace orderdesk
