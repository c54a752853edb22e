#include "ui/words/DisplayText.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <atomic>
#include <utility>

namespace {

std::atomic<bool> utcWanted{false};

QString translated(const char* source, int count = -1)
{
    return QCoreApplication::translate("DisplayText", source, nullptr, count);
}

QDateTime toDateTime(orderdesk::Timestamp time, bool utc)
{
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(milliseconds.count(), utc ? Qt::UTC : Qt::LocalTime);
}

QDateTime toDateTime(orderdesk::Timestamp time)
{
    return toDateTime(time, orderdesk::text::isUtc());
}

/// The locale's own order of day, month and year, but with a whole year, and never two numbers that could be swapped:
/// 10/9/25 is October in one English country and September in the other.
QString datePattern(const QLocale& locale)
{
    const QString own = locale.dateFormat(QLocale::ShortFormat);
    const qsizetype day = own.indexOf(QLatin1Char('d'));
    const qsizetype month = own.indexOf(QLatin1Char('M'));
    const qsizetype year = own.indexOf(QLatin1Char('y'));
    if (year < month)
        return QStringLiteral("yyyy-MM-dd");
    if (month < day)
        return QStringLiteral("MMM d, yyyy");
    if (!own.contains(QLatin1Char('.')))
        return QStringLiteral("d MMM yyyy");
    return QStringLiteral("dd.MM.yyyy");
}

QString withZone(const QDateTime& time)
{
    const QLocale locale = orderdesk::text::locale();
    return locale.toString(time, datePattern(locale) + QStringLiteral(" HH:mm:ss.zzz")) + QChar(QChar::Nbsp) +
           time.timeZoneAbbreviation();
}

} // namespace

namespace orderdesk::text {

QLocale locale()
{
    const QLocale current;
    return current.language() == QLocale::C ? QLocale(QLocale::English, QLocale::UnitedStates) : current;
}

QString plain(QString text)
{
    const auto turns = [](QChar character) {
        const char16_t code = character.unicode();
        return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
    };
    if (std::none_of(text.cbegin(), text.cend(), turns))
        return text;
    QString result;
    for (const QChar character : std::as_const(text)) {
        if (turns(character))
            result += QStringLiteral("⟨U+%1⟩").arg(QString::number(character.unicode(), 16).toUpper());
        else
            result += character;
    }
    return result;
}

QString fromUtf8(const std::string& utf8)
{
    return plain(QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())));
}

QString number(std::int64_t value)
{
    return locale().toString(static_cast<qlonglong>(value));
}

QString amount(std::int64_t value, const std::string& currency)
{
    const QLocale current = locale();
    const QString code = fromUtf8(currency);
    // Qt 6.4 glues a code to the number; where it stands is all that is asked here.
    if (current.toCurrencyString(qlonglong{1}, code).startsWith(code))
        return code + QChar(QChar::Nbsp) + number(value);
    return number(value) + QChar(QChar::Nbsp) + code;
}

QString bytes(std::int64_t count)
{
    if (count >= 0 && count < 1024) // Qt has one form of the word for all numbers
        return translated(QT_TRANSLATE_N_NOOP("DisplayText", "%n byte(s)"), static_cast<int>(count));
    return locale().formattedDataSize(count, count < 1024 * 1024 ? 0 : 1);
}

QString percent(int value)
{
    const QLocale current = locale();
    const bool spaced = current.language() != QLocale::English;
    return number(value) + (spaced ? QString(QChar(QChar::Nbsp)) : QString()) + current.percent();
}

bool isUtc()
{
    return utcWanted;
}

void setUtc(bool utc)
{
    utcWanted = utc;
}

QString timeOfDay(Timestamp time)
{
    return toDateTime(time).toString(QStringLiteral("HH:mm:ss.zzz"));
}

QString shortDateTime(Timestamp time)
{
    const QLocale current = locale();
    return current.toString(toDateTime(time), datePattern(current) + QStringLiteral(" HH:mm:ss"));
}

QString dateTime(Timestamp time)
{
    if (time == Timestamp{})
        return translated(QT_TRANSLATE_NOOP("DisplayText", "unknown"));
    return withZone(toDateTime(time));
}

QString relative(Timestamp time, Timestamp now)
{
    const bool future = time > now;
    const auto distance = future ? time - now : now - time;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(distance).count();
    if (seconds < 120) {
        const auto n = static_cast<int>(seconds);
        return future ? translated(QT_TRANSLATE_N_NOOP("DisplayText", "in %n second(s)"), n)
                      : translated(QT_TRANSLATE_N_NOOP("DisplayText", "%n second(s) ago"), n);
    }
    if (seconds < 2 * 3600) {
        const auto n = static_cast<int>(seconds / 60);
        return future ? translated(QT_TRANSLATE_N_NOOP("DisplayText", "in %n minute(s)"), n)
                      : translated(QT_TRANSLATE_N_NOOP("DisplayText", "%n minute(s) ago"), n);
    }
    if (seconds < 48 * 3600) {
        const auto n = static_cast<int>(seconds / 3600);
        return future ? translated(QT_TRANSLATE_N_NOOP("DisplayText", "in %n hour(s)"), n)
                      : translated(QT_TRANSLATE_N_NOOP("DisplayText", "%n hour(s) ago"), n);
    }
    const auto days = static_cast<int>(seconds / 86400);
    if (days < 61)
        return future ? translated(QT_TRANSLATE_N_NOOP("DisplayText", "in %n day(s)"), days)
                      : translated(QT_TRANSLATE_N_NOOP("DisplayText", "%n day(s) ago"), days);
    if (days < 731) {
        const int n = days * 12 / 365;
        return future ? translated(QT_TRANSLATE_N_NOOP("DisplayText", "in %n month(s)"), n)
                      : translated(QT_TRANSLATE_N_NOOP("DisplayText", "%n month(s) ago"), n);
    }
    const int n = days * 4 / 1461; // four years have 1461 days
    return future ? translated(QT_TRANSLATE_N_NOOP("DisplayText", "in %n year(s)"), n)
                  : translated(QT_TRANSLATE_N_NOOP("DisplayText", "%n year(s) ago"), n);
}

QString timeToolTip(Timestamp time)
{
    if (time == Timestamp{})
        return dateTime(time);
    QStringList lines{withZone(toDateTime(time, isUtc()))};
    const QDateTime other = toDateTime(time, !isUtc());
    if (other.offsetFromUtc() != toDateTime(time).offsetFromUtc())
        lines += withZone(other);
    lines += relative(time, currentTimestamp());
    return lines.join(QLatin1Char('\n'));
}

QString masked(const QString& value)
{
    if (value.isEmpty())
        return value;
    return value.left(value.size() > 3 ? 2 : 1) + QStringLiteral("•••");
}

QString partitionAndOffset(const MessagePosition& position)
{
    return QStringLiteral("%1:%2").arg(position.partition).arg(position.offset);
}

QString wholePosition(const MessagePosition& position)
{
    return QStringLiteral("%1/%2@%3").arg(position.topic).arg(position.partition).arg(position.offset);
}

QString readOnlyReason(const DatabaseRights& rights)
{
    if (!rights.isReadOnly())
        return {};
    if (rights.limit == DatabaseRights::Limit::Standby)
        return translated(
            QT_TRANSLATE_NOOP("DisplayText", "Read-only: the database is a standby, which only follows another one"));
    return translated(QT_TRANSLATE_NOOP("DisplayText", "Read-only: the database role “%1” may only read"))
        .arg(rights.role);
}

} // namespace orderdesk::text
