#include "settings/SettingDefinition.h"
#include "settings/SettingValues.h"

#include <algorithm>
#include <array>

namespace orderdesk {

namespace {

using namespace std::chrono_literals;
using Text = QLatin1String;

constexpr qint64 KiB = 1024;
constexpr qint64 MiB = 1024 * KiB;
constexpr qint64 TiB = 1024 * 1024 * MiB;

constexpr Text general("General");
constexpr Text kafka("Kafka");
constexpr Text database("PostgreSQL");
constexpr Text http("HTTP");
constexpr Text ingest("Ingest and cache");
constexpr Text logging("Log");

template <typename T, typename U>
Result<void> keep(T& target, Result<U> value)
{
    if (!value)
        return tl::unexpected(value.error());
    target = *std::move(value);
    return {};
}

Result<void> keepText(QString& target, const QString& text)
{
    const auto isControl = [](QChar character) { return character.category() == QChar::Other_Control; };
    if (text.isEmpty() || std::any_of(text.begin(), text.end(), isControl))
        return failure(ErrorCode::InvalidInput, Sentence::tr("is empty or holds control characters"));
    target = text;
    return {};
}

Result<void> keepDeadLetterTopic(Settings& settings, const QString& text)
{
    if (!text.isEmpty())
        return keep(settings.deadLetterTopic, parseTopic(text));
    settings.deadLetterTopic.clear();
    return {};
}

Result<void> keepDatabaseUrl(Settings& settings, const QString& text)
{
    const bool uri = text.startsWith(Text("postgresql://")) || text.startsWith(Text("postgres://"));
    if (!uri && (text.contains(Text("://")) || !text.contains(QLatin1Char('='))))
        return failure(ErrorCode::InvalidInput,
                       Sentence::tr("is neither a postgresql:// URI nor libpq's keyword=value pairs"));
    settings.database.url = text;
    return {};
}

Result<void> keepListenAddress(Settings& settings, const QString& text)
{
    const auto address = parseListenAddress(text);
    if (!address)
        return tl::unexpected(address.error());
    settings.httpOff = !address->has_value();
    if (address->has_value()) {
        settings.http.address = (*address)->address;
        settings.http.port = (*address)->port;
    }
    return {};
}

Result<void> keepToken(Settings& settings, const QString& text)
{
    const auto isVisible = [](QChar character) { return character.unicode() > 0x20 && character.unicode() < 0x7f; };
    if (!std::all_of(text.begin(), text.end(), isVisible))
        return failure(ErrorCode::InvalidInput,
                       Sentence::tr("holds something else than visible ASCII characters without spaces"));
    settings.http.token = text.toLatin1();
    return {};
}

Result<void> keepThreads(Settings& settings, const QString& text)
{
    if (text == Text("auto")) {
        settings.http.threads = 0;
        return {};
    }
    if (keep(settings.http.threads, parseCount(text, 1, 64)))
        return {};
    return failure(ErrorCode::InvalidInput, Sentence::tr("is neither auto nor a whole number from 1 to 64"));
}

Result<void> keepLogLevel(Settings& settings, const QString& text)
{
    constexpr std::array levels{std::pair(Text("debug"), LogLevel::Debug), std::pair(Text("info"), LogLevel::Info),
                                std::pair(Text("warning"), LogLevel::Warning),
                                std::pair(Text("error"), LogLevel::Error)};
    for (const auto& [name, level] : levels) {
        if (text == name) {
            settings.logLevel = level;
            return {};
        }
    }
    return failure(ErrorCode::InvalidInput, Sentence::tr("is none of debug, info, warning, error"));
}

Result<void> keepLogFormat(Settings& settings, const QString& text)
{
    if (text != Text("text") && text != Text("json"))
        return failure(ErrorCode::InvalidInput, Sentence::tr("is neither text nor json"));
    settings.logFormat = text == Text("json") ? LogFormat::Json : LogFormat::Text;
    return {};
}

Result<void> addProperty(Settings& settings, const QString& text)
{
    auto property = parseProperty(text);
    if (!property)
        return tl::unexpected(property.error());
    settings.broker.properties.append(*std::move(property));
    return {};
}

using S = Settings;
using V = QString;
using Form = SettingForm;

// clang-format off
const std::array definitions{
    SettingDefinition{general, Text("no-gui"), Text("ORDERDESK_NO_GUI"), Form::Flag, Text(""), Text("off"),
        Text("No window: a server. Also chosen when the build has no window."),
        [](S& s, const V& v) { return keep(s.noGui, parseSwitch(v)); }},
    SettingDefinition{general, Text("ingest"), Text("ORDERDESK_INGEST"), Form::Value, Text("on|off"), Text("on"),
        Text("off: a viewer, which takes nothing from Kafka: window and HTTP only."),
        [](S& s, const V& v) { return keep(s.ingest, parseSwitch(v)); }},
    SettingDefinition{general, Text("strict"), Text("ORDERDESK_STRICT"), Form::Flag, Text(""), Text("off"),
        Text("Warnings about an order are errors: it is refused."),
        [](S& s, const V& v) { return keep(s.strict, parseSwitch(v)); }},

    SettingDefinition{kafka, Text("kafka-brokers"), Text("ORDERDESK_KAFKA_BROKERS"), Form::Value, Text("HOST:PORT,..."),
        Text("localhost:9092"),
        Text("Where Kafka is. embedded: a broker inside this process for trying things out; nothing outlives it."),
        [](S& s, const V& v) { return keep(s.broker.brokers, parseBrokers(v)); }},
    SettingDefinition{kafka, Text("kafka-topic"), Text("ORDERDESK_KAFKA_TOPIC"), Form::Value, Text("TOPIC"),
        Text("orders"), Text("The topic the orders come from."),
        [](S& s, const V& v) { return keep(s.broker.topic, parseTopic(v)); }},
    SettingDefinition{kafka, Text("kafka-group"), Text("ORDERDESK_KAFKA_GROUP"), Form::Value, Text("GROUP"),
        Text("orderdesk"), Text("The consumer group: instances with the same group share the partitions."),
        [](S& s, const V& v) { return keepText(s.broker.group, v); }},
    SettingDefinition{kafka, Text("kafka-dead-letter-topic"), Text("ORDERDESK_KAFKA_DEAD_LETTER_TOPIC"), Form::Value,
        Text("TOPIC"), Text(""),
        Text("Publish dead letters there too, with headers as Kafka Connect writes them."),
        [](S& s, const V& v) { return keepDeadLetterTopic(s, v); }},
    SettingDefinition{kafka, Text("kafka-properties"), Text("ORDERDESK_KAFKA_PROPERTIES_FILE"), Form::Value,
        Text("FILE"), Text(""),
        Text("Further properties for librdkafka, one name=value a line: TLS, SASL, ... The place for passwords."),
        [](S& s, const V& v) { s.kafkaPropertiesFile = v; return Result<void>(); }},
    SettingDefinition{kafka, Text("kafka-property"), Text(""), Form::Properties, Text("NAME=VALUE"), Text(""),
        Text("One more property for librdkafka; repeatable, wins over the file. No passwords here."),
        [](S& s, const V& v) { return addProperty(s, v); }},

    SettingDefinition{database, Text("database-url"), Text("ORDERDESK_DATABASE_URL"), Form::Value, Text("URI"),
        Text("postgresql:///orderdesk"), Text("Any libpq URI or keyword=value string."),
        [](S& s, const V& v) { return keepDatabaseUrl(s, v); }, true},
    SettingDefinition{database, Text("keep-revisions"), Text("ORDERDESK_KEEP_REVISIONS"), Form::Value, Text("COUNT"),
        Text("10"),
        Text("How many replaced revisions of an order are kept beside the current one, at most 1000; fewer are left when "
             "the order changes next. 0: none."),
        [](S& s, const V& v) { return keep(s.database.keptRevisions, parseCount(v, 0, 1000)); }},

    SettingDefinition{http, Text("http-listen"), Text("ORDERDESK_HTTP_LISTEN"), Form::Value, Text("ADDRESS:PORT|off"),
        Text("127.0.0.1:8081"),
        Text("Where the page and the API are. Port 0: any free port. off: no server."),
        [](S& s, const V& v) { return keepListenAddress(s, v); }},
    SettingDefinition{http, Text("http-token"), Text("ORDERDESK_HTTP_TOKEN"), Form::Value, Text("TOKEN"), Text(""),
        Text("Needed for every change over HTTP, and for reads when listening beyond loopback. Without one nothing can be "
             "changed over HTTP."),
        [](S& s, const V& v) { return keepToken(s, v); }, true},
    SettingDefinition{http, Text("http-public-reads"), Text("ORDERDESK_HTTP_PUBLIC_READS"), Form::Flag, Text(""),
        Text("off"), Text("Listening beyond loopback, whoever reaches the port may read orders without the token."),
        [](S& s, const V& v) { return keep(s.httpPublicReads, parseSwitch(v)); }},
    SettingDefinition{http, Text("http-allowed-host"), Text("ORDERDESK_HTTP_ALLOWED_HOSTS"), Form::List, Text("HOST"),
        Text(""),
        Text("A further name under which browsers may reach this server, besides loopback names and the listen address; "
             "repeatable, with commas between in the variable."),
        [](S& s, const V& v) { return keep(s.http.allowedHosts, parseHosts(v)); }},
    SettingDefinition{http, Text("http-threads"), Text("ORDERDESK_HTTP_THREADS"), Form::Value, Text("COUNT|auto"),
        Text("auto"), Text("Threads that answer. auto: by cores."),
        [](S& s, const V& v) { return keepThreads(s, v); }},

    SettingDefinition{ingest, Text("cache-size"), Text("ORDERDESK_CACHE_SIZE"), Form::Value, Text("SIZE"),
        Text("256MiB"), Text("Memory for orders at hand, entries counted whole."),
        [](S& s, const V& v) { return keep(s.cacheSize, parseBytes(v, 64 * KiB, TiB)); }},
    SettingDefinition{ingest, Text("batch-orders"), Text("ORDERDESK_BATCH_ORDERS"), Form::Value, Text("COUNT"),
        Text("1000"), Text("A batch closes at this many messages ..."),
        [](S& s, const V& v) { return keep(s.batchOrders, parseCount(v, 1, 100'000)); }},
    SettingDefinition{ingest, Text("batch-delay"), Text("ORDERDESK_BATCH_DELAY"), Form::Value, Text("DURATION"),
        Text("5ms"), Text("... or this long after its first, whichever comes first."),
        [](S& s, const V& v) { return keep(s.batchDelay, parseDuration(v, 0ms, 10s)); }},
    SettingDefinition{ingest, Text("max-message-size"), Text("ORDERDESK_MAX_MESSAGE_SIZE"), Form::Value, Text("SIZE"),
        Text("1MiB"), Text("Larger messages become dead letters unread."),
        [](S& s, const V& v) { return keep(s.maxMessageSize, parseBytes(v, KiB, 64 * MiB)); }},

    SettingDefinition{logging, Text("log-level"), Text("ORDERDESK_LOG_LEVEL"), Form::Value,
        Text("debug|info|warning|error"), Text("info"), Text("The least level that is written, to standard error."),
        [](S& s, const V& v) { return keepLogLevel(s, v); }},
    SettingDefinition{logging, Text("log-format"), Text("ORDERDESK_LOG_FORMAT"), Form::Value, Text("text|json"),
        Text("text"), Text("json: one object a line."),
        [](S& s, const V& v) { return keepLogFormat(s, v); }},
};
// clang-format on

} // namespace

std::span<const SettingDefinition> settingDefinitions()
{
    return definitions;
}

} // namespace orderdesk
