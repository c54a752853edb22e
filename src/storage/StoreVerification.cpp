#include "storage/StoreVerification.h"

#include "database/DatabaseConnection.h"
#include "database/PgStatement.h"
#include "database/Transaction.h"
#include "domain/OrderEncoder.h"
#include "storage/OrderColumns.h"
#include "storage/OrderDifference.h"

namespace orderdesk {
namespace {

constexpr int pageSize = 500;

// With the next revision and a new stored_at, so that whoever keeps the order at hand takes the mended one. Not when it
// was changed meanwhile: then its document is new too.
constexpr auto repairSql = "update orders set document = $2::text, revision = revision + 1, stored_at = now()"
                           " where order_uid = $1::text and revision = $3::bigint returning revision";

/// One page with all tables as of one moment: a writer between two reads would look like damage.
Result<std::vector<OrderColumns>> readPage(DatabaseConnection& connection, const std::string& after)
{
    const auto transaction = Transaction::begin(connection, readOnlySnapshot);
    return transaction ? readOrderColumns(connection, after, pageSize) : tl::unexpected(transaction.error());
}

Result<bool> repairOrder(DatabaseConnection& connection, const OrderColumns& columns)
{
    if (!columns.hasDelivery || !columns.hasPayment) {
        return false;
    }
    const QByteArray document = encodeOrder(columns.order);
    PgParameters parameters;
    parameters.addText(columns.order.orderUid)
        .addText({document.constData(), static_cast<std::size_t>(document.size())})
        .addInt8(columns.revision);
    return runStatement(connection, repairSql, parameters, Sentence::tr("cannot mend a document"))
        .map([](const PgRows& rows) { return rows.count() == 1; });
}

} // namespace

Result<VerificationReport>
verifyStore(const DatabaseSettings& settings, bool repair,
            const std::function<void(const std::string& orderUid, const QString& what)>& onDifference)
{
    DatabaseConnection connection(settings);
    const Result<void> opened = connection.ensureOpen();
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    VerificationReport report;
    std::string after;
    while (true) {
        const Result<std::vector<OrderColumns>> page = readPage(connection, after);
        if (!page) {
            return tl::unexpected(page.error());
        }
        if (page->empty()) {
            return report;
        }
        for (const OrderColumns& columns : *page) {
            ++report.checked;
            const std::optional<QString> difference = orderDifference(columns);
            if (!difference) {
                continue;
            }
            ++report.different;
            onDifference(columns.order.orderUid, *difference);
            const Result<bool> repaired = repair ? repairOrder(connection, columns) : Result<bool>(false);
            if (!repaired) {
                return tl::unexpected(repaired.error());
            }
            report.repaired += *repaired ? 1 : 0;
        }
        after = page->back().order.orderUid;
    }
}

} // namespace orderdesk
