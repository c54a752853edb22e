#include "storage/PostgresOrderChanges.h"

#include "database/DatabaseConnection.h"
#include "database/PgStatement.h"
#include "database/Transaction.h"
#include "letters/DeadLetterRows.h"
#include "storage/ChangesPlace.h"
#include "storage/OrderSummaryRows.h"

#include <algorithm>
#include <set>

namespace orderdesk {
namespace {

constexpr int pageSize = 10'000;

// A standby's clock says nothing about when its rows were stored: the newest row does, on a primary too.
constexpr auto lookSql = R"sql(
select pg_current_snapshot()::text, least((select max(stored_at) from orders), now()),
    coalesce((select max(id) from dead_letters), 0), exists (select from orders),
    current_user::text, pg_is_in_recovery(), current_setting('default_transaction_read_only')::boolean,
    has_any_column_privilege('dead_letters', 'update'), has_table_privilege('dead_letters', 'delete'),
    coalesce(has_table_privilege(to_regclass('dead_letter_changes'), 'insert'), false))sql";

// $1, $2: after which row; $3: how many; $4: the present snapshot's xmax; $5, $6: xmax of the last look and what was
// running then. xmin has the number's lower 32 bits; the upper ones are those of $4, or one less.
constexpr auto revisionsSql = R"sql(
select o.order_uid, o.revision, o.stored_at
from orders o
    cross join lateral (select o.xmin::text::bigint + (($4::bigint >> 32) << 32) as near) a
    cross join lateral (select case when near >= $4 then near - 4294967296 else near end as number) writer
where (o.stored_at, o.order_uid) > ($1::timestamptz, $2::text)
    and (writer.number >= $5::bigint or writer.number = any($6::bigint[]))
order by o.stored_at, o.order_uid limit $3::bigint)sql";

constexpr auto summariesSql = "with page as (select o.* from orders o where o.order_uid = any($1::text[]))";

constexpr auto deadLetterIdsSql = "select id from dead_letters where id > $1::bigint order by id limit $2::bigint";

Sentence action()
{
    return Sentence::tr("cannot follow what is stored");
}

DatabaseRights rightsOf(const PgRows& rows)
{
    DatabaseRights rights;
    rights.role = QString::fromUtf8(rows.byteArray(0, 4));
    const bool isStandby = rows.boolean(0, 5);
    const bool mayWrite = !isStandby && !rows.boolean(0, 6) && rows.boolean(0, 9);
    rights.mayRedrive = mayWrite && rows.boolean(0, 7);
    rights.mayDiscard = mayWrite && rows.boolean(0, 8);
    if (rights.isReadOnly()) {
        rights.limit = isStandby ? DatabaseRights::Limit::Standby : DatabaseRights::Limit::Role;
    }
    return rights;
}

template <typename Value>
void keepNewest(std::deque<Value>& values, Value value, int limit, std::int64_t& skipped)
{
    values.push_back(std::move(value));
    if (values.size() > static_cast<std::size_t>(std::max(limit, 0))) {
        values.pop_front();
        ++skipped;
    }
}

} // namespace

struct PostgresOrderChanges::Private
{
    explicit Private(DatabaseSettings settings)
        : connection(std::move(settings))
    {
    }

    Result<ChangesSinceLastLook> look(const Visitor& visit, int limit);
    Result<ChangesPlace::Look> begin(ChangesSinceLastLook& changes);
    Result<void> addOrders(const ChangesPlace::Look& now, const Visitor& visit, int limit,
                           ChangesSinceLastLook& changes);
    Result<std::deque<std::string>> visitRevisions(const ChangesPlace::Look& now, const Visitor& visit, int limit,
                                                   std::int64_t& skipped);
    Result<void> addSummaries(const std::deque<std::string>& orderUids, ChangesSinceLastLook& changes);
    Result<void> addDeadLetters(const ChangesPlace::Look& now, int limit, ChangesSinceLastLook& changes,
                                std::set<std::int64_t>& known);

    DatabaseConnection connection;
    ChangesPlace place;
    std::uint64_t generation = 0; ///< of the connection that made the last look
    std::set<std::int64_t> knownDeadLetters;
};

PostgresOrderChanges::PostgresOrderChanges(DatabaseSettings settings)
    : d(std::make_unique<Private>(std::move(settings)))
{
}

PostgresOrderChanges::~PostgresOrderChanges() = default;

Result<ChangesSinceLastLook> PostgresOrderChanges::next(const Visitor& visit, int limit)
{
    if (const Result<void> opened = d->connection.ensureOpen(); !opened) {
        return tl::unexpected(opened.error());
    }
    return d->look(visit, limit);
}

Result<ChangesSinceLastLook> PostgresOrderChanges::Private::look(const Visitor& visit, int limit)
{
    const auto transaction = Transaction::begin(connection, readOnlySnapshot);
    if (!transaction) {
        return tl::unexpected(transaction.error());
    }
    ChangesSinceLastLook changes;
    Result<ChangesPlace::Look> now = begin(changes);
    if (!now) {
        return tl::unexpected(now.error());
    }
    std::set<std::int64_t> known = knownDeadLetters;
    const Result<void> read =
        addOrders(*now, visit, limit, changes).and_then([&] { return addDeadLetters(*now, limit, changes, known); });
    if (!read) {
        return tl::unexpected(read.error());
    }
    place.add(std::move(*now));
    generation = connection.generation();
    knownDeadLetters = std::move(known);
    return changes;
}

