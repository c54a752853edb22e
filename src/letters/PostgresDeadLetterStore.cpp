#include "letters/PostgresDeadLetterStore.h"

#include "database/PgStatement.h"
#include "database/ReadAgain.h"
#include "letters/DeadLetterRows.h"
#include "letters/DeadLetterText.h"

namespace orderdesk {
namespace {

// The change and its line of the audit are one statement: none is without the other.
constexpr auto redrivenSql = R"sql(
with changed as (
    update dead_letters d set redrive_count = redrive_count + 1, redriven_at = now()
    from unnest($1::bigint[], $2::text[]) as noted (id, detail) where d.id = noted.id
    returning d.id, d.topic, d.partition, d."offset", noted.detail)
insert into dead_letter_changes (changed_by, action, dead_letter_id, topic, partition, "offset", detail)
select $3::text, $4::text, id, topic, partition, "offset", detail from changed order by id
returning dead_letter_id)sql";

constexpr auto discardedSql = R"sql(
with changed as (
    delete from dead_letters d
    using unnest($1::bigint[], $2::text[]) as noted (id, detail) where d.id = noted.id
    returning d.id, d.topic, d.partition, d."offset", noted.detail)
insert into dead_letter_changes (changed_by, action, dead_letter_id, topic, partition, "offset", detail)
select $3::text, $4::text, id, topic, partition, "offset", detail from changed order by id
returning dead_letter_id)sql";

constexpr auto storedPlaceSql = R"sql(
select kafka_topic, kafka_partition, kafka_offset, kafka_timestamp, kafka_incarnation,
    coalesce(kafka_greatest_timestamp, kafka_timestamp), stored_at
from orders where order_uid = $1::text)sql";

/// Fit for PostgreSQL, whatever it was.
std::string storable(const std::string& text)
{
    return storableText(QByteArray::fromStdString(text)).toStdString();
}

} // namespace

PostgresDeadLetterStore::PostgresDeadLetterStore(const DatabaseSettings& settings)
    : m_patience(settings.statementTimeout / 2)
    , m_connection(settings)
{
}

Result<std::optional<DeadLetter>> PostgresDeadLetterStore::deadLetter(std::int64_t id)
{
    return readAgain(m_connection, m_patience, [&] { return readDeadLetter(m_connection, id); });
}

Result<std::optional<StoredPlace>> PostgresDeadLetterStore::storedPlace(const std::string& orderUid)
{
    PgParameters parameters;
    parameters.addText(storable(orderUid));
    return readAgain(m_connection, m_patience, [&] {
        return runStatement(m_connection, storedPlaceSql, parameters, Sentence::tr("cannot compare orders"))
            .map([](const PgRows& rows) {
                return rows.count() == 0
                           ? std::optional<StoredPlace>()
                           : StoredPlace{{positionOf(rows, 0, 0), rows.timestamp(0, 5)}, rows.timestamp(0, 6)};
            });
    });
}

Result<std::vector<std::int64_t>> PostgresDeadLetterStore::changeDeadLetters(LetterAction action,
                                                                             const std::vector<LetterNote>& letters,
                                                                             const std::string& by)
{
    PgArray ids(PgArray::ElementType::Int8);
    PgArray details(PgArray::ElementType::Text);
    for (const LetterNote& letter : letters) {
        ids.appendInt8(letter.id);
        details.appendBytes(storable(letter.detail));
    }
    PgParameters parameters;
    parameters.add(ids).add(details).addText(storable(by)).addText(nameOf(action));
    const bool discards = action == LetterAction::Discarded;
    return callOnce(m_connection,
                    [&] {
                        return runStatement(m_connection, discards ? discardedSql : redrivenSql, parameters,
                                            discards ? Sentence::tr("cannot discard a dead letter")
                                                     : Sentence::tr("cannot mark a dead letter"));
                    })
        .map([](const PgRows& rows) {
            std::vector<std::int64_t> changed;
            changed.reserve(static_cast<std::size_t>(rows.count()));
            for (int row = 0; row < rows.count(); ++row) {
                changed.push_back(rows.int8(row, 0));
            }
            return changed;
        });
}

} // namespace orderdesk
