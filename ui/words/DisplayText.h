#pragma once

#include "database/DatabaseRights.h"
#include "domain/Message.h"
#include "domain/Timestamp.h"

#include <QLocale>
#include <QString>

#include <cstdint>
#include <string>

/// How values are written for people: numbers, money and dates as the locale writes them (QLocale's default, which
/// ui/language/Language sets), times in this computer's zone or in UTC. Times of day have 24 hours in every language,
/// because people compare them with logs. Any thread.
namespace orderdesk::text {

/// The locale numbers are shown in; plain "C" is read as English, which groups digits.
QLocale locale();

/// `text` in the order of its characters: what would turn the order round (U+202A to U+202E, U+2066 to U+2069) is named
/// instead, as ⟨U+202E⟩, so that nobody is shown another word than the one that was sent.
QString plain(QString text);
QString fromUtf8(const std::string& utf8); ///< plain()
QString number(std::int64_t value);
/// Never scaled: an amount is what the sender means by it. The currency's code stands where the locale puts it.
QString amount(std::int64_t value, const std::string& currency);
QString bytes(std::int64_t count);
QString percent(int value); ///< "12%", "12 %"

/// Whether times are shown in UTC; else in the computer's zone. LanguageChange follows a change (LanguageMenu).
bool isUtc();
void setUtc(bool utc);

QString timeOfDay(Timestamp time);     ///< 14:03:07.250, for lists that run by themselves
QString shortDateTime(Timestamp time); ///< to the second; at most shortDateTimeWidth characters
inline constexpr int shortDateTimeWidth = 21;
QString dateTime(Timestamp time);                ///< with milliseconds and zone; "unknown" for the epoch
QString relative(Timestamp time, Timestamp now); ///< "12 seconds ago", "in 3 minutes"
/// For the tool tip of a cell: the time with its zone, the same in UTC (or local), and how long ago it was.
QString timeToolTip(Timestamp time);

/// Personal data in a list: enough to tell two apart ("te•••").
QString masked(const QString& value);

QString partitionAndOffset(const MessagePosition& position);
QString wholePosition(const MessagePosition& position); ///< topic/partition@offset

/// Why nothing can be changed here, in one sentence; empty when something can.
QString readOnlyReason(const DatabaseRights& rights);

} // namespace orderdesk::text
