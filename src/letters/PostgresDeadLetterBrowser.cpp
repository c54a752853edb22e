#include "letters/PostgresDeadLetterBrowser.h"

#include "database/PgStatement.h"
#include "database/ReadAgain.h"
#include "database/SnapshotWalk.h"
#include "letters/DeadLetterRows.h"
#include "letters/DeadLetterText.h"

#include <algorithm>
#include <limits>

namespace orderdesk {
namespace {

constexpr int mostLetters = 200; // their values are up to 64 KiB each
constexpr int mostWholeLetters = 50;
constexpr int mostIds = 10'000;
constexpr int mostChanges = 1'000;
constexpr int mostReasons = 1'000;

// Not prepared, so that each is planned for the conditions it really has.
constexpr auto pageConditions = R"sql(
from dead_letters
where id < $1::bigint
    and ($2::text is null or reason = $2::text)
    and ($3::text is null or starts_with(order_uid, $3::text)
        or substring(key from 1 for octet_length(convert_to($3::text, 'UTF8'))) = convert_to($3::text, 'UTF8'))
    and ($4::bigint = 0 or redriven_at is null)
order by id desc limit $5::bigint)sql";

constexpr auto idsSql = R"sql(
select id
from dead_letters
where id > $1::bigint
    and ($2::text is null or reason = $2::text)
    and ($3::text is null or starts_with(order_uid, $3::text)
        or substring(key from 1 for octet_length(convert_to($3::text, 'UTF8'))) = convert_to($3::text, 'UTF8'))
    and ($4::bigint = 0 or redriven_at is null)
order by id limit $5::bigint)sql";

constexpr auto countSql = R"sql(
select reason, count(*) from dead_letters group by reason order by count(*) desc, reason limit $1::bigint)sql";

constexpr auto changesSql = R"sql(
select id, changed_at, changed_by, action, dead_letter_id, topic, partition, "offset", detail
from dead_letter_changes
where id < $1::bigint and ($2::bigint is null or dead_letter_id = $2::bigint)
order by id desc limit $3::bigint)sql";

void addFilter(PgParameters& parameters, const DeadLetterFilter& filter)
{
    if (filter.reason.empty()) {
        parameters.addNull();
    } else {
        parameters.addText(filter.reason);
    }
    // As storableText() keeps it: PostgreSQL takes no U+0000.
    const QByteArray text = storableText(filter.text.toUtf8());
    if (text.isEmpty()) {
        parameters.addNull();
    } else {
        parameters.addText({text.constData(), static_cast<std::size_t>(text.size())});
    }
    parameters.addInt8(filter.notRedriven ? 1 : 0);
}

DeadLetterChange changeOf(const PgRows& rows, int row)
{
    DeadLetterChange change;
    change.id = rows.int8(row, 0);
    change.changedAt = rows.timestamp(row, 1);
    change.changedBy = rows.text(row, 2);
    change.action = rows.text(row, 3);
    change.deadLetterId = rows.int8(row, 4);
    change.position = {QString::fromStdString(rows.text(row, 5)), rows.int4(row, 6), rows.int8(row, 7), {}};
    change.detail = rows.text(row, 8);
    return change;
}

PgParameters pageParameters(const DeadLetterFilter& filter, std::optional<std::int64_t> before, int wanted)
{
    PgParameters parameters;
    parameters.addInt8(before.value_or(std::numeric_limits<std::int64_t>::max()));
    addFilter(parameters, filter);
    parameters.addInt8(wanted + 1); // to know whether that was all
    return parameters;
}

} // namespace

struct PostgresDeadLetterBrowser::Private
{
    explicit Private(DatabaseSettings given)
        : settings(std::move(given))
        , connection(settings)
        , walk(connection, listing)
    {
    }

    /// With `rowsOf` as the answer's mapping. A walk through the whole letters is given up.
    template <typename RowsOf>
    auto read(const char* sql, const PgParameters& parameters, const Sentence& action, RowsOf rowsOf)
    {
        walk.end();
        return readAgain(connection, settings.statementTimeout / 2,
                         [&] { return runStatement(connection, sql, parameters, action).map(rowsOf); });
    }

