#include "database/SqlFailure.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace orderdesk {
namespace {

struct Meaning
{
    std::string_view sqlState;
    std::string_view text;
    std::string_view hint{};
};

// Appendix A of PostgreSQL's manual, in the words of someone who has to mend it.
constexpr std::array meanings{
    Meaning{"08", "the connection failed"},
    Meaning{"21000", "a row occurs twice"},
    Meaning{"22", "a value does not fit its column"},
    Meaning{"22001", "a text is too long for its column"},
    Meaning{"22003", "a number is out of range"},
    Meaning{"22021", "a text is not UTF-8"},
    Meaning{"23", "a constraint refuses a row"},
    Meaning{"25006", "the database is read-only",
            "name the primary in the database URL, or add target_session_attrs=read-write to it"},
    Meaning{"25P03", "the transaction was idle for too long"},
    Meaning{"26000", "a prepared statement is gone"},
    Meaning{"28", "login refused", "check the user of the database URL and pg_hba.conf on the server"},
    Meaning{"28P01", "the password is wrong or missing",
            "check ORDERDESK_DATABASE_URL_FILE, ORDERDESK_DATABASE_URL or ~/.pgpass"},
    Meaning{"3D000", "there is no such database", "create it with createdb, or correct the database URL"},
    Meaning{"3F000", "there is no such schema", "create it, or correct search_path in the database URL"},
    Meaning{"40", "the transaction was rolled back by the server"},
    Meaning{"40001", "another transaction was in the way"},
    Meaning{"40P01", "deadlock"},
    Meaning{"42", "the tables are not as this program expects",
            "start an instance of this version that ingests: it brings the tables up to date"},
    Meaning{"42501", "no permission", "grant this role its rights on the tables"},
    Meaning{"42703", "a column is missing",
            "start an instance of this version that ingests: it brings the tables up to date"},
    Meaning{"42P01", "a table is missing",
            "start an instance of this version that ingests: it brings the tables up to date"},
    Meaning{"53", "the server is out of resources"},
    Meaning{"53100", "the server's disk is full", "free space on the database server"},
    Meaning{"53200", "the server is out of memory", "give the database server more memory, or lower work_mem"},
    Meaning{"53300", "the server has too many connections",
            "raise max_connections on the server, or end other clients"},
    Meaning{"54", "a row is larger than PostgreSQL allows"},
    Meaning{"55P03", "a lock was not to be had in time", "look in pg_stat_activity for who holds a lock"},
    Meaning{"57014", "it took too long"},
    Meaning{"57P01", "the server is being shut down or ended the connection"},
    Meaning{"57P02", "the server crashed"},
    Meaning{"57P03", "the server is starting or stopping"},
    Meaning{"58", "the server's disk or system failed", "look at the server's log"},
    Meaning{"XX", "the server failed inside", "look at the server's log"},
};

// The one with the longest matching state; empty texts when there is none.
Meaning meaningOf(std::string_view sqlState)
{
    Meaning found{{}, {}};
    for (const Meaning& meaning : meanings) {
        if (sqlState.starts_with(meaning.sqlState) && meaning.sqlState.size() > found.sqlState.size()) {
            found = meaning;
        }
    }
    return found;
}

QString toText(std::string_view latin1)
{
    return QString::fromLatin1(latin1.data(), static_cast<qsizetype>(latin1.size()));
}

bool hasClass(std::string_view sqlState, std::initializer_list<std::string_view> classes)
{
    return std::any_of(classes.begin(), classes.end(), [&](std::string_view c) { return sqlState.starts_with(c); });
}

bool hasSqlState(const Error& error, std::string_view state)
{
    return error.message.endsWith(QLatin1String("(SQLSTATE ") + toText(state) + QLatin1String(")"));
}

} // namespace

ErrorCode classifySqlState(QByteArrayView sqlState)
{
    const std::string_view state(sqlState.data(), static_cast<std::size_t>(sqlState.size()));
    if (hasClass(state, {"21", "22", "23", "54"})) {
        return ErrorCode::DataRejected;
    }
    if (hasClass(state, {"28", "3D", "3F", "42"})) {
        return ErrorCode::AccessRefused;
    }
    return ErrorCode::Unavailable;
}

Error sqlFailure(const QString& action, QByteArrayView sqlState)
{
    if (sqlState.isEmpty()) {
        return Error{ErrorCode::Unavailable, action + QStringLiteral(": the connection to the database was lost")};
    }
    const std::string_view state(sqlState.data(), static_cast<std::size_t>(sqlState.size()));
    const Meaning meaning = meaningOf(state);
    QString message = action + QStringLiteral(": ");
    if (!meaning.text.empty()) {
        message += toText(meaning.text) + QStringLiteral(" ");
    }
    message += QStringLiteral("(SQLSTATE ") + QString::fromLatin1(sqlState) + QLatin1Char(')');
    return Error{classifySqlState(sqlState), message, toText(meaning.hint)};
}

bool isDenied(const Error& error)
{
    return hasSqlState(error, "42501");
}

bool isTimeout(const Error& error)
{
    return hasSqlState(error, "57014");
}

} // namespace orderdesk
