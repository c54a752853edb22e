#include "storage/BatchStatements.h"

#include "database/DatabaseConnection.h"
#include "letters/DeadLetterText.h"
#include "storage/BatchSql.h"

#include <algorithm>
#include <type_traits>

namespace orderdesk {
namespace {

using Type = PgArray::ElementType;

std::string_view view(const QByteArray& bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

/// One column of `rows`: `value` gives a row's element, whose type must fit `type`.
template <typename Rows, typename Value>
PgArray column(Type type, const Rows& rows, Value value)
{
    PgArray array(type);
    for (const auto& row : rows) {
        using Element = std::decay_t<decltype(value(row))>;
        if constexpr (std::is_same_v<Element, std::int64_t>) {
            array.appendInt8(value(row));
        } else if constexpr (std::is_same_v<Element, std::int32_t>) {
            array.appendInt4(value(row));
        } else if constexpr (std::is_same_v<Element, Timestamp>) {
            array.appendTimestamp(value(row));
        } else if constexpr (std::is_same_v<Element, QByteArray>) {
            array.appendBytes(view(value(row)));
        } else if constexpr (std::is_same_v<Element, std::optional<QByteArray>>) {
            const std::optional<QByteArray>& bytes = value(row);
            bytes ? array.appendBytes(view(*bytes)) : array.appendNull();
        } else {
            array.appendBytes(value(row));
        }
    }
    return array;
}

PgParameters orderColumns(std::span<const IncomingOrder> orders)
{
    const auto text = [&](std::string Order::*member) {
        return column(Type::Text, orders,
                      [=](const IncomingOrder& in) -> const std::string& { return in.order.*member; });
    };
    using In = IncomingOrder;
    PgParameters parameters;
    parameters.add(text(&Order::orderUid))
        .add(text(&Order::trackNumber))
        .add(text(&Order::entry))
        .add(text(&Order::locale))
        .add(text(&Order::internalSignature))
        .add(text(&Order::customerId))
        .add(text(&Order::deliveryService))
        .add(text(&Order::shardkey))
        .add(column(Type::Int8, orders, [](const In& in) { return in.order.smId; }))
        .add(column(Type::TimestampTz, orders, [](const In& in) { return in.order.dateCreated; }))
        .add(text(&Order::oofShard))
        .add(column(Type::Text, orders, [](const In& in) { return in.document; }))
        .add(column(Type::Text, orders, [](const In& in) { return in.position.topic.toUtf8(); }))
        .add(column(Type::Int4, orders, [](const In& in) { return in.position.partition; }))
        .add(column(Type::Int8, orders, [](const In& in) { return in.position.offset; }))
        .add(column(Type::TimestampTz, orders, [](const In& in) { return in.position.timestamp; }))
        .add(column(Type::Text, orders, [](const In& in) { return encodeViolations(in.warnings); }));
    return parameters;
}

PgArray orderUids(const std::vector<const Order*>& orders)
{
    return column(Type::Text, orders, [](const Order* order) -> const std::string& { return order->orderUid; });
}

struct ItemRow
{
    const Order* order;
    std::int32_t position;

    const Item& item() const { return order->items[static_cast<std::size_t>(position)]; }
};

/// Puts the outcome of each returned row at its order's place; both are sorted by order_uid, or nearly.
template <typename Assign>
void matchRows(const PgRows& rows, std::span<const IncomingOrder> orders, Assign assign)
{
    for (int row = 0; row < rows.count(); ++row) {
        const std::string_view orderUid = rows.bytes(row, 0);
        const auto found =
            std::lower_bound(orders.begin(), orders.end(), orderUid, [](const IncomingOrder& in, std::string_view uid) {
                return in.order.orderUid.compare(uid) < 0;
            });
        if (found != orders.end() && found->order.orderUid == orderUid) {
            assign(row, static_cast<std::size_t>(found - orders.begin()));
        }
    }
}

} // namespace

BatchStatements::BatchStatements(DatabaseConnection& connection)
    : m_connection(connection)
{
}

Result<void> BatchStatements::run(const char* sql, const PgParameters& parameters, const Sentence& action)
{
    return runStatement(m_connection, sql, parameters, action).map([](const PgRows&) {});
}

Result<std::vector<WrittenOrder>> BatchStatements::upsertOrders(std::span<const IncomingOrder> orders)
{
    const auto rows =
        runStatement(m_connection, upsertOrdersSql, orderColumns(orders), Sentence::tr("cannot store orders"));
    if (!rows) {
        return tl::unexpected(rows.error());
    }
    std::vector<WrittenOrder> written(orders.size());
    matchRows(*rows, orders, [&](int row, std::size_t index) {
        written[index] = {WriteOutcome::Stored, rows->int8(row, 1), rows->timestamp(row, 2)};
    });
    if (rows->count() == static_cast<int>(orders.size())) {
        return written;
    }
    return explainUntouched(orders, written).and_then([&] { return advancePositions(orders, written); }).map([&] {
        return std::move(written);
    });
}

Result<void> BatchStatements::explainUntouched(std::span<const IncomingOrder> orders,
                                               std::vector<WrittenOrder>& written)
{
    PgArray uids(Type::Text);
    PgArray documents(Type::Text);
    std::size_t asked = 0;
    for (std::size_t i = 0; i < orders.size(); ++i) {
        if (written[i].revision == 0) {
            uids.appendBytes(orders[i].order.orderUid);
            documents.appendBytes(view(orders[i].document));
            ++asked;
        }
    }
    PgParameters parameters;
    parameters.add(uids).add(documents);
    const auto rows =
        runStatement(m_connection, explainUntouchedSql, parameters, Sentence::tr("cannot compare orders"));
    if (!rows) {
        return tl::unexpected(rows.error());
    }
    if (rows->count() != static_cast<int>(asked)) {
        return failure(ErrorCode::Unavailable, Sentence::tr("cannot compare orders: some were deleted meanwhile"));
    }
    matchRows(*rows, orders, [&](int row, std::size_t index) {
        const WriteOutcome outcome = rows->boolean(row, 3) ? WriteOutcome::Unchanged : WriteOutcome::Superseded;
        written[index] = {outcome, rows->int8(row, 1), rows->timestamp(row, 2)};
    });
    return {};
}

Result<void> BatchStatements::advancePositions(std::span<const IncomingOrder> orders,
                                               std::span<const WrittenOrder> written)
{
    std::vector<const IncomingOrder*> moved;
    for (std::size_t i = 0; i < orders.size(); ++i) {
        if (written[i].outcome == WriteOutcome::Unchanged && orders[i].replacesEarlier) {
            moved.push_back(&orders[i]);
        }
    }
    if (moved.empty()) {
        return {};
    }
    using In = const IncomingOrder*;
    PgParameters parameters;
    parameters.add(column(Type::Text, moved, [](In in) -> const std::string& { return in->order.orderUid; }))
        .add(column(Type::Text, moved, [](In in) { return in->position.topic.toUtf8(); }))
        .add(column(Type::Int4, moved, [](In in) { return in->position.partition; }))
        .add(column(Type::Int8, moved, [](In in) { return in->position.offset; }))
        .add(column(Type::TimestampTz, moved, [](In in) { return in->position.timestamp; }));
    return run(advancePositionsSql, parameters, Sentence::tr("cannot note positions"));
}

Result<void> BatchStatements::writeParts(std::span<const IncomingOrder> orders, std::span<const WrittenOrder> written)
{
    Picked stored;
    for (std::size_t i = 0; i < orders.size(); ++i) {
        if (written[i].outcome == WriteOutcome::Stored) {
            stored.push_back(&orders[i].order);
        }
    }
    if (stored.empty()) {
        return {};
    }
    return upsertDeliveries(stored)
        .and_then([&] { return upsertPayments(stored); })
        .and_then([&] { return deleteItems(orders, written); })
        .and_then([&] { return insertItems(stored); });
}

Result<void> BatchStatements::upsertDeliveries(const Picked& orders)
{
    const auto text = [&](std::string Delivery::*member) {
        return column(Type::Text, orders,
                      [=](const Order* order) -> const std::string& { return order->delivery.*member; });
    };
    PgParameters parameters;
    parameters.add(orderUids(orders))
        .add(text(&Delivery::name))
        .add(text(&Delivery::phone))
        .add(text(&Delivery::zip))
        .add(text(&Delivery::city))
        .add(text(&Delivery::address))
        .add(text(&Delivery::region))
        .add(text(&Delivery::email));
    return run(upsertDeliveriesSql, parameters, Sentence::tr("cannot store deliveries"));
}

Result<void> BatchStatements::upsertPayments(const Picked& orders)
{
    const auto text = [&](std::string Payment::*member) {
        return column(Type::Text, orders,
                      [=](const Order* order) -> const std::string& { return order->payment.*member; });
    };
    const auto number = [&](std::int64_t Payment::*member) {
        return column(Type::Int8, orders, [=](const Order* order) { return order->payment.*member; });
    };
    PgParameters parameters;
    parameters.add(orderUids(orders))
        .add(text(&Payment::transaction))
        .add(text(&Payment::requestId))
        .add(text(&Payment::currency))
        .add(text(&Payment::provider))
        .add(number(&Payment::amount))
        .add(number(&Payment::paymentDt))
        .add(text(&Payment::bank))
        .add(number(&Payment::deliveryCost))
        .add(number(&Payment::goodsTotal))
        .add(number(&Payment::customFee));
    return run(upsertPaymentsSql, parameters, Sentence::tr("cannot store payments"));
}

Result<void> BatchStatements::deleteItems(std::span<const IncomingOrder> orders, std::span<const WrittenOrder> written)
{
    PgArray changed(Type::Text);
    bool any = false;
    for (std::size_t i = 0; i < orders.size(); ++i) {
        if (written[i].outcome == WriteOutcome::Stored && written[i].revision > 1) {
            changed.appendBytes(orders[i].order.orderUid);
            any = true;
        }
    }
    if (!any) {
        return {};
    }
    return run(deleteItemsSql, PgParameters().add(changed), Sentence::tr("cannot replace items"));
}

Result<void> BatchStatements::insertItems(const Picked& orders)
{
    std::vector<ItemRow> rows;
    for (const Order* order : orders) {
        for (std::size_t position = 0; position < order->items.size(); ++position) {
            rows.push_back({order, static_cast<std::int32_t>(position)});
        }
    }
    if (rows.empty()) {
        return {};
    }
    const auto text = [&](std::string Item::*member) {
        return column(Type::Text, rows, [=](const ItemRow& row) -> const std::string& { return row.item().*member; });
    };
    const auto number = [&](std::int64_t Item::*member) {
        return column(Type::Int8, rows, [=](const ItemRow& row) { return row.item().*member; });
    };
    PgParameters parameters;
    parameters
        .add(column(Type::Text, rows, [](const ItemRow& row) -> const std::string& { return row.order->orderUid; }))
        .add(column(Type::Int4, rows, [](const ItemRow& row) { return row.position; }))
        .add(number(&Item::chrtId))
        .add(text(&Item::trackNumber))
        .add(number(&Item::price))
        .add(text(&Item::rid))
        .add(text(&Item::name))
        .add(number(&Item::sale))
        .add(text(&Item::size))
        .add(number(&Item::totalPrice))
        .add(number(&Item::nmId))
        .add(text(&Item::brand))
        .add(number(&Item::status));
    return run(insertItemsSql, parameters, Sentence::tr("cannot store items"));
}

Result<void> BatchStatements::insertDeadLetters(std::span<const DeadLetter> deadLetters)
{
    using Dead = DeadLetter;
    PgParameters parameters;
    parameters
        .add(column(Type::Text, deadLetters, [](const Dead& dead) { return dead.message.position.topic.toUtf8(); }))
        .add(column(Type::Int4, deadLetters, [](const Dead& dead) { return dead.message.position.partition; }))
        .add(column(Type::Int8, deadLetters, [](const Dead& dead) { return dead.message.position.offset; }))
        .add(column(Type::TimestampTz, deadLetters, [](const Dead& dead) { return dead.message.position.timestamp; }))
        .add(column(Type::Bytea, deadLetters, [](const Dead& dead) { return dead.message.key; }))
        .add(column(Type::Bytea, deadLetters, [](const Dead& dead) { return dead.message.value; }))
        .add(column(Type::Text, deadLetters, [](const Dead& dead) { return encodeHeaders(dead.message.headers); }))
        .add(column(Type::Text, deadLetters, [](const Dead& dead) { return storableOrderUid(dead.orderUid); }))
        .add(column(Type::Text, deadLetters,
                    [](const Dead& dead) { return storableText(encodeViolations(dead.violations)); }))
        .add(column(Type::TimestampTz, deadLetters, [](const Dead& dead) { return dead.receivedAt; }));
    return run(insertDeadLettersSql, parameters, Sentence::tr("cannot keep dead letters"));
}

} // namespace orderdesk
