#pragma once

#include "domain/Message.h"
#include "domain/Timestamp.h"

#include <QLocale>
#include <QString>

#include <cstdint>
#include <string>

/// How values are written for people. Times are local with their zone, numbers follow the locale. Any thread.
namespace orderdesk::text {

/// The locale numbers are shown in; plain "C" is read as English, which groups digits.
QLocale locale();

QString fromUtf8(const std::string& utf8);
QString number(std::int64_t value);
/// Never scaled: an amount is what the sender means by it.
QString amount(std::int64_t value, const std::string& currency);
QString bytes(std::int64_t count);

QString timeOfDay(Timestamp time); ///< 14:03:07.250, for lists that run by themselves
QString shortDateTime(Timestamp time);
QString dateTime(Timestamp time);                ///< with milliseconds and zone; "unknown" for the epoch
QString relative(Timestamp time, Timestamp now); ///< "12 s ago", "in 3 s"

/// Personal data in a list: enough to tell two apart ("te•••").
QString masked(const QString& value);

QString partitionAndOffset(const MessagePosition& position);
QString wholePosition(const MessagePosition& position); ///< topic/partition@offset

} // namespace orderdesk::text
