#include "database/SnapshotWalk.h"

#include "database/DatabaseConnection.h"
#include "database/ReadAgain.h"

#include <utility>

namespace orderdesk {

SnapshotWalk::SnapshotWalk(DatabaseConnection& connection, Sentence action)
    : m_connection(connection)
    , m_action(std::move(action))
{
}

SnapshotWalk::~SnapshotWalk()
{
    if (m_transaction && m_transaction->isOn()) {
        m_connection.close();
    }
}

Result<void> SnapshotWalk::start(std::chrono::milliseconds patience)
{
    end();
    return readAgain(m_connection, patience,
                     [this] { return Transaction::begin(m_connection, readOnlySnapshot, m_action); })
        .map([this](std::unique_ptr<Transaction> transaction) { m_transaction = std::move(transaction); });
}

Result<void> SnapshotWalk::goOn(const Sentence& interrupted) const
{
    const bool isOn = m_transaction && m_transaction->isOn();
    return isOn ? Result<void>() : Result<void>(failure(ErrorCode::Unavailable, interrupted));
}

} // namespace orderdesk
