#pragma once

#include <QByteArray>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace orderdesk {

/// A moment in UTC with microseconds, as PostgreSQL's timestamptz keeps it.
using Timestamp = std::chrono::sys_time<std::chrono::microseconds>;

/// Reads RFC 3339 date-time with a zone ("2021-11-26T06:22:19Z", "…+03:00" or "…+0300", up to 9 fractional digits, cut
/// to microseconds). Years 0001 to 9999. Nothing else is accepted, neither a missing zone nor a day that does not
/// exist.
std::optional<Timestamp> parseRfc3339(std::string_view text);

/// Kafka's time of a message: milliseconds since 1970. None: -1, which is Kafka's word for none, and every number
/// outside of the years 1970 to 9999, as it comes from producers that count nanoseconds.
std::optional<Timestamp> timestampOfMilliseconds(std::int64_t milliseconds);

/// Writes RFC 3339 in UTC with as many fractional digits as needed (0 to 6): "2021-11-26T06:22:19Z". What is before the
/// year 1 or after 9999, which RFC 3339 cannot write, is written as the first or last moment that it can.
QByteArray formatRfc3339(Timestamp time);

Timestamp currentTimestamp();

} // namespace orderdesk
