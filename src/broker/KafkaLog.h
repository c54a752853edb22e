#pragma once

#include <QByteArray>
#include <QHash>
#include <QLoggingCategory>

#include <chrono>
#include <optional>

namespace orderdesk {

Q_DECLARE_LOGGING_CATEGORY(brokerLog)

/// Lets one line of a kind pass every 5 s and counts the rest, so that an outage of an hour is not an hour of log.
class LogThrottle final
{
public:
    /// How many lines of this kind were held back since the last that passed; none: hold this one back too.
    std::optional<int> admit(const QByteArray& kind, std::chrono::steady_clock::time_point now);

private:
    struct Kind
    {
        std::chrono::steady_clock::time_point last;
        int heldBack = 0;
    };
    QHash<QByteArray, Kind> m_kinds;
};

/// librdkafka's own lines, into the category orderdesk.broker. Lives on the thread that polls the client: with
/// `log.queue` librdkafka hands its lines over there and never calls from a thread of its own.
class KafkaLog final
{
public:
    /// `level` is syslog's (3 error, 7 debug), `facility` librdkafka's short name of the kind of line ("FAIL").
    void write(int level, const char* facility, const char* text);

private:
    LogThrottle m_throttle;
};

} // namespace orderdesk
