#include "letters/DeadLetterRows.h"

#include "letters/DeadLetterText.h"

#include <algorithm>
#include <limits>

namespace orderdesk {
namespace {

constexpr int mostDeadLetters = 200; // their values are up to 64 KiB each

std::optional<QByteArray> bytesOf(const PgRows& rows, int row, int column)
{
    return rows.isNull(row, column) ? std::nullopt : std::optional(rows.byteArray(row, column));
}

std::vector<DeadLetter> deadLettersOf(const PgRows& rows)
{
    std::vector<DeadLetter> letters;
    letters.reserve(static_cast<std::size_t>(rows.count()));
    for (int row = 0; row < rows.count(); ++row) {
        letters.push_back(deadLetterOf(rows, row));
    }
    return letters;
}

} // namespace

QByteArray deadLetterColumns(DeadLetterBytes bytes)
{
    QByteArray sql = R"sql(
select id, topic, partition, "offset", kafka_timestamp, incarnation, order_uid, violations::text, received_at,
    redrive_count, redriven_at, )sql";
    switch (bytes) {
    case DeadLetterBytes::None:
        return sql + "null::bytea, null::text, null::bytea";
    case DeadLetterBytes::CutValue:
        return sql + "key, headers::text, substring(value from 1 for 65536)";
    case DeadLetterBytes::Whole:
        break;
    }
    return sql + "key, headers::text, value";
}

DeadLetter deadLetterOf(const PgRows& rows, int row)
{
    DeadLetter letter;
    letter.id = rows.int8(row, 0);
    letter.message.position = positionOf(rows, row, 1);
    letter.orderUid = rows.text(row, 6);
    letter.violations = decodeViolations(rows.bytes(row, 7));
    letter.receivedAt = rows.timestamp(row, 8);
    letter.redriveCount = rows.int4(row, 9);
    if (!rows.isNull(row, 10)) {
        letter.redrivenAt = rows.timestamp(row, 10);
    }
    letter.message.key = bytesOf(rows, row, 11);
    if (!rows.isNull(row, 12)) {
        letter.message.headers = decodeHeaders(rows.bytes(row, 12));
    }
    letter.message.value = bytesOf(rows, row, 13);
    return letter;
}

DeadLetterPage deadLetterPageOf(const PgRows& rows, int wanted)
{
    DeadLetterPage page{deadLettersOf(rows), std::nullopt};
    if (page.deadLetters.size() > static_cast<std::size_t>(wanted)) {
        page.deadLetters.pop_back();
        page.next = page.deadLetters.back().id;
    }
    return page;
}

Result<DeadLetterPage> readDeadLetters(DatabaseConnection& connection, std::optional<std::int64_t> before, int limit)
{
    const int wanted = std::clamp(limit, 1, mostDeadLetters);
    const QByteArray sql = deadLetterColumns(DeadLetterBytes::CutValue) +
                           " from dead_letters where id < $1::bigint order by id desc limit $2::bigint";
    PgParameters parameters;
    parameters.addInt8(before.value_or(std::numeric_limits<std::int64_t>::max())).addInt8(wanted + 1);
    return runStatement(connection, sql.constData(), parameters, Sentence::tr("cannot list dead letters"))
        .map([wanted](const PgRows& rows) { return deadLetterPageOf(rows, wanted); });
}

Result<std::optional<DeadLetter>> readDeadLetter(DatabaseConnection& connection, std::int64_t id)
{
    const QByteArray sql = deadLetterColumns(DeadLetterBytes::Whole) + " from dead_letters where id = $1::bigint";
    return runStatement(connection, sql.constData(), PgParameters().addInt8(id),
                        Sentence::tr("cannot read a dead letter"))
        .map([](const PgRows& rows) {
            return rows.count() == 0 ? std::optional<DeadLetter>() : std::optional(deadLetterOf(rows, 0));
        });
}

Result<std::vector<DeadLetter>> readDeadLettersOf(DatabaseConnection& connection, std::string_view orderUid, int limit)
{
    // No order number in the database is empty or has U+0000, which PostgreSQL would refuse.
    if (orderUid.empty() || orderUid.find('\0') != std::string_view::npos) {
        return std::vector<DeadLetter>();
    }
    const QByteArray sql = deadLetterColumns(DeadLetterBytes::CutValue) + R"sql(
from dead_letters
where (order_uid = $1::text and order_uid <> '') or substring(key from 1 for 128) = $2::bytea
order by id desc limit $3::bigint)sql";
    const QByteArray bytes(orderUid.data(), static_cast<qsizetype>(orderUid.size()));
    PgParameters parameters;
    parameters.addText(storableText(bytes).toStdString()); // a key need not be text
    parameters.addText(orderUid).addInt8(std::clamp(limit, 1, mostDeadLetters));
    return runStatement(connection, sql.constData(), parameters, Sentence::tr("cannot list dead letters"))
        .map([](const PgRows& rows) { return deadLettersOf(rows); });
}

} // namespace orderdesk
