#include "storage/SqlFailure.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace orderdesk {
namespace {

struct Meaning
{
    std::string_view sqlState;
    std::string_view text;
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
    Meaning{"25006", "the database is read-only"},
    Meaning{"25P03", "the transaction was idle for too long"},
    Meaning{"26000", "a prepared statement is gone"},
    Meaning{"28", "login refused"},
    Meaning{"28P01", "the password is wrong or missing"},
    Meaning{"3D000", "there is no such database"},
    Meaning{"3F000", "there is no such schema"},
    Meaning{"40", "the transaction was rolled back by the server"},
    Meaning{"40001", "another transaction was in the way"},
    Meaning{"40P01", "deadlock"},
    Meaning{"42", "the tables are not as this program expects"},
    Meaning{"42501", "no permission"},
    Meaning{"42703", "a column is missing"},
    Meaning{"42P01", "a table is missing"},
    Meaning{"53", "the server is out of resources"},
    Meaning{"53100", "the server's disk is full"},
    Meaning{"53200", "the server is out of memory"},
    Meaning{"53300", "the server has too many connections"},
    Meaning{"54", "a row is larger than PostgreSQL allows"},
    Meaning{"55P03", "a lock was not to be had in time"},
    Meaning{"57014", "it took too long"},
    Meaning{"57P01", "the server is being shut down or ended the connection"},
    Meaning{"57P02", "the server crashed"},
    Meaning{"57P03", "the server is starting or stopping"},
    Meaning{"58", "the server's disk or system failed"},
    Meaning{"XX", "the server failed inside"},
};

std::string_view meaningOf(std::string_view sqlState)
{
    std::string_view found;
    std::size_t length = 0;
    for (const Meaning& meaning : meanings) {
        if (sqlState.starts_with(meaning.sqlState) && meaning.sqlState.size() > length) {
            found = meaning.text;
            length = meaning.sqlState.size();
        }
    }
    return found;
}

bool hasClass(std::string_view sqlState, std::initializer_list<std::string_view> classes)
{
    return std::any_of(classes.begin(), classes.end(), [&](std::string_view c) { return sqlState.starts_with(c); });
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
    const std::string_view meaning = meaningOf(state);
    QString message = action + QStringLiteral(": ");
    if (!meaning.empty()) {
        message += QLatin1String(meaning.data(), static_cast<qsizetype>(meaning.size())) + QStringLiteral(" ");
    }
    message += QStringLiteral("(SQLSTATE ") + QString::fromLatin1(sqlState) + QLatin1Char(')');
    return Error{classifySqlState(sqlState), message};
}

bool isTimeout(const Error& error)
{
    return error.message.endsWith(QLatin1String("(SQLSTATE 57014)"));
}

} // namespace orderdesk
