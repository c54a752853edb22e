#include "database/Transaction.h"

#include "database/DatabaseConnection.h"
#include "database/PgStatement.h"

#include <QSqlDatabase>
#include <QSqlError>

namespace orderdesk {
namespace {

QByteArray beginning(const TransactionOptions& options)
{
    QByteArray script = "begin transaction";
    if (options.isSnapshot) {
        script += " isolation level repeatable read";
    }
    if (options.isReadOnly) {
        script += " read only";
    }
    if (options.statementTimeout) {
        const auto limit = static_cast<qint64>(options.statementTimeout->count());
        script += "; set local statement_timeout = " + QByteArray::number(limit);
    }
    return script;
}

} // namespace

Transaction::Transaction(DatabaseConnection& connection)
    : m_connection(connection)
    , m_generation(connection.generation())
{
}

Result<std::unique_ptr<Transaction>> Transaction::begin(DatabaseConnection& connection,
                                                        const TransactionOptions& options, const Sentence& action)
{
    // Before it has begun: it may have on the server when we hear of a failure.
    std::unique_ptr<Transaction> transaction(new Transaction(connection));
    return runScript(connection, beginning(options), action).map([&] { return std::move(transaction); });
}

Transaction::~Transaction()
{
    if (!isOn()) {
        return;
    }
    const auto watching = m_connection.watch();
    if (!m_connection.database().rollback()) {
        // Whatever state the session is in, nobody should go on in it.
        m_connection.close();
    }
}

bool Transaction::isOn() const
{
    return !m_done && m_connection.isOpen() && m_generation == m_connection.generation();
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
