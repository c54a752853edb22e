#include "storage/PositionStatements.h"

#include "database/DatabaseConnection.h"
#include "database/PgColumn.h"
#include "database/PgStatement.h"
#include "storage/OrderStore.h"

#include <tuple>

namespace orderdesk {
namespace {

// A zombie's late batch may set a position back, never its count.
constexpr auto notePositionsSql = R"sql(
insert into kafka_positions as p (consumer_group, topic, partition, incarnation, next_offset, batches, last_offset,
    last_timestamp, last_fingerprint, noted_at)
select $1::text, topic, partition, incarnation, next_offset, batches, last_offset, last_timestamp, last_fingerprint,
    statement_timestamp()
from unnest($2::text[], $3::integer[], $4::integer[], $5::bigint[], $6::bigint[], $7::bigint[], $8::timestamptz[],
    $9::bytea[])
    as noted (topic, partition, incarnation, next_offset, batches, last_offset, last_timestamp, last_fingerprint)
order by topic, partition
on conflict (topic, partition, consumer_group, incarnation) do update set
    next_offset = excluded.next_offset, batches = p.batches + 1, last_offset = excluded.last_offset,
    last_timestamp = excluded.last_timestamp, last_fingerprint = excluded.last_fingerprint, noted_at = excluded.noted_at
where p.batches >= excluded.batches - 1
returning topic, partition, xmax = 0, batches)sql";

constexpr auto numberSql = "select number from database_number limit 1";

constexpr auto readPositionsSql = R"sql(
select p.consumer_group = $1::text, p.topic, p.partition, p.incarnation, p.next_offset, p.batches, p.last_offset,
    p.last_timestamp, p.last_fingerprint
from unnest($2::text[], $3::integer[]) as asked (topic, partition)
    join kafka_positions p on p.topic = asked.topic and asked.partition in (p.partition, -1))sql";

using Type = PgArray::ElementType;

LogPosition logPositionOf(const PgRows& rows, int row)
{
    return {{QString::fromUtf8(rows.byteArray(row, 1)), rows.int4(row, 2)},
            rows.int4(row, 3),
            rows.int8(row, 4),
            rows.int8(row, 5),
            rows.int8(row, 6),
            rows.timestamp(row, 7),
            rows.byteArray(row, 8)};
}

void keepNewer(std::optional<LogPosition>& kept, const LogPosition& other)
{
    const auto age = [](const LogPosition& position) { return std::tuple(position.incarnation, position.next); };
    if (!kept || age(other) > age(*kept)) {
        kept = other;
    }
}

Result<QByteArray> readNumber(DatabaseConnection& connection, const Sentence& action)
{
    const auto rows = runStatement(connection, numberSql, PgParameters(), action);
    if (!rows) {
        return tl::unexpected(rows.error());
    }
    if (rows->count() == 0) {
        return failure(ErrorCode::AccessRefused,
                       action.because(Sentence::tr("the table database_number is empty: it holds one row")));
    }
    return rows->byteArray(0, 0);
}

} // namespace

Result<void> notePositions(DatabaseConnection& connection, const QString& group, std::span<LogPosition> positions)
{
    if (positions.empty()) {
        return {};
    }
    using At = LogPosition;
    PgParameters parameters;
    parameters.addText(group.toStdString())
        .add(pgColumn(Type::Text, positions, [](const At& at) { return at.partition.topic.toUtf8(); }))
        .add(pgColumn(Type::Int4, positions, [](const At& at) { return at.partition.partition; }))
        .add(pgColumn(Type::Int4, positions, [](const At& at) { return at.incarnation; }))
        .add(pgColumn(Type::Int8, positions, [](const At& at) { return at.next; }))
        .add(pgColumn(Type::Int8, positions, [](const At& at) { return at.batches; }))
        .add(pgColumn(Type::Int8, positions, [](const At& at) { return at.lastOffset; }))
        .add(pgColumn(Type::TimestampTz, positions, [](const At& at) { return at.lastTimestamp; }))
        .add(pgColumn(Type::Bytea, positions, [](const At& at) { return at.lastFingerprint; }));
    const auto noted = runStatement(connection, notePositionsSql, parameters, Sentence::tr("cannot note positions"));
    if (!noted) {
        return tl::unexpected(noted.error());
    }
    std::size_t found = 0;
    for (int row = 0; row < noted->count(); ++row) {
        const TopicPartition partition{QString::fromUtf8(noted->byteArray(row, 0)), noted->int4(row, 1)};
        const bool isMissing = noted->boolean(row, 2) && noted->int8(row, 3) > 1;
        for (LogPosition& position : positions) {
            if (position.partition == partition && !isMissing) {
                position.batches = noted->int8(row, 3);
                ++found;
            }
        }
    }
    if (found < positions.size()) {
        return tl::unexpected(lostCommits());
    }
    return {};
}

Result<KnownLogs> readKnownLogs(DatabaseConnection& connection, const QString& group,
                                const QList<TopicPartition>& partitions)
{
    const Sentence action = Sentence::tr("cannot read positions");
    const Result<QByteArray> number = readNumber(connection, action);
    if (!number) {
        return tl::unexpected(number.error());
    }
    PgParameters parameters;
    parameters.addText(group.toStdString())
        .add(pgColumn(Type::Text, partitions, [](const TopicPartition& asked) { return asked.topic.toUtf8(); }))
        .add(pgColumn(Type::Int4, partitions, [](const TopicPartition& asked) { return asked.partition; }));
    const auto rows = runStatement(connection, readPositionsSql, parameters, action);
    if (!rows) {
        return tl::unexpected(rows.error());
    }
    KnownLogs known{*number, {}};
    for (int row = 0; row < rows->count(); ++row) {
        const LogPosition position = logPositionOf(*rows, row);
        KnownLog& log = known.logs[position.partition];
        keepNewer(log.newest, position);
        if (rows->boolean(row, 0)) {
            keepNewer(log.ours, position);
        }
    }
    return known;
}

} // namespace orderdesk
