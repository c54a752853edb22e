#include "database/SnapshotWalk.h"

#include "database/DatabaseConnection.h"
#include "database/PgStatement.h"
#include "database/ReadAgain.h"

#include <utility>

namespace orderdesk {
namespace {

constexpr auto beginSql = "begin transaction isolation level repeatable read read only";
constexpr auto endSql = "rollback";

} // namespace

SnapshotWalk::SnapshotWalk(DatabaseConnection& connection, Sentence action)
    : m_connection(connection)
    , m_action(std::move(action))
{
}

Result<void> SnapshotWalk::start(std::chrono::milliseconds patience)
{
    end();
    return readAgain(m_connection, patience, [this] { return runScript(m_connection, beginSql, m_action); })
        .map([this] { m_generation = m_connection.generation(); });
}

Result<void> SnapshotWalk::goOn(const Sentence& interrupted) const
{
    const bool isOn = m_generation != 0 && m_generation == m_connection.generation() && m_connection.isOpen();
    return isOn ? Result<void>() : Result<void>(failure(ErrorCode::Unavailable, interrupted));
}

void SnapshotWalk::end()
{
    if (std::exchange(m_generation, 0) == m_connection.generation()) {
        rollBack();
    }
}

void SnapshotWalk::rollBack()
{
    const std::stop_token stop = m_connection.stopToken();
    m_connection.setStopToken({});
    if (m_connection.isOpen() && !runScript(m_connection, endSql, m_action)) {
        m_connection.close();
    }
    m_connection.setStopToken(stop);
}

} // namespace orderdesk
