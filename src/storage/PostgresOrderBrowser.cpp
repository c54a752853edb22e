#include "storage/PostgresOrderBrowser.h"

#include "database/DatabaseConnection.h"
#include "database/PgStatement.h"
#include "database/ReadAgain.h"
#include "database/SnapshotWalk.h"
#include "database/SqlFailure.h"
#include "storage/OrderSearch.h"

#include <algorithm>

namespace orderdesk {
namespace {

constexpr int largestPage = 1000;
constexpr int mostCounted = 100'000;
constexpr std::chrono::milliseconds longestCount{3000};

constexpr auto estimateSql = "select reltuples::bigint from pg_class where oid = 'orders'::regclass";

Result<void> check(const OrderFilter& filter)
{
    const bool isStored =
        !filter.state || *filter.state == OrderFilter::State::New || *filter.state == OrderFilter::State::Updated;
    return isStored ? Result<void>()
                    : Result<void>(failure(
                          ErrorCode::InvalidInput,
                          Sentence::tr("stored orders are new or updated; other states are known of live messages")));
}

Error explained(Error error, std::chrono::milliseconds limit)
{
    if (isTimeout(error)) {
        error.message = Sentence::tr("this took longer than %1 s: narrow the filter, for instance by a date")
                            .arg(std::max<qint64>(1, limit.count() / 1000));
    }
    return error;
}

} // namespace

struct PostgresOrderBrowser::Private
{
    explicit Private(DatabaseSettings given)
        : settings(std::move(given))
        , connection(settings)
        , walk(connection, Sentence::tr("cannot list orders"))
    {
    }

    template <typename Call>
    auto read(Call&& call) -> decltype(call())
    {
        walk.end();
        return readAgain(connection, settings.statementTimeout / 2, call);
    }

    Result<std::int64_t> countInTime(const OrderFilter& filter)
    {
        TransactionOptions options;
        options.isReadOnly = true;
        options.statementTimeout = std::min(longestCount, settings.statementTimeout);
        const auto transaction = Transaction::begin(connection, options, Sentence::tr("cannot list orders"));
        return transaction ? countOrders(connection, filter, mostCounted + 1) : tl::unexpected(transaction.error());
    }

    Result<std::int64_t> estimate()
    {
        return runStatement(connection, estimateSql, PgParameters(), Sentence::tr("cannot count orders"))
            .map([](const PgRows& rows) { return rows.count() > 0 ? rows.int8(0, 0) : 0; });
    }

    DatabaseSettings settings;
    DatabaseConnection connection;
    SnapshotWalk walk; ///< of documents()
};

PostgresOrderBrowser::PostgresOrderBrowser(DatabaseSettings settings)
    : d(std::make_unique<Private>(std::move(settings)))
{
}

PostgresOrderBrowser::~PostgresOrderBrowser() = default;

void PostgresOrderBrowser::setStopToken(std::stop_token stop)
{
    d->connection.setStopToken(std::move(stop));
}

Result<OrderPage> PostgresOrderBrowser::page(const OrderFilter& filter, const std::optional<OrderCursor>& after,
                                             int limit)
{
    return check(filter).and_then([&] {
        return d->read([&] { return searchOrders(d->connection, filter, after, std::clamp(limit, 1, largestPage)); })
            .map_error([this](Error error) { return explained(std::move(error), d->settings.statementTimeout); });
    });
}

Result<StoredOrderPage> PostgresOrderBrowser::documents(const OrderFilter& filter,
                                                        const std::optional<OrderCursor>& after, int limit)
{
    if (const auto checked = check(filter); !checked) {
        return tl::unexpected(checked.error());
    }
    const auto walking = after ? d->walk.goOn(Sentence::tr("the walk through the orders was interrupted"))
                               : d->walk.start(d->settings.statementTimeout / 2);
    if (!walking) {
        return tl::unexpected(walking.error());
    }
    auto page = searchDocuments(d->connection, filter, after, std::clamp(limit, 1, largestPage));
    if (!page || !page->next) {
        d->walk.end();
    }
    return std::move(page).map_error(
        [this](Error error) { return explained(std::move(error), d->settings.statementTimeout); });
}

Result<OrderCount> PostgresOrderBrowser::count(const OrderFilter& filter)
{
    using Kind = OrderCount::Kind;
    if (const auto checked = check(filter); !checked) {
        return tl::unexpected(checked.error());
    }
    const auto counted = d->read([&] { return d->countInTime(filter); });
    if (!counted) {
        if (isTimeout(counted.error())) {
            return failure(ErrorCode::Unavailable, Sentence::tr("counting took too long"));
        }
        return tl::unexpected(counted.error());
    }
    if (*counted <= mostCounted) {
        return OrderCount{*counted, Kind::Exact};
    }
    if (filter.isEmpty()) {
        if (const auto estimated = d->read([&] { return d->estimate(); }); estimated && *estimated > mostCounted) {
            return OrderCount{*estimated, Kind::About};
        }
    }
    return OrderCount{mostCounted, Kind::AtLeast};
}

} // namespace orderdesk
