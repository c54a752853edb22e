#include "letters/PostgresDeadLetterBrowser.h"

#include "database/PgStatement.h"
#include "database/ReadAgain.h"
#include "database/SnapshotWalk.h"
#include "storage/DeadLetterText.h"

#include <algorithm>
#include <limits>

namespace orderdesk {
namespace {

constexpr int mostLetters = 200; // their values are up to 64 KiB each
constexpr int mostWholeLetters = 50;
constexpr int mostIds = 10'000;
constexpr int mostChanges = 1'000;
constexpr int mostReasons = 1'000;

// Not prepared, so that each is planned for the conditions it really has. The value, whole or cut, is the last column.
constexpr auto pageColumns = R"sql(
select id, topic, partition, "offset", kafka_timestamp, key, headers::text, order_uid, violations::text, received_at,
    redrive_count::bigint, redriven_at, )sql";
constexpr auto cutValue = "substring(value from 1 for 65536)";
constexpr auto wholeValue = "value";
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

QString textOf(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

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

std::optional<QByteArray> bytesOf(const PgRows& rows, int row, int column)
{
    return rows.isNull(row, column) ? std::nullopt : std::optional(rows.byteArray(row, column));
}

DeadLetter deadLetterOf(const PgRows& rows, int row)
{
    DeadLetter letter;
    letter.id = rows.int8(row, 0);
    letter.message.position = {textOf(rows.bytes(row, 1)), rows.int4(row, 2), rows.int8(row, 3),
                               rows.timestamp(row, 4)};
    letter.message.key = bytesOf(rows, row, 5);
    letter.message.headers = decodeHeaders(rows.bytes(row, 6));
    letter.orderUid = rows.text(row, 7);
    letter.violations = decodeViolations(rows.bytes(row, 8));
    letter.receivedAt = rows.timestamp(row, 9);
    letter.redriveCount = static_cast<std::int32_t>(rows.int8(row, 10));
    if (!rows.isNull(row, 11)) {
        letter.redrivenAt = rows.timestamp(row, 11);
    }
    letter.message.value = bytesOf(rows, row, 12);
    return letter;
}

DeadLetterChange changeOf(const PgRows& rows, int row)
{
    DeadLetterChange change;
    change.id = rows.int8(row, 0);
    change.changedAt = rows.timestamp(row, 1);
    change.changedBy = rows.text(row, 2);
    change.action = rows.text(row, 3);
    change.deadLetterId = rows.int8(row, 4);
    change.position = {textOf(rows.bytes(row, 5)), rows.int4(row, 6), rows.int8(row, 7), {}};
    change.detail = rows.text(row, 8);
    return change;
}

QByteArray pageSql(const char* value)
{
    return QByteArray(pageColumns).append(value).append(pageConditions);
}

PgParameters pageParameters(const DeadLetterFilter& filter, std::optional<std::int64_t> before, int wanted)
{
    PgParameters parameters;
    parameters.addInt8(before.value_or(std::numeric_limits<std::int64_t>::max()));
    addFilter(parameters, filter);
    parameters.addInt8(wanted + 1); // to know whether that was all
    return parameters;
}

DeadLetterPage pageOf(std::vector<DeadLetter>&& found, int wanted)
{
    DeadLetterPage page{std::move(found), std::nullopt};
    if (page.deadLetters.size() > static_cast<std::size_t>(wanted)) {
        page.deadLetters.pop_back();
        page.next = page.deadLetters.back().id;
    }
    return page;
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

    template <typename Row>
    Result<std::vector<Row>> ask(const char* sql, const PgParameters& parameters, const Sentence& action,
                                 Row (*rowOf)(const PgRows&, int))
    {
        return runStatement(connection, sql, parameters, action).map([rowOf](const PgRows& found) {
            std::vector<Row> all;
            for (int row = 0; row < found.count(); ++row) {
                all.push_back(rowOf(found, row));
            }
            return all;
        });
    }

    template <typename Row>
    Result<std::vector<Row>> rows(const char* sql, const PgParameters& parameters, const Sentence& action,
                                  Row (*rowOf)(const PgRows&, int))
    {
        walk.end();
        return readAgain(connection, settings.statementTimeout / 2,
                         [&] { return ask(sql, parameters, action, rowOf); });
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
    const QByteArray sql = pageSql(cutValue);
    return d->rows(sql.constData(), pageParameters(filter, before, wanted), d->listing, deadLetterOf)
        .map([wanted](std::vector<DeadLetter>&& found) { return pageOf(std::move(found), wanted); });
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
    const QByteArray sql = pageSql(wholeValue);
    auto page = d->ask(sql.constData(), pageParameters(filter, before, wanted), d->listing, deadLetterOf)
                    .map([wanted](std::vector<DeadLetter>&& found) { return pageOf(std::move(found), wanted); });
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
    const auto idOf = [](const PgRows& rows, int row) { return rows.int8(row, 0); };
    return d->rows<std::int64_t>(idsSql, parameters, d->listing, idOf);
}

Result<std::vector<ReasonCount>> PostgresDeadLetterBrowser::countByReason()
{
    PgParameters parameters;
    parameters.addInt8(mostReasons);
    const auto countOf = [](const PgRows& rows, int row) { return ReasonCount{rows.text(row, 0), rows.int8(row, 1)}; };
    return d->rows<ReasonCount>(countSql, parameters, Sentence::tr("cannot count dead letters"), countOf);
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
    return d->rows(changesSql, parameters, Sentence::tr("cannot list changes of dead letters"), changeOf)
        .map([wanted](std::vector<DeadLetterChange>&& found) {
            DeadLetterChangePage page{std::move(found), std::nullopt};
            if (page.changes.size() > static_cast<std::size_t>(wanted)) {
                page.changes.pop_back();
                page.next = page.changes.back().id;
            }
            return page;
        });
}

} // namespace orderdesk