    const Sentence listing = Sentence::tr("cannot list dead letters");
    DatabaseSettings settings;
    DatabaseConnection connection;
    SnapshotWalk walk; ///< of wholeLetters()
};

PostgresDeadLetterBrowser::PostgresDeadLetterBrowser(DatabaseSettings settings)
    : d(std::make_unique<Private>(std::move(settings)))
{
}

PostgresDeadLetterBrowser::~PostgresDeadLetterBrowser() = default;

void PostgresDeadLetterBrowser::setStopToken(std::stop_token stop)
{
    d->connection.setStopToken(std::move(stop));
}

Result<DeadLetterPage> PostgresDeadLetterBrowser::page(const DeadLetterFilter& filter,
                                                       std::optional<std::int64_t> before, int limit)
{
    const int wanted = std::clamp(limit, 1, mostLetters);
    const QByteArray sql = deadLetterColumns(DeadLetterBytes::CutValue) + pageConditions;
    return d->read(sql.constData(), pageParameters(filter, before, wanted), d->listing,
                   [wanted](const PgRows& rows) { return deadLetterPageOf(rows, wanted); });
}

Result<DeadLetterPage> PostgresDeadLetterBrowser::wholeLetters(const DeadLetterFilter& filter,
                                                               std::optional<std::int64_t> before, int limit)
{
    const auto walking = before ? d->walk.goOn(Sentence::tr("the walk through the dead letters was interrupted"))
                                : d->walk.start(d->settings.statementTimeout / 2);
    if (!walking) {
        return tl::unexpected(walking.error());
    }
    const int wanted = std::clamp(limit, 1, mostWholeLetters);
    const QByteArray sql = deadLetterColumns(DeadLetterBytes::Whole) + pageConditions;
    auto page = runStatement(d->connection, sql.constData(), pageParameters(filter, before, wanted), d->listing)
                    .map([wanted](const PgRows& rows) { return deadLetterPageOf(rows, wanted); });
    if (!page || !page->next) {
        d->walk.end();
    }
    return page;
}

Result<std::vector<std::int64_t>> PostgresDeadLetterBrowser::ids(const DeadLetterFilter& filter, std::int64_t after,
                                                                 int limit)
{
    PgParameters parameters;
    parameters.addInt8(after);
    addFilter(parameters, filter);
    parameters.addInt8(std::clamp(limit, 1, mostIds));
    return d->read(idsSql, parameters, d->listing, [](const PgRows& rows) {
        std::vector<std::int64_t> ids;
        for (int row = 0; row < rows.count(); ++row) {
            ids.push_back(rows.int8(row, 0));
        }
        return ids;
    });
}

Result<std::vector<ReasonCount>> PostgresDeadLetterBrowser::countByReason()
{
    PgParameters parameters;
    parameters.addInt8(mostReasons);
    return d->read(countSql, parameters, Sentence::tr("cannot count dead letters"), [](const PgRows& rows) {
        std::vector<ReasonCount> reasons;
        for (int row = 0; row < rows.count(); ++row) {
            reasons.push_back({rows.text(row, 0), rows.int8(row, 1)});
        }
        return reasons;
    });
}

Result<DeadLetterChangePage> PostgresDeadLetterBrowser::changes(std::optional<std::int64_t> deadLetterId,
                                                                std::optional<std::int64_t> before, int limit)
{
    const int wanted = std::clamp(limit, 1, mostChanges);
    PgParameters parameters;
    parameters.addInt8(before.value_or(std::numeric_limits<std::int64_t>::max()));
    if (deadLetterId) {
        parameters.addInt8(*deadLetterId);
    } else {
        parameters.addNull();
    }
    parameters.addInt8(wanted + 1);
    const Sentence action = Sentence::tr("cannot list changes of dead letters");
    return d->read(changesSql, parameters, action, [wanted](const PgRows& rows) {
        DeadLetterChangePage page;
        for (int row = 0; row < std::min(rows.count(), wanted); ++row) {
            page.changes.push_back(changeOf(rows, row));
        }
        if (rows.count() > wanted) {
            page.next = page.changes.back().id;
        }
        return page;
    });
}

} // namespace orderdesk
