#include "ui/preferences/DatabaseHint.h"

#include <QCoreApplication>

namespace orderdesk {

namespace {

struct Hint
{
    const char* sign; ///< in the message: a SQLSTATE, or libpq's words
    const char* words;
};

constexpr Hint hints[] = {
    {"SQLSTATE 3D000", QT_TRANSLATE_NOOP("DatabaseHint", "Create it (createdb NAME), or name another one.")},
    {"SQLSTATE 28P01", QT_TRANSLATE_NOOP("DatabaseHint", "Type the right password into the address "
                                                         "(postgresql://USER:PASSWORD@…), or put it into ~/.pgpass.")},
    {"SQLSTATE 28",
     QT_TRANSLATE_NOOP("DatabaseHint", "The server does not let this user in from here: check the user's "
                                       "name and the server's pg_hba.conf.")},
    {"SQLSTATE 53300", QT_TRANSLATE_NOOP("DatabaseHint", "Close other connections, or raise max_connections.")},
    {"SQLSTATE 57P03", QT_TRANSLATE_NOOP("DatabaseHint", "Wait a moment and test again.")},
    {"SSL", QT_TRANSLATE_NOOP("DatabaseHint", "Check sslmode and sslrootcert in the address.")},
    {"certificate", QT_TRANSLATE_NOOP("DatabaseHint", "Check sslmode and sslrootcert in the address.")},
    {"could not translate host name", QT_TRANSLATE_NOOP("DatabaseHint", "Check the host's name.")},
    {"refused", QT_TRANSLATE_NOOP("DatabaseHint", "Is PostgreSQL running, and are host and port right?")},
    {"No such file", QT_TRANSLATE_NOOP("DatabaseHint", "Is PostgreSQL running on this computer? Else name its host: "
                                                       "postgresql://HOST/DATABASE.")},
    {"no answer in time", QT_TRANSLATE_NOOP("DatabaseHint", "Check host and port, and whether a firewall is between.")},
};

} // namespace

QString databaseHint(const Error& error)
{
    for (const Hint& hint : hints) {
        if (error.message.contains(QLatin1String(hint.sign)))
            return QCoreApplication::translate("DatabaseHint", hint.words);
    }
    return {};
}

} // namespace orderdesk
