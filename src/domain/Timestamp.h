#pragma once

#include <QByteArray>

#include <chrono>
#include <optional>
#include <string_view>

namespace orderdesk {

/// A moment in UTC with microseconds, as PostgreSQL's timestamptz keeps it.
using Timestamp = std::chrono::sys_time<std::chrono::microseconds>;

/// Reads RFC 3339 date-time with a zone ("2021-11-26T06:22:19Z", "…+03:00", up to 9 fractional digits, cut to
/// microseconds). Years 0001 to 9999. Nothing else is accepted, neither a missing zone nor a day that does not exist.
std::optional<Timestamp> parseRfc3339(std::string_view text);

/// Writes RFC 3339 in UTC with as many fractional digits as needed (0 to 6): "2021-11-26T06:22:19Z".
QByteArray formatRfc3339(Timestamp time);

Timestamp currentTimestamp();

} // namespace orderdesk
