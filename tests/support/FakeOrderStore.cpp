#include "support/FakeOrderStore.h"

#include "domain/MessagePlace.h"
#include "domain/OrderVersion.h"

#include <algorithm>

namespace orderdesk::test {

std::map<std::string, FakeDatabase::Row> FakeDatabase::orders() const
{
    const std::scoped_lock lock(m_mutex);
    return m_tables.orders;
}

std::vector<DeadLetter> FakeDatabase::deadLetters() const
{
    const std::scoped_lock lock(m_mutex);
    return m_tables.deadLetters;
}

int FakeDatabase::transactions() const
{
    const std::scoped_lock lock(m_mutex);
    return m_transactions;
}

void FakeDatabase::setOutage(std::optional<Error> error)
{
    const std::scoped_lock lock(m_mutex);
    m_outage = std::move(error);
}

void FakeDatabase::setRejects(std::function<bool(const IncomingOrder&)> rejects, ErrorCode code)
{
    const std::scoped_lock lock(m_mutex);
    m_rejects = std::move(rejects);
    m_rejection = code;
}

void FakeDatabase::setRejectsLetters(std::function<bool(const DeadLetter&)> rejects, ErrorCode code)
{
    const std::scoped_lock lock(m_mutex);
    m_rejectsLetters = std::move(rejects);
    m_rejection = code;
}

void FakeDatabase::loseNextReply()
{
    const std::scoped_lock lock(m_mutex);
    m_loseReply = true;
}

void FakeDatabase::remember()
{
    const std::scoped_lock lock(m_mutex);
    m_remembered = m_tables;
}

void FakeDatabase::fallBack()
{
    const std::scoped_lock lock(m_mutex);
    m_tables = m_remembered;
}

std::map<std::pair<QString, std::int32_t>, LogPosition> FakeDatabase::positions() const
{
    const std::scoped_lock lock(m_mutex);
    return m_tables.positions;
}

void FakeDatabase::writeVersions(Row& row, std::span<const IncomingOrder> versions, std::vector<WrittenOrder>& written)
{
    std::vector<MessagePosition> messages;
    for (const IncomingOrder& version : versions) {
        messages.push_back(version.position);
    }
    const auto place =
        row.revision > 0 ? std::optional(OrderPlace{row.position, row.greatestTime}) : std::optional<OrderPlace>();
    const VersionChoice choice = chooseVersion(place, messages, currentTimestamp());
    const bool changes = choice.newest && versions[*choice.newest].document != row.document;
    for (std::size_t i = 0; i < versions.size(); ++i) {
        const bool isEqual = !changes && versions[i].document == row.document;
        const WriteOutcome outcome = isEqual ? WriteOutcome::Unchanged : WriteOutcome::Superseded;
        written.push_back(
            {changes && choice.newest == i ? WriteOutcome::Stored : outcome, row.revision + (changes ? 1 : 0)});
    }
    if (changes) {
        row.document = QByteArray(versions[*choice.newest].document);
        ++row.revision;
    }
    row.position = choice.place.newest;
    row.greatestTime = choice.place.greatestTime;
}

FakeOrderStore::FakeOrderStore(FakeDatabase& database)
    : m_database(database)
{
}

Result<std::vector<WrittenOrder>> FakeOrderStore::write(std::span<const IncomingOrder> orders,
                                                        std::span<const DeadLetter> deadLetters,
                                                        std::span<LogPosition> positions)
{
    const std::scoped_lock lock(m_database.m_mutex);
    ++m_database.m_transactions;
    if (m_database.m_outage) {
        return tl::unexpected<Error>(*m_database.m_outage);
    }
    const auto unsorted = [](const IncomingOrder& a, const IncomingOrder& b) {
        return a.order.orderUid > b.order.orderUid;
    };
    if (std::adjacent_find(orders.begin(), orders.end(), unsorted) != orders.end()) {
        return failure(ErrorCode::Internal, Sentence::tr("the batch is not sorted"));
    }
    if ((m_database.m_rejects && std::any_of(orders.begin(), orders.end(), m_database.m_rejects)) ||
        (m_database.m_rejectsLetters &&
         std::any_of(deadLetters.begin(), deadLetters.end(), m_database.m_rejectsLetters))) {
        return failure(m_database.m_rejection, Sentence::tr("refused (SQLSTATE 22001)"));
    }
    FakeDatabase::Tables& tables = m_database.m_tables;
    for (const LogPosition& position : positions) {
        const auto known = tables.positions.find({position.partition.topic, position.partition.partition});
        const std::int64_t batches =
            known != tables.positions.end() && known->second.incarnation == position.incarnation ? known->second.batches
                                                                                                 : 0;
        if (batches < position.batches - 1) {
            return tl::unexpected<Error>(lostCommits());
        }
    }
    std::vector<WrittenOrder> written;
    for (std::size_t first = 0; first < orders.size(); first = written.size()) {
        std::size_t count = 1;
        while (first + count < orders.size() && orders[first + count].order.orderUid == orders[first].order.orderUid) {
            ++count;
        }
        FakeDatabase::writeVersions(tables.orders[orders[first].order.orderUid], orders.subspan(first, count), written);
    }
    for (const DeadLetter& deadLetter : deadLetters) {
        const bool known =
            std::any_of(tables.deadLetters.begin(), tables.deadLetters.end(), [&](const DeadLetter& other) {
                return isSamePlace(other.message.position, deadLetter.message.position);
            });
        if (!known) {
            tables.deadLetters.push_back(deadLetter);
        }
    }
    for (LogPosition& position : positions) {
        LogPosition& kept = tables.positions[{position.partition.topic, position.partition.partition}];
        position.batches = (kept.incarnation == position.incarnation ? kept.batches : 0) + 1;
        kept = LogPosition(position); // moved: Qt's own copying frees where ThreadSanitizer does not look
    }
    if (std::exchange(m_database.m_loseReply, false)) {
        return failure(ErrorCode::Unavailable, Sentence::tr("the connection was lost"));
    }
    return written;
}

Result<KnownLogs> FakeOrderStore::knownLogs(const QList<TopicPartition>& partitions)
{
    const std::scoped_lock lock(m_database.m_mutex);
    if (m_database.m_outage) {
        return tl::unexpected<Error>(*m_database.m_outage);
    }
    KnownLogs known{"fake", {}};
    for (const TopicPartition& partition : partitions) {
        const auto position = m_database.m_tables.positions.find({partition.topic, partition.partition});
        if (position != m_database.m_tables.positions.end()) {
            known.logs.insert(partition, {position->second, position->second});
        }
        for (const auto& [place, any] : m_database.m_tables.positions) {
            if (partition.partition == -1 && place.first == partition.topic) {
                known.logs.insert(any.partition, {any, any});
            }
        }
    }
    return known;
}

} // namespace orderdesk::test
