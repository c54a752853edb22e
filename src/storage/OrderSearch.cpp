#include "storage/OrderSearch.h"

#include "database/DatabaseConnection.h"
#include "database/PgStatement.h"
#include "storage/OrderSelection.h"
#include "storage/OrderSummaryRows.h"

namespace orderdesk {
namespace {

constexpr auto documentSql = R"sql(
select page.order_uid, page.document, page.revision, page.stored_at, page.kafka_topic, page.kafka_partition,
    page.kafka_offset, page.kafka_timestamp, page.kafka_incarnation, page.warnings::text
from page order by page.stored_at desc, page.order_uid desc)sql";

/// One row more than `limit` is asked for, to know whether that was all.
template <typename Page, typename RowOf>
Result<Page> readPage(DatabaseConnection& connection, const OrderFilter& filter,
                      const std::optional<OrderCursor>& after, int limit, const char* columns, RowOf rowOf)
{
    const OrderSelection selection(filter, after, limit + 1);
    if (!selection.isPossible()) {
        return Page();
    }
    const std::string sql = "with page as (" + selection.newest() + ')' + columns;
    const auto rows = runStatement(connection, sql.c_str(), selection.parameters(), Sentence::tr("cannot list orders"));
    if (!rows) {
        return tl::unexpected(rows.error());
    }
    Page page;
    for (int row = 0; row < std::min(rows->count(), limit); ++row) {
        page.orders.push_back(rowOf(*rows, row));
    }
    if (rows->count() > limit) {
        page.next = OrderCursor{page.orders.back().storedAt, page.orders.back().orderUid};
    }
    return page;
}

} // namespace

Result<OrderPage> searchOrders(DatabaseConnection& connection, const OrderFilter& filter,
                               const std::optional<OrderCursor>& after, int limit)
{
    return readPage<OrderPage>(connection, filter, after, limit, orderSummarySql, orderSummaryOf);
}

Result<StoredOrderPage> searchDocuments(DatabaseConnection& connection, const OrderFilter& filter,
                                        const std::optional<OrderCursor>& after, int limit)
{
    return readPage<StoredOrderPage>(connection, filter, after, limit, documentSql, storedOrderOf);
}

Result<std::int64_t> countOrders(DatabaseConnection& connection, const OrderFilter& filter, int most)
{
    const OrderSelection selection(filter, {}, most);
    if (!selection.isPossible()) {
        return 0;
    }
    const std::string sql = "select count(*) from (" + selection.any() + ") counted";
    return runStatement(connection, sql.c_str(), selection.parameters(), Sentence::tr("cannot count orders"))
        .map([](const PgRows& rows) { return rows.int8(0, 0); });
}

} // namespace orderdesk
