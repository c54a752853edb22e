#include "support/FakeOrderStore.h"

#include <algorithm>

namespace orderdesk::test {

std::map<std::string, FakeDatabase::Row> FakeDatabase::orders() const
{
    const std::scoped_lock lock(m_mutex);
    return m_orders;
}

std::vector<DeadLetter> FakeDatabase::deadLetters() const
{
    const std::scoped_lock lock(m_mutex);
    return m_deadLetters;
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

FakeOrderStore::FakeOrderStore(FakeDatabase& database)
    : m_database(database)
{
}

Result<std::vector<WrittenOrder>> FakeOrderStore::write(std::span<const IncomingOrder> orders,
                                                        std::span<const DeadLetter> deadLetters)
{
    const std::scoped_lock lock(m_database.m_mutex);
    ++m_database.m_transactions;
    if (m_database.m_outage) {
        return tl::unexpected<Error>(*m_database.m_outage);
    }
    const auto unsorted = [](const IncomingOrder& a, const IncomingOrder& b) {
        return a.order.orderUid >= b.order.orderUid;
    };
    if (std::adjacent_find(orders.begin(), orders.end(), unsorted) != orders.end()) {
        return failure(ErrorCode::Internal, Sentence::tr("the batch is not sorted or not unique"));
    }
    if ((m_database.m_rejects && std::any_of(orders.begin(), orders.end(), m_database.m_rejects)) ||
        (m_database.m_rejectsLetters &&
         std::any_of(deadLetters.begin(), deadLetters.end(), m_database.m_rejectsLetters))) {
        return failure(m_database.m_rejection, Sentence::tr("refused (SQLSTATE 22001)"));
    }
    std::vector<WrittenOrder> written;
    for (const IncomingOrder& incoming : orders) {
        auto& row = m_database.m_orders[incoming.order.orderUid];
        WrittenOrder result;
        if (row.revision > 0 && row.document == incoming.document) {
            result.outcome = WriteOutcome::Unchanged;
        } else if (row.revision > 0 && row.position.partition == incoming.position.partition &&
                   incoming.position.offset < row.position.offset &&
                   incoming.position.timestamp <= row.position.timestamp) {
            result.outcome = WriteOutcome::Superseded;
        } else {
            row = {incoming.document, row.revision + 1, incoming.position};
        }
        result.revision = row.revision;
        written.push_back(result);
    }
    for (const DeadLetter& deadLetter : deadLetters) {
        const bool known =
            std::any_of(m_database.m_deadLetters.begin(), m_database.m_deadLetters.end(), [&](const DeadLetter& other) {
                return other.message.position.partition == deadLetter.message.position.partition &&
                       other.message.position.offset == deadLetter.message.position.offset;
            });
        if (!known) {
            m_database.m_deadLetters.push_back(deadLetter);
        }
    }
    if (std::exchange(m_database.m_loseReply, false)) {
        return failure(ErrorCode::Unavailable, Sentence::tr("the connection was lost"));
    }
    return written;
}

} // namespace orderdesk::test
