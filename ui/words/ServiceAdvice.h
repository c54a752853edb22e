#pragma once

#include <QtGlobal>

namespace orderdesk::text {

/// Advice of the parts below the window that names options, variables and what a log calls things; in the window a
/// person changes those in Preferences, so it is shown in other words there, in English too. For ServiceWords.cpp.
struct Advice
{
    const char* said;
    const char* shown;
};

inline constexpr Advice advice[] = {
    {"is it running, and is --kafka-brokers right?",
     QT_TRANSLATE_NOOP("ServiceWords", "is it running, and is Preferences ▸ Kafka ▸ Brokers right?")},
    {"check security.protocol, ssl.ca.location and the broker's certificate",
     QT_TRANSLATE_NOOP("ServiceWords", "check security.protocol and ssl.ca.location in Preferences ▸ Kafka ▸ Further "
                                       "properties, and the broker's certificate")},
    {"check security.protocol, the listener may want TLS or SASL",
     QT_TRANSLATE_NOOP(
         "ServiceWords",
         "check security.protocol in Preferences ▸ Kafka ▸ Further properties, the listener may want TLS or SASL")},
    {"check sasl.username, sasl.password and security.protocol",
     QT_TRANSLATE_NOOP(
         "ServiceWords",
         "check sasl.username, sasl.password and security.protocol in Preferences ▸ Kafka ▸ Further properties")},
    {"check sasl.mechanism and security.protocol",
     QT_TRANSLATE_NOOP("ServiceWords",
                       "check sasl.mechanism and security.protocol in Preferences ▸ Kafka ▸ Further properties")},
    {"check sslmode and sslrootcert in the database URL, and the server's certificate",
     QT_TRANSLATE_NOOP(
         "ServiceWords",
         "check sslmode and sslrootcert in Preferences ▸ Database ▸ Address, and the server's certificate")},
    {"check the host in the database URL",
     QT_TRANSLATE_NOOP("ServiceWords", "check the host in Preferences ▸ Database ▸ Address")},
    {"is PostgreSQL running there, and are host and port in the database URL right?",
     QT_TRANSLATE_NOOP(
         "ServiceWords",
         "is PostgreSQL running there, and are host and port in Preferences ▸ Database ▸ Address right?")},
    {"check host and port in the database URL, and the firewalls in between",
     QT_TRANSLATE_NOOP("ServiceWords",
                       "check host and port in Preferences ▸ Database ▸ Address, and the firewalls in between")},
    {"name the primary in the database URL, or add target_session_attrs=read-write to it",
     QT_TRANSLATE_NOOP(
         "ServiceWords",
         "name the primary in Preferences ▸ Database ▸ Address, or add target_session_attrs=read-write there")},
    {"check the user of the database URL and pg_hba.conf on the server",
     QT_TRANSLATE_NOOP("ServiceWords",
                       "check the user in Preferences ▸ Database ▸ Address, and pg_hba.conf on the server")},
    {"check ORDERDESK_DATABASE_URL_FILE, ORDERDESK_DATABASE_URL or ~/.pgpass",
     QT_TRANSLATE_NOOP("ServiceWords", "check the password in Preferences ▸ Database ▸ Address, or ~/.pgpass")},
    {"create it with createdb, or correct the database URL",
     QT_TRANSLATE_NOOP("ServiceWords", "create it with createdb, or correct Preferences ▸ Database ▸ Address")},
    {"create it, or correct search_path in the database URL",
     QT_TRANSLATE_NOOP("ServiceWords", "create it, or correct search_path in Preferences ▸ Database ▸ Address")},
    {"end that program, or give this one another port with --http-listen",
     QT_TRANSLATE_NOOP("ServiceWords",
                       "end that program, or give this one another port in Preferences ▸ HTTP ▸ Listen on")},
    {"is --http-listen an address of this computer, and a port above 1023?",
     QT_TRANSLATE_NOOP("ServiceWords",
                       "is Preferences ▸ HTTP ▸ Listen on an address of this computer, and a port above 1023?")},
};

} // namespace orderdesk::text
