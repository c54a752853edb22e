#include "ui/words/ServiceWords.h"

#include "ui/words/ServiceAdvice.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <string_view>
#include <vector>

namespace orderdesk::text {

namespace {

constexpr const char* sentences[] = {
    QT_TRANSLATE_NOOP("ServiceWords", "must be there"),
    QT_TRANSLATE_NOOP("ServiceWords", "must be a string"),
    QT_TRANSLATE_NOOP("ServiceWords", "must be an array"),
    QT_TRANSLATE_NOOP("ServiceWords", "must be an object"),
    QT_TRANSLATE_NOOP("ServiceWords", "must be an integer, written without fraction and exponent"),
    QT_TRANSLATE_NOOP("ServiceWords", "must be at least %1, in 64 bits"),
    QT_TRANSLATE_NOOP("ServiceWords", "must be at least %1 and at most %2, in 64 bits"),
    QT_TRANSLATE_NOOP("ServiceWords", "must be RFC 3339 with a zone, as 2021-11-26T06:22:19Z"),
    QT_TRANSLATE_NOOP("ServiceWords", "must be + and 5 to 15 digits; spaces, dashes and brackets are allowed"),
    QT_TRANSLATE_NOOP("ServiceWords", "must be 1 to 128 of A-Z a-z 0-9 . _ ~ -"),
    QT_TRANSLATE_NOOP("ServiceWords", "must be a language and perhaps a region, as en or ru-RU"),
    QT_TRANSLATE_NOOP("ServiceWords", "must be at most 1024 characters"),
    QT_TRANSLATE_NOOP("ServiceWords", "must be at most 4096 characters"),
    QT_TRANSLATE_NOOP("ServiceWords", "must be three capital letters"),
    QT_TRANSLATE_NOOP("ServiceWords", "must have at least one item"),
    QT_TRANSLATE_NOOP("ServiceWords", "must have at most 10000 items"),
    QT_TRANSLATE_NOOP("ServiceWords", "must have one @ and a host after it"),
    QT_TRANSLATE_NOOP("ServiceWords", "must not be empty"),
    QT_TRANSLATE_NOOP("ServiceWords", "must not hold U+0000"),
    QT_TRANSLATE_NOOP("ServiceWords", "must not hold control characters"),
    QT_TRANSLATE_NOOP("ServiceWords", "must not occur more than once"),
    QT_TRANSLATE_NOOP("ServiceWords", "is not a member of an order, it is not kept"),
    QT_TRANSLATE_NOOP("ServiceWords", "objects and arrays must be nested at most 32 deep"),
    QT_TRANSLATE_NOOP("ServiceWords", "should be goods_total + delivery_cost + custom_fee"),
    QT_TRANSLATE_NOOP("ServiceWords", "should be the order's track_number"),
    QT_TRANSLATE_NOOP("ServiceWords", "should be the order_uid"),
    QT_TRANSLATE_NOOP("ServiceWords", "should be the sum of the items' total_price"),
    QT_TRANSLATE_NOOP("ServiceWords", "should not be more than a day ahead"),
    QT_TRANSLATE_NOOP("ServiceWords", "the document must be at most 16 MiB"),
    QT_TRANSLATE_NOOP("ServiceWords", "the document must be valid UTF-8"),
    QT_TRANSLATE_NOOP("ServiceWords", "the document must not begin with a byte order mark"),
    QT_TRANSLATE_NOOP("ServiceWords", "the message must be a JSON document (RFC 8259), it is empty"),
    QT_TRANSLATE_NOOP("ServiceWords", "the message must be one JSON document (RFC 8259)"),
    QT_TRANSLATE_NOOP("ServiceWords", "control characters in JSON strings must be escaped (RFC 8259)"),
    QT_TRANSLATE_NOOP("ServiceWords", "a JSON string must be closed (RFC 8259)"),
    QT_TRANSLATE_NOOP("ServiceWords", "\\u escapes of surrogates must come in pairs, high before low"),
    QT_TRANSLATE_NOOP("ServiceWords", "a message without a value is no order; orders are never deleted by tombstones"),
    QT_TRANSLATE_NOOP("ServiceWords", "an empty message is no order"),
    QT_TRANSLATE_NOOP("ServiceWords", "a message has at most %1 bytes here"),
    QT_TRANSLATE_NOOP("ServiceWords", "the message's key is the order's number"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot connect to PostgreSQL at %1"),
    QT_TRANSLATE_NOOP("ServiceWords", "no answer in time"),
    QT_TRANSLATE_NOOP("ServiceWords", "the export failed"),
    QT_TRANSLATE_NOOP("ServiceWords", "the test was ended"),
    QT_TRANSLATE_NOOP("ServiceWords", "the topic \"%1\" exists already"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot look at the database"),
    QT_TRANSLATE_NOOP("ServiceWords", "the connection to the database was lost"),
    QT_TRANSLATE_NOOP("ServiceWords", "%1 (SQLSTATE %2)"),
    QT_TRANSLATE_NOOP("ServiceWords", "the connection failed"),
    QT_TRANSLATE_NOOP("ServiceWords", "a row occurs twice"),
    QT_TRANSLATE_NOOP("ServiceWords", "a value does not fit its column"),
    QT_TRANSLATE_NOOP("ServiceWords", "a text is too long for its column"),
    QT_TRANSLATE_NOOP("ServiceWords", "a number is out of range"),
    QT_TRANSLATE_NOOP("ServiceWords", "a text is not UTF-8"),
    QT_TRANSLATE_NOOP("ServiceWords", "a constraint refuses a row"),
    QT_TRANSLATE_NOOP("ServiceWords", "the database is read-only"),
    QT_TRANSLATE_NOOP("ServiceWords", "the transaction was idle for too long"),
    QT_TRANSLATE_NOOP("ServiceWords", "a prepared statement is gone"),
    QT_TRANSLATE_NOOP("ServiceWords", "login refused"),
    QT_TRANSLATE_NOOP("ServiceWords", "the password is wrong or missing"),
    QT_TRANSLATE_NOOP("ServiceWords", "there is no such database"),
    QT_TRANSLATE_NOOP("ServiceWords", "there is no such schema"),
    QT_TRANSLATE_NOOP("ServiceWords", "the transaction was rolled back by the server"),
    QT_TRANSLATE_NOOP("ServiceWords", "another transaction was in the way"),
    QT_TRANSLATE_NOOP("ServiceWords", "deadlock"),
    QT_TRANSLATE_NOOP("ServiceWords", "the tables are not as this program expects"),
    QT_TRANSLATE_NOOP("ServiceWords", "no permission"),
    QT_TRANSLATE_NOOP("ServiceWords", "a column is missing"),
    QT_TRANSLATE_NOOP("ServiceWords", "a table is missing"),
    QT_TRANSLATE_NOOP("ServiceWords", "the server is out of resources"),
    QT_TRANSLATE_NOOP("ServiceWords", "the server's disk is full"),
    QT_TRANSLATE_NOOP("ServiceWords", "the server is out of memory"),
    QT_TRANSLATE_NOOP("ServiceWords", "the server has too many connections"),
    QT_TRANSLATE_NOOP("ServiceWords", "a row is larger than PostgreSQL allows"),
    QT_TRANSLATE_NOOP("ServiceWords", "a lock was not to be had in time"),
    QT_TRANSLATE_NOOP("ServiceWords", "it took too long"),
    QT_TRANSLATE_NOOP("ServiceWords", "the server is being shut down or ended the connection"),
    QT_TRANSLATE_NOOP("ServiceWords", "the server crashed"),
    QT_TRANSLATE_NOOP("ServiceWords", "the server is starting or stopping"),
    QT_TRANSLATE_NOOP("ServiceWords", "the server's disk or system failed"),
    QT_TRANSLATE_NOOP("ServiceWords", "the server failed inside"),
    QT_TRANSLATE_NOOP("ServiceWords", "the database is away"),
    QT_TRANSLATE_NOOP("ServiceWords", "the database did not answer in time"),
    QT_TRANSLATE_NOOP("ServiceWords", "the database is away or its schema is not up to date yet"),
    QT_TRANSLATE_NOOP("ServiceWords", "the database is not asked any more"),
    QT_TRANSLATE_NOOP("ServiceWords", "there is no order with this number"),
    QT_TRANSLATE_NOOP("ServiceWords", "there is no dead letter with this number"),
    QT_TRANSLATE_NOOP("ServiceWords", "there is no such dead letter"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot read an order"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot read orders"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot list orders"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot count orders"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot list dead letters"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot read a dead letter"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot mark a dead letter"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot discard a dead letter"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot store orders"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot compare orders"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot note positions"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot store deliveries"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot store payments"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot replace items"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot store items"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot keep dead letters"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot set up the database connection"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot begin a transaction"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot commit"),
    QT_TRANSLATE_NOOP("ServiceWords", "the database's encoding is not UTF8: create it with ENCODING 'UTF8'"),
    QT_TRANSLATE_NOOP("ServiceWords", "this took longer than %1 s: narrow the filter, for instance by a date"),
    QT_TRANSLATE_NOOP("ServiceWords", "counting took too long"),
    QT_TRANSLATE_NOOP("ServiceWords", "the walk through the orders was interrupted"),
    QT_TRANSLATE_NOOP("ServiceWords", "the walk through the dead letters was interrupted"),
    QT_TRANSLATE_NOOP("ServiceWords", "stored orders are new or updated; other states are known of live messages"),
    QT_TRANSLATE_NOOP("ServiceWords", "Qt's PostgreSQL driver (QPSQL) is not installed"),
    QT_TRANSLATE_NOOP("ServiceWords", "connection refused"),
    QT_TRANSLATE_NOOP("ServiceWords", "the host name cannot be resolved"),
    QT_TRANSLATE_NOOP("ServiceWords", "no answer"),
    QT_TRANSLATE_NOOP("ServiceWords", "disconnected"),
    QT_TRANSLATE_NOOP("ServiceWords", "the message is larger than Kafka accepts"),
    QT_TRANSLATE_NOOP("ServiceWords", "Kafka did not acknowledge the message in time; it may arrive all the same"),
    QT_TRANSLATE_NOOP("ServiceWords", "waiting for the consumer group to share out the partitions"),
    QT_TRANSLATE_NOOP("ServiceWords", "Kafka put this consumer out of use (%1)"),
    QT_TRANSLATE_NOOP("ServiceWords", "the message source is not open"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot subscribe to the topic \"%1\": %2"),
    QT_TRANSLATE_NOOP("ServiceWords", "dead-letter topic"),
    QT_TRANSLATE_NOOP("ServiceWords", "the database refuses a dead letter"),
    QT_TRANSLATE_NOOP("ServiceWords", "drop the constraint or trigger that refuses rows of dead_letters"),
    QT_TRANSLATE_NOOP("ServiceWords", "a defect of Orderdesk"),
    QT_TRANSLATE_NOOP("ServiceWords", "report it together with the log; a restart is safe"),
    QT_TRANSLATE_NOOP("ServiceWords", "paused"),
    QT_TRANSLATE_NOOP("ServiceWords", "waiting for the database"),
    QT_TRANSLATE_NOOP("ServiceWords", "waiting for a decision where the orders come from"),
    QT_TRANSLATE_NOOP("ServiceWords", "answer the setup assistant, or restart"),
    QT_TRANSLATE_NOOP("ServiceWords", "stuck: messages are waiting and none is stored"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot listen on %1: %2"),
    QT_TRANSLATE_NOOP("ServiceWords", "an HTTP thread cannot listen"),
    QT_TRANSLATE_NOOP("ServiceWords", "port %1 of %2 is taken by another program"),
    QT_TRANSLATE_NOOP("ServiceWords", "no such key \"%1\""),
    QT_TRANSLATE_NOOP("ServiceWords", "no such key \"%1\", did you mean %2?"),
    QT_TRANSLATE_NOOP("ServiceWords", "no such variable"),
    QT_TRANSLATE_NOOP("ServiceWords", "no such variable, did you mean %1?"),
    QT_TRANSLATE_NOOP("ServiceWords", "the line is not key = value"),
    QT_TRANSLATE_NOOP("ServiceWords", "%1 is set a second time, first at %2"),
    QT_TRANSLATE_NOOP("ServiceWords", "\"%1\" %2"),
    QT_TRANSLATE_NOOP("ServiceWords", "the value %1"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot be read"),
    QT_TRANSLATE_NOOP("ServiceWords", "is larger than 1 MiB"),
    QT_TRANSLATE_NOOP("ServiceWords", "is not UTF-8 text"),
    QT_TRANSLATE_NOOP("ServiceWords", "it is a folder"),
    QT_TRANSLATE_NOOP("ServiceWords", "the database has schema version %1, this program knows %2 at most"),
    QT_TRANSLATE_NOOP("ServiceWords", "start a newer Orderdesk or another database"),
    QT_TRANSLATE_NOOP("ServiceWords", "No such file or directory"),
    QT_TRANSLATE_NOOP("ServiceWords", "Permission denied"),
    QT_TRANSLATE_NOOP("ServiceWords", "the embedded broker cannot listen on 127.0.0.1"),
    QT_TRANSLATE_NOOP("ServiceWords", "the embedded broker refuses the topic \"%1\": %2"),
    QT_TRANSLATE_NOOP("ServiceWords", "this is no place of a message in Kafka"),
    QT_TRANSLATE_NOOP("ServiceWords", "Kafka is not asked any more"),
    QT_TRANSLATE_NOOP("ServiceWords", "it was removed by compaction, or is no message but a transaction's mark"),
    QT_TRANSLATE_NOOP("ServiceWords", "it was deleted this moment"),
    QT_TRANSLATE_NOOP("ServiceWords", "Kafka keeps no message at %1: %2"),
    QT_TRANSLATE_NOOP("ServiceWords", "Kafka does not keep %1 any more: the partition is empty, the next offset is %2"),
    QT_TRANSLATE_NOOP("ServiceWords", "Kafka does not keep %1 any more: the oldest message of the partition is %2"),
    QT_TRANSLATE_NOOP("ServiceWords",
                      "Kafka has no %1: the newest message of the partition is %2; the topic was made anew or cut off"),
    QT_TRANSLATE_NOOP("ServiceWords", "some were deleted meanwhile"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot read the revisions of an order"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot follow what is stored"),
    QT_TRANSLATE_NOOP("ServiceWords", "the database's snapshot cannot be read"),
    QT_TRANSLATE_NOOP("ServiceWords", "the database does not answer"),
    QT_TRANSLATE_NOOP("ServiceWords", "check the ACLs of our user"),
    QT_TRANSLATE_NOOP("ServiceWords", "the TLS handshake with Kafka failed"),
    QT_TRANSLATE_NOOP("ServiceWords", "Kafka closes the connection at once"),
    QT_TRANSLATE_NOOP("ServiceWords",
                      "Kafka names %1 as the address of a broker, and that cannot be reached from here (%2)"),
    QT_TRANSLATE_NOOP("ServiceWords", "is the broker down, or advertised.listeners wrong?"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot reach Kafka at %1 (%2)"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot reach Kafka at %1"),
    QT_TRANSLATE_NOOP("ServiceWords", "Kafka refuses the login"),
    QT_TRANSLATE_NOOP("ServiceWords", "Kafka does not offer this login"),
    QT_TRANSLATE_NOOP("ServiceWords", "the topic \"%1\" does not exist"),
    QT_TRANSLATE_NOOP("ServiceWords", "create it, or let the broker create topics"),
    QT_TRANSLATE_NOOP("ServiceWords", "Kafka does not let us use the topic \"%1\""),
    QT_TRANSLATE_NOOP("ServiceWords", "Kafka does not let us use the consumer group"),
    QT_TRANSLATE_NOOP("ServiceWords", "Kafka does not let us write (cluster authorization)"),
    QT_TRANSLATE_NOOP("ServiceWords", "Kafka does not say where its log begins and ends"),
    QT_TRANSLATE_NOOP("ServiceWords", "Kafka has given this instance no partition to read"),
    QT_TRANSLATE_NOOP("ServiceWords", "the partitions were shared out anew meanwhile"),
    QT_TRANSLATE_NOOP("ServiceWords", "Kafka does not take the new offsets (%1)"),
    QT_TRANSLATE_NOOP("ServiceWords", "partition %1 is not read by this instance"),
    QT_TRANSLATE_NOOP("ServiceWords", "partition %1 holds the offsets %2 to %3"),
    QT_TRANSLATE_NOOP("ServiceWords", "there is no connection to Kafka"),
    QT_TRANSLATE_NOOP("ServiceWords", "ingest is being stopped"),
    QT_TRANSLATE_NOOP("ServiceWords", "paused by %1"),
    QT_TRANSLATE_NOOP("ServiceWords", "look at the log and at locks in the database; a restart is safe"),
    QT_TRANSLATE_NOOP("ServiceWords", "let XDG_STATE_HOME name a folder that can be written"),
    QT_TRANSLATE_NOOP("ServiceWords", "%1 does not say since when ingest is paused"),
    QT_TRANSLATE_NOOP("ServiceWords", "there is no home to keep a pause in"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot make the folder"),
    QT_TRANSLATE_NOOP("ServiceWords",
                      "start an instance of this version that ingests: it brings the tables up to date"),
    QT_TRANSLATE_NOOP("ServiceWords", "grant this role its rights on the tables"),
    QT_TRANSLATE_NOOP("ServiceWords", "free space on the database server"),
    QT_TRANSLATE_NOOP("ServiceWords", "give the database server more memory, or lower work_mem"),
    QT_TRANSLATE_NOOP("ServiceWords", "raise max_connections on the server, or end other clients"),
    QT_TRANSLATE_NOOP("ServiceWords", "look in pg_stat_activity for who holds a lock"),
    QT_TRANSLATE_NOOP("ServiceWords", "look at the server's log"),
    QT_TRANSLATE_NOOP("ServiceWords", "server closed the connection unexpectedly"),
    QT_TRANSLATE_NOOP("ServiceWords", "Connection refused"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot count dead letters"),
    QT_TRANSLATE_NOOP("ServiceWords", "cannot list changes of dead letters"),
    QT_TRANSLATE_NOOP("ServiceWords", "it is not among the newest dead letters; look on their own page"),
    // Why a setting's value is not allowed; "the value" goes before it.
    QT_TRANSLATE_NOOP("ServiceWords", "is empty or holds control characters"),
    QT_TRANSLATE_NOOP("ServiceWords", "is neither a postgresql:// URI nor libpq's keyword=value pairs"),
    QT_TRANSLATE_NOOP("ServiceWords", "holds something else than visible ASCII characters without spaces"),
    QT_TRANSLATE_NOOP("ServiceWords", "is neither auto nor a whole number from 1 to 64"),
    QT_TRANSLATE_NOOP("ServiceWords", "is none of debug, info, warning, error"),
    QT_TRANSLATE_NOOP("ServiceWords", "is neither text nor json"),
    QT_TRANSLATE_NOOP("ServiceWords", "is neither on nor off"),
    QT_TRANSLATE_NOOP("ServiceWords", "is not a whole number from %1 to %2"),
    QT_TRANSLATE_NOOP("ServiceWords", "is not a size from %1 to %2: a whole number with B, KiB, MiB, GiB or TiB"),
    QT_TRANSLATE_NOOP("ServiceWords", "is not a duration from %1 to %2: a whole number with ms, s or min"),
    QT_TRANSLATE_NOOP("ServiceWords",
                      "is not ADDRESS:PORT (127.0.0.1:8081, 0.0.0.0:8081, [::1]:8081, localhost:8081) or off"),
    QT_TRANSLATE_NOOP("ServiceWords", "is not a Kafka topic: 1 to 249 of A-Z a-z 0-9 . _ -"),
    QT_TRANSLATE_NOOP("ServiceWords", "is not HOST:PORT, several of them with commas between, or embedded"),
    QT_TRANSLATE_NOOP("ServiceWords",
                      "is not a host name or address (orders.example, 192.0.2.1, [2001:db8::1]) without scheme and "
                      "port"),
    QT_TRANSLATE_NOOP("ServiceWords", "is not a librdkafka property as name=value (security.protocol=ssl)"),
    QT_TRANSLATE_NOOP("ServiceWords", "dead letters cannot go to the topic the orders come from"),
    QT_TRANSLATE_NOOP("ServiceWords", "%1 cannot be written: %2"),
    QT_TRANSLATE_NOOP("ServiceWords", "its folder cannot be made"),
};

/// A sentence with places for what differs.
struct Template
{
    const char* source;
    QRegularExpression pattern;
};

class Sentences
{
public:
    Sentences()
    {
        for (const char* source : sentences) {
            if (std::string_view(source).find('%') == std::string_view::npos)
                m_whole.insert(QString::fromUtf8(source), source);
            else
                m_templates.push_back({source, patternOf(source)});
        }
        for (const Advice& known : advice)
            m_whole.insert(QString::fromUtf8(known.said), known.shown);
        // The one that says most first: "at least %1 and at most %2" before "at least %1".
        std::stable_sort(m_templates.begin(), m_templates.end(), [](const Template& a, const Template& b) {
            return std::string_view(a.source).size() > std::string_view(b.source).size();
        });
    }

    QString translate(const QString& english, int depth = 0) const
    {
        if (const char* whole = m_whole.value(english))
            return QCoreApplication::translate("ServiceWords", whole);
        if (depth > 3)
            return english;
        for (const Template& known : m_templates) {
            const QRegularExpressionMatch match = known.pattern.match(english);
            if (match.hasMatch() && !hidesAReason(known, match))
                return filled(known, match, depth);
        }
        const qsizetype colon = english.lastIndexOf(QLatin1String(": "));
        if (colon < 0)
            return english;
        return translate(english.left(colon), depth + 1) + QStringLiteral(": ") +
               translate(english.mid(colon + 2), depth + 1);
    }

private:
    static QRegularExpression patternOf(const char* source)
    {
        QString pattern = QRegularExpression::escape(QString::fromUtf8(source));
        pattern.replace(QRegularExpression(QStringLiteral("\\\\%[0-9]")), QStringLiteral("(.+)"));
        return QRegularExpression(QRegularExpression::anchoredPattern(pattern));
    }

    /// "cannot connect to PostgreSQL at %1" is not to take "host: no answer in time" for the host.
    static bool hidesAReason(const Template& known, const QRegularExpressionMatch& match)
    {
        return !std::string_view(known.source).ends_with('?') && !std::string_view(known.source).ends_with("%2") &&
               match.captured(match.lastCapturedIndex()).contains(QLatin1String(": "));
    }

    QString filled(const Template& known, const QRegularExpressionMatch& match, int depth) const
    {
        QString text = QCoreApplication::translate("ServiceWords", known.source);
        // Backwards, so that a value that holds "%1" is not taken for a place.
        for (int i = match.lastCapturedIndex(); i > 0; --i)
            text.replace(QStringLiteral("%%1").arg(i), translate(match.captured(i), depth + 1));
        return text;
    }

    QHash<QString, const char*> m_whole;
    std::vector<Template> m_templates;
};

} // namespace

QString serviceWords(const QString& english)
{
    static const Sentences known;
    return known.translate(english);
}

QString serviceWords(const std::string& english)
{
    return serviceWords(QString::fromUtf8(english.data(), static_cast<qsizetype>(english.size())));
}

QStringList knownServiceWords()
{
    QStringList all;
    for (const char* source : sentences)
        all += QString::fromUtf8(source);
    for (const Advice& known : advice)
        all += QString::fromUtf8(known.said);
    return all;
}

} // namespace orderdesk::text