// The snapshot that everything sees which follows.
Result<ChangesPlace::Look> PostgresOrderChanges::Private::begin(ChangesSinceLastLook& changes)
{
    const auto rows = runStatement(connection, lookSql, PgParameters(), action());
    if (!rows) {
        return tl::unexpected(rows.error());
    }
    Result<TransactionSnapshot> snapshot = TransactionSnapshot::parse(rows->bytes(0, 0));
    if (!snapshot) {
        return tl::unexpected(snapshot.error());
    }
    changes.rights = rightsOf(*rows);
    ChangesPlace::Look look;
    look.snapshot = std::move(*snapshot);
    // An empty table says nothing about the time either: everything that comes is new.
    look.newest = rows->boolean(0, 3) ? rows->timestamp(0, 1) : Timestamp{};
    look.highestDeadLetter = rows->int8(0, 2);
    return look;
}

Result<void> PostgresOrderChanges::Private::addOrders(const ChangesPlace::Look& now, const Visitor& visit, int limit,
                                                      ChangesSinceLastLook& changes)
{
    const bool isFirst = !place.hasBegun();
    const auto wanted = visitRevisions(
        now, [&](const OrderRevision& revision) { return visit(revision) && !isFirst; }, limit, changes.skipped);
    return wanted ? addSummaries(*wanted, changes) : tl::unexpected(wanted.error());
}

Result<std::deque<std::string>> PostgresOrderChanges::Private::visitRevisions(const ChangesPlace::Look& now,
                                                                              const Visitor& visit, int limit,
                                                                              std::int64_t& skipped)
{
    std::deque<std::string> wanted;
    OrderRevision last{{}, 0, place.ordersFrom(now)};
    // Another connection may be one to a server that took over, whose numbers went another way.
    const bool mayTrust = place.hasBegun() && connection.generation() == generation;
    const TransactionSnapshot before = mayTrust ? place.lastSnapshot() : TransactionSnapshot();
    PgArray running(PgArray::ElementType::Int8);
    std::for_each(before.running.begin(), before.running.end(), [&](std::int64_t id) { running.appendInt8(id); });
    for (int count = pageSize; count == pageSize;) {
        PgParameters parameters;
        parameters.addTimestamp(last.storedAt).addText(last.orderUid).addInt8(pageSize);
        parameters.addInt8(now.snapshot.xmax).addInt8(before.xmax).add(running);
        const auto rows = runStatement(connection, revisionsSql, parameters, action());
        if (!rows) {
            return tl::unexpected(rows.error());
        }
        count = rows->count();
        for (int row = 0; row < count; ++row) {
            last = {rows->text(row, 0), rows->int8(row, 1), rows->timestamp(row, 2)};
            if (visit(last)) {
                keepNewest(wanted, last.orderUid, limit, skipped);
            }
        }
    }
    return wanted;
}

Result<void> PostgresOrderChanges::Private::addSummaries(const std::deque<std::string>& orderUids,
                                                         ChangesSinceLastLook& changes)
{
    if (orderUids.empty()) {
        return {};
    }
    PgArray uids(PgArray::ElementType::Text);
    std::for_each(orderUids.begin(), orderUids.end(), [&](const std::string& uid) { uids.appendBytes(uid); });
    const std::string sql = std::string(summariesSql) + orderSummarySql;
    const auto rows = runStatement(connection, sql.c_str(), PgParameters().add(uids), action());
    if (!rows) {
        return tl::unexpected(rows.error());
    }
    for (int row = rows->count() - 1; row >= 0; --row) {
        changes.orders.push_back({orderSummaryOf(*rows, row), orderWarningsOf(*rows, row)});
    }
    return {};
}

// Few: their numbers near the end are simply remembered.
Result<void> PostgresOrderChanges::Private::addDeadLetters(const ChangesPlace::Look& now, int limit,
                                                           ChangesSinceLastLook& changes, std::set<std::int64_t>& known)
{
    const bool isFirst = !place.hasBegun();
    std::int64_t last = place.deadLettersAfter(now);
    known.erase(known.begin(), known.upper_bound(last));
    std::deque<std::int64_t> wanted;
    for (int count = pageSize; count == pageSize;) {
        const auto rows =
            runStatement(connection, deadLetterIdsSql, PgParameters().addInt8(last).addInt8(pageSize), action());
        if (!rows) {
            return tl::unexpected(rows.error());
        }
        count = rows->count();
        for (int row = 0; row < count; ++row) {
            last = rows->int8(row, 0);
            if (known.insert(last).second && !isFirst) {
                keepNewest(wanted, last, limit, changes.skipped);
            }
        }
    }
    if (wanted.empty()) {
        return {};
    }
    PgArray ids(PgArray::ElementType::Int8);
    std::for_each(wanted.begin(), wanted.end(), [&](std::int64_t id) { ids.appendInt8(id); });
    const QByteArray sql =
        deadLetterColumns(DeadLetterBytes::None) + " from dead_letters where id = any($1::bigint[]) order by id";
    const auto rows = runStatement(connection, sql.constData(), PgParameters().add(ids), action());
    if (!rows) {
        return tl::unexpected(rows.error());
    }
    for (int row = 0; row < rows->count(); ++row) {
        changes.deadLetters.push_back(deadLetterOf(*rows, row));
    }
    return {};
}

} // namespace orderdesk
