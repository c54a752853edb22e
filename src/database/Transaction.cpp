#include "database/Transaction.h"

#include "database/DatabaseConnection.h"

#include <QSqlDatabase>
#include <QSqlError>

namespace orderdesk {

Transaction::Transaction(DatabaseConnection& connection)
    : m_connection(connection)
{
}

Result<std::unique_ptr<Transaction>> Transaction::begin(DatabaseConnection& connection)
{
    const auto watching = connection.watch();
    if (!connection.database().transaction()) {
        const QSqlError error = connection.database().lastError();
        return tl::unexpected(connection.failed(Sentence::tr("cannot begin a transaction"), error));
    }
    return std::unique_ptr<Transaction>(new Transaction(connection));
}

Transaction::~Transaction()
{
    if (m_done || !m_connection.isOpen()) {
        return;
    }
    const auto watching = m_connection.watch();
    if (!m_connection.database().rollback()) {
        // Whatever state the session is in, nobody should go on in it.
        m_connection.close();
    }
}

Result<void> Transaction::commit()
{
    const auto watching = m_connection.watch();
    if (m_connection.database().commit()) {
        m_done = true;
        return {};
    }
    // Before failed(): it may remove the connection, of which no copy may be left then.
    const QSqlError error = m_connection.database().lastError();
    return tl::unexpected(m_connection.failed(Sentence::tr("cannot commit"), error));
}

} // namespace orderdesk
