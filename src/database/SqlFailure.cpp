#include "database/SqlFailure.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace orderdesk {
namespace {

struct Meaning
{
    std::string_view sqlState;
    Sentence text;
    Sentence hint;
};

// Appendix A of PostgreSQL's manual, in the words of someone who has to mend it.
const std::vector<Meaning>& meanings()
{
    static const Sentence upToDate =
        Sentence::tr("start an instance of this version that ingests: it brings the tables up to date");
    static const std::vector<Meaning> all{
        {"08", Sentence::tr("the connection failed"), {}},
        {"08P01", Sentence::tr("the server or a pooler before it does not take the start of the connection"),
         Sentence::advice(
             "a pooler refuses start-up parameters it does not know: take options= out of the database URL, or name "
             "options in PgBouncer's ignore_startup_parameters",
             Sentence::tr("a pooler refuses start-up parameters it does not know: take options= out of Preferences ▸ "
                          "Database ▸ Address, or name options in PgBouncer's ignore_startup_parameters"))},
        {"21000", Sentence::tr("a row occurs twice"), {}},
        {"22", Sentence::tr("a value does not fit its column"), {}},
        {"22001", Sentence::tr("a text is too long for its column"), {}},
        {"22003", Sentence::tr("a number is out of range"), {}},
        {"22021", Sentence::tr("a text is not UTF-8"), {}},
        {"23", Sentence::tr("a constraint refuses a row"), {}},
        {"23502", Sentence::tr("a column that this program does not fill must not be null"),
         Sentence::tr("give the column that was added a default, or allow null")},
        {"25006", Sentence::tr("the database is read-only"),
         Sentence::advice("name the primary in the database URL, or add target_session_attrs=read-write to it",
                          Sentence::tr("name the primary in Preferences ▸ Database ▸ Address, or add "
                                       "target_session_attrs=read-write there"))},
        {"25P03", Sentence::tr("the transaction was idle for too long"), {}},
        {"26000", Sentence::tr("a prepared statement is gone"), {}},
        {"28", Sentence::tr("login refused"),
         Sentence::advice(
             "check the user of the database URL and pg_hba.conf on the server",
             Sentence::tr("check the user in Preferences ▸ Database ▸ Address, and pg_hba.conf on the server"))},
        {"28P01", Sentence::tr("the password is wrong or missing"),
         Sentence::advice("check ORDERDESK_DATABASE_URL_FILE, ORDERDESK_DATABASE_URL or ~/.pgpass",
                          Sentence::tr("check the password in Preferences ▸ Database ▸ Address, or ~/.pgpass"))},
        {"3D000", Sentence::tr("there is no such database"),
         Sentence::advice("create it with createdb, or correct the database URL",
                          Sentence::tr("create it with createdb, or correct Preferences ▸ Database ▸ Address"))},
        {"3F000", Sentence::tr("there is no such schema"),
         Sentence::advice("create it, or correct search_path in the database URL",
                          Sentence::tr("create it, or correct search_path in Preferences ▸ Database ▸ Address"))},
        {"40", Sentence::tr("the transaction was rolled back by the server"), {}},
        {"40001", Sentence::tr("another transaction was in the way"), {}},
        {"40P01", Sentence::tr("deadlock"), {}},
        {"42", Sentence::tr("the tables are not as this program expects"), upToDate},
        {"42501", Sentence::tr("no permission"), Sentence::tr("grant this role its rights on the tables")},
        {"42703", Sentence::tr("a column is missing"), upToDate},
        {"42P01", Sentence::tr("a table is missing"), upToDate},
        {"53", Sentence::tr("the server is out of resources"), {}},
        {"53100", Sentence::tr("the server's disk is full"), Sentence::tr("free space on the database server")},
        {"53200", Sentence::tr("the server is out of memory"),
         Sentence::tr("give the database server more memory, or lower work_mem")},
        {"53300", Sentence::tr("the server has too many connections"),
         Sentence::tr("raise max_connections on the server, or end other clients")},
        {"54", Sentence::tr("a row is larger than PostgreSQL allows"), {}},
        {"55P03", Sentence::tr("a lock was not to be had in time"),
         Sentence::tr("look in pg_stat_activity for who holds a lock")},
        {"57014", Sentence::tr("it took too long"), {}},
        {"57P01", Sentence::tr("the server is being shut down or ended the connection"), {}},
        {"57P02", Sentence::tr("the server crashed"), {}},
        {"57P03", Sentence::tr("the server is starting or stopping"), {}},
        {"58", Sentence::tr("the server's disk or system failed"), Sentence::tr("look at the server's log")},
        {"P0", Sentence::tr("a trigger or function in the database refuses it"),
         Sentence::tr("look at the triggers of Orderdesk's tables")},
        {"XX", Sentence::tr("the server failed inside"), Sentence::tr("look at the server's log")},
    };
    return all;
}

// The one with the longest matching state; empty texts when there is none.
Meaning meaningOf(std::string_view sqlState)
{
    Meaning found;
    for (const Meaning& meaning : meanings()) {
        if (sqlState.starts_with(meaning.sqlState) && meaning.sqlState.size() > found.sqlState.size()) {
            found = meaning;
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
    if (hasClass(state, {"23502", "28", "3D", "3F", "42", "P0"})) {
        return ErrorCode::AccessRefused;
    }
    if (hasClass(state, {"21", "22", "23", "54"})) {
        return ErrorCode::DataRejected;
    }
    return ErrorCode::Unavailable;
}

Error sqlFailure(const Sentence& action, QByteArrayView sqlState)
{
    if (sqlState.isEmpty()) {
        return Error{ErrorCode::Unavailable, action.because(Sentence::tr("the connection to the database was lost"))};
    }
    const QString code = QString::fromLatin1(sqlState);
    const Meaning meaning = meaningOf({sqlState.data(), static_cast<std::size_t>(sqlState.size())});
    const Sentence why = meaning.text.isEmpty() ? Sentence::tr("(SQLSTATE %1)").arg(code)
                                                : Sentence::tr("%1 (SQLSTATE %2)").arg(meaning.text, code);
    return Error{classifySqlState(sqlState), action.because(why), meaning.hint, sqlState.toByteArray()};
}

bool isOfThisQuestion(const Error& error)
{
    return error.sqlState == "42501" || error.sqlState == "55P03" || error.sqlState.startsWith("0A") ||
           isTimeout(error) || isConflict(error);
}

bool isConflict(const Error& error)
{
    return error.sqlState.startsWith("40");
}

bool isTimeout(const Error& error)
{
    return error.sqlState == "57014";
}

} // namespace orderdesk
