#include "database/ConnectFailure.h"

#include "database/ConnectionOptions.h"
#include "database/SqlFailure.h"

#include <QRegularExpression>
#include <libpq-fe.h>
#include <poll.h>

#include <memory>
#include <vector>

namespace orderdesk {
namespace {

using Clock = std::chrono::steady_clock;

struct ConnectionDeleter
{
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
using Connection = std::unique_ptr<PGconn, ConnectionDeleter>;

Connection startConnect(const ConnectionOptions& options)
{
    std::vector<const char*> keywords;
    std::vector<const char*> values;
    for (const auto& [keyword, value] : options.keywords()) {
        keywords.push_back(keyword.constData());
        values.push_back(value.constData());
    }
    keywords.push_back(nullptr);
    values.push_back(nullptr);
    return Connection(PQconnectStartParams(keywords.data(), values.data(), 0));
}

PostgresPollingStatusType pollUntil(PGconn* connection, Clock::time_point deadline)
{
    PostgresPollingStatusType status = PGRES_POLLING_WRITING;
    while (status == PGRES_POLLING_READING || status == PGRES_POLLING_WRITING) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
        pollfd waiting{PQsocket(connection), static_cast<short>(status == PGRES_POLLING_READING ? POLLIN : POLLOUT), 0};
        if (left.count() <= 0 || poll(&waiting, 1, static_cast<int>(left.count())) == 0) {
            break;
        }
        status = PQconnectPoll(connection);
    }
    return status;
}

// libpq may speak the user's language here: what is not recognised gets the hint that fits most often.
Sentence hintFor(const QString& message)
{
    if (message.contains(QLatin1String("SSL"))) {
        return Sentence::advice("check sslmode and sslrootcert in the database URL, and the server's certificate",
                                Sentence::tr("check sslmode and sslrootcert in Preferences ▸ Database ▸ Address, and "
                                             "the server's certificate"));
    }
    if (message.contains(QLatin1String("translate host name"))) {
        return Sentence::advice("check the host in the database URL",
                                Sentence::tr("check the host in Preferences ▸ Database ▸ Address"));
    }
    return Sentence::advice("is PostgreSQL running there, and are host and port in the database URL right?",
                            Sentence::tr("is PostgreSQL running there, and are host and port in Preferences ▸ Database "
                                         "▸ Address right?"));
}

} // namespace

Error connectFailure(const ConnectionOptions& options, std::chrono::milliseconds limit)
{
    const Sentence action = Sentence::tr("cannot connect to PostgreSQL at %1").arg(options.describe());
    Error noAnswer{ErrorCode::Unavailable, action.because(Sentence::tr("no answer in time")),
                   Sentence::advice("check host and port in the database URL, and the firewalls in between",
                                    Sentence::tr("check host and port in Preferences ▸ Database ▸ Address, and the "
                                                 "firewalls in between"))};
    const Connection connection = startConnect(options);
    if (!connection) {
        return noAnswer;
    }
    // The message then ends in the SQLSTATE, whatever the server's language, and repeats no names.
    PQsetErrorVerbosity(connection.get(), PQERRORS_SQLSTATE);
    const PostgresPollingStatusType status = PQstatus(connection.get()) == CONNECTION_BAD
                                                 ? PGRES_POLLING_FAILED
                                                 : pollUntil(connection.get(), Clock::now() + limit);
    if (status != PGRES_POLLING_FAILED) {
        return noAnswer;
    }
    if (PQconnectionNeedsPassword(connection.get()) != 0) {
        return sqlFailure(action, "28P01");
    }
    const QString message = QString::fromUtf8(PQerrorMessage(connection.get())).trimmed();
    static const QRegularExpression endsInSqlState(QStringLiteral(":\\s+([0-9A-Z]{5})$"));
    const QRegularExpressionMatch match = endsInSqlState.match(message);
    if (match.hasMatch()) {
        Error refused = sqlFailure(action, match.captured(1).toLatin1());
        if (refused.code == ErrorCode::DataRejected) {
            refused.code = ErrorCode::AccessRefused; // it is about our options: no data has been sent
        }
        return refused;
    }
    const QString firstLine = message.section(QLatin1Char('\n'), 0, 0);
    return Error{ErrorCode::Unavailable,
                 action.because(Sentence::quoted(firstLine.section(QStringLiteral("failed: "), -1))),
                 hintFor(firstLine)};
}

} // namespace orderdesk
