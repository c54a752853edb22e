#include "ui/filter/FilterCondition.h"

#include "ui/filter/FilterKeys.h"
#include "ui/words/DisplayText.h"

#include <QCoreApplication>
#include <QTimeZone>

#include <algorithm>
#include <array>
#include <utility>

namespace orderdesk {

namespace {

QString translated(const char* source)
{
    return QCoreApplication::translate("FilterCondition", source);
}

Timestamp timestampOf(const QDateTime& time)
{
    return Timestamp(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
}

/// The same clock as `now`, at another moment.
QDateTime at(const QDateTime& now, const QDate& date, const QTime& time = QTime(0, 0))
{
    QDateTime moment = now;
    moment.setDate(date);
    moment.setTime(time);
    return moment;
}

/// A clock that is put back shows some times twice: the other moment, before (-1) or after (1), at which it shows the
/// same; `moment` itself where there is none.
QDateTime showingTheSame(const QDateTime& moment, int direction)
{
    for (const qint64 shift : {1800, 3600, 7200}) { // what zones are known to change their clocks by
        const QDateTime other = moment.addSecs(direction * shift);
        if (other.date() == moment.date() && other.time() == moment.time())
            return other;
    }
    return moment;
}

/// Digits, grouped or not: the locale's separators, blanks and apostrophes are no part of a number.
std::optional<std::int64_t> readAmount(QString text)
{
    for (const QString& separator : {text::locale().groupSeparator(), QStringLiteral(" "), QString(QChar::Nbsp),
                                     QString(QChar(0x202f)), QStringLiteral("'"), QStringLiteral("_")})
        text.remove(separator);
    bool isNumber = false;
    const qlonglong number = text.toLongLong(&isNumber);
    return isNumber ? std::optional<std::int64_t>(number) : std::nullopt;
}

struct Moment
{
    QDateTime from;
    QDateTime end; ///< exclusive: the first moment after what was named
};

/// "2026-11-24", "2026-11-24 13:00", "2026-11-24T13:00:05", the locale's short form, or "13:00" of today.
std::optional<Moment> readMoment(const QString& text, const QDateTime& now)
{
    constexpr qint64 minute = 60;
    const auto moment = [&](const QDate& date, const QTime& time, qint64 seconds) -> std::optional<Moment> {
        if (!date.isValid() || !time.isValid())
            return std::nullopt;
        const QDateTime named = at(now, date, time);
        return Moment{showingTheSame(named, -1), showingTheSame(named, 1).addSecs(seconds)};
    };
    for (const QString& format :
         {QStringLiteral("yyyy-MM-dd"), QStringLiteral("d.M.yyyy"), text::locale().dateFormat(QLocale::ShortFormat)}) {
        const QDate date = QDate::fromString(text, format);
        if (date.isValid() && date.year() > 1000)
            return Moment{showingTheSame(at(now, date), -1), showingTheSame(at(now, date.addDays(1)), -1)};
    }
    const QString joined = QString(text).replace(QLatin1Char('T'), QLatin1Char(' ')).simplified();
    for (const auto& [format, seconds] :
         {std::pair(QStringLiteral("yyyy-MM-dd HH:mm"), minute), std::pair(QStringLiteral("yyyy-MM-dd H:mm"), minute),
          std::pair(QStringLiteral("yyyy-MM-dd HH:mm:ss"), qint64(1))}) {
        const QDateTime time = QDateTime::fromString(joined, format);
        if (time.isValid())
            return moment(time.date(), time.time(), seconds);
    }
    if (const QTime time = QTime::fromString(joined, QStringLiteral("H:mm")); time.isValid())
        return moment(now.date(), time, minute);
    return std::nullopt;
}

QString readAmounts(const FilterCondition& condition, OrderFilter& filter)
{
    std::optional<std::int64_t> ends[2];
    const QString texts[] = {condition.value.trimmed(), condition.until.trimmed()};
    for (int i = 0; i < 2; ++i) {
        if (texts[i].isEmpty())
            continue;
        ends[i] = readAmount(texts[i]);
        if (!ends[i])
            return translated(QT_TRANSLATE_NOOP("FilterCondition", "“%1” is not a whole number")).arg(texts[i]);
    }
    if (!ends[0] && !ends[1])
        return translated(QT_TRANSLATE_NOOP("FilterCondition", "no amount is given"));
    if (ends[0] && ends[1] && *ends[0] > *ends[1])
        return translated(QT_TRANSLATE_NOOP("FilterCondition", "%1 is more than %2, so no amount is between them"))
            .arg(text::number(*ends[0]), text::number(*ends[1]));
    filter.amountMin = ends[0];
    filter.amountMax = ends[1];
    return {};
}

QString readCustomDates(const FilterCondition& condition, const QDateTime& now, OrderFilter& filter)
{
    std::optional<Moment> ends[2];
    const QString texts[] = {condition.value.trimmed(), condition.until.trimmed()};
    for (int i = 0; i < 2; ++i) {
        if (texts[i].isEmpty())
            continue;
        ends[i] = readMoment(texts[i], now);
        if (!ends[i])
            return translated(QT_TRANSLATE_NOOP("FilterCondition",
                                                "“%1” is not a date: write %2, with or without a time like 13:00"))
                .arg(texts[i], now.date().toString(Qt::ISODate));
    }
    if (!ends[0] && !ends[1])
        return translated(QT_TRANSLATE_NOOP("FilterCondition", "no date is given"));
    if (ends[0] && ends[1] && ends[0]->from > ends[1]->from)
        return translated(QT_TRANSLATE_NOOP("FilterCondition", "%1 is after %2, so nothing is between them"))
            .arg(texts[0], texts[1]);
    if (ends[0])
        filter.storedFrom = timestampOf(ends[0]->from);
    if (ends[1])
        filter.storedUntil = timestampOf(ends[1]->end);
    return {};
}

QString readDates(const FilterCondition& condition, const QDateTime& now, OrderFilter& filter)
{
    using Period = FilterCondition::Period;
    switch (condition.period) {
    case Period::Custom:
        return readCustomDates(condition, now, filter);
    case Period::Today:
        filter.storedFrom = timestampOf(at(now, now.date()));
        break;
    case Period::Yesterday:
        filter.storedFrom = timestampOf(at(now, now.date().addDays(-1)));
        filter.storedUntil = timestampOf(at(now, now.date()));
        break;
    case Period::LastHour:
        filter.storedFrom = timestampOf(now.addSecs(-3600));
        break;
    case Period::Last7Days:
        filter.storedFrom = timestampOf(at(now, now.date().addDays(-6)));
        break;
    }
    return {};
}

QString readWord(const FilterCondition& condition, QString& word)
{
    word = condition.value.trimmed();
    return word.isEmpty() ? translated(QT_TRANSLATE_NOOP("FilterCondition", "nothing is given")) : QString();
}

QString readState(const FilterCondition& condition, bool storedOnly, OrderFilter& filter)
{
    const bool isStored = condition.state == OrderFilter::State::New || condition.state == OrderFilter::State::Updated;
    if (storedOnly && !isStored)
        return translated(
            QT_TRANSLATE_NOOP("FilterCondition", "stored orders are new or updated; look on the Live page"));
    filter.state = condition.state;
    return {};
}

QString readCurrency(const FilterCondition& condition, OrderFilter& filter)
{
    const QString currency = condition.value.trimmed();
    const bool isCode = currency.size() == 3 && std::all_of(currency.begin(), currency.end(), [](QChar letter) {
                            return (letter >= QLatin1Char('a') && letter <= QLatin1Char('z')) ||
                                   (letter >= QLatin1Char('A') && letter <= QLatin1Char('Z'));
                        });
    if (!isCode)
        return translated(QT_TRANSLATE_NOOP("FilterCondition", "a currency is three letters, like USD"));
    filter.currency = currency.toUpper();
    return {};
}

QString readCondition(const FilterCondition& condition, const QDateTime& now, bool storedOnly, OrderFilter& filter)
{
    switch (condition.field) {
    case FilterField::Text:
        return readWord(condition, filter.text);
    case FilterField::State:
        return readState(condition, storedOnly, filter);
    case FilterField::Warnings:
        filter.withWarnings = true;
        return {};
    case FilterField::Currency:
        return readCurrency(condition, filter);
    case FilterField::City:
        return readWord(condition, filter.city);
    case FilterField::DeliveryService:
        return readWord(condition, filter.deliveryService);
    case FilterField::Amount:
        return readAmounts(condition, filter);
    case FilterField::Date:
        return readDates(condition, now, filter);
    }
    return {};
}

std::pair<QString, QString> endsOf(const QString& value)
{
    const qsizetype dots = value.indexOf(QLatin1String(".."));
    return dots < 0 ? std::pair(value, value) : std::pair(value.left(dots).trimmed(), value.mid(dots + 2).trimmed());
}

} // namespace

bool FilterReading::isReadable() const
{
    return std::all_of(problems.begin(), problems.end(), [](const QString& problem) { return problem.isEmpty(); });
}

FilterReading readConditions(const QList<FilterCondition>& conditions, const QDateTime& now, bool storedOnly)
{
    FilterReading reading;
    for (const FilterCondition& condition : conditions)
        reading.problems += readCondition(condition, now, storedOnly, reading.filter);
    return reading;
}

std::optional<FilterCondition> parseCondition(const QString& line)
{
    const QString whole = line.trimmed();
    if (whole.isEmpty())
        return std::nullopt;
    FilterCondition condition;
    condition.value = whole;
    const qsizetype colon = whole.indexOf(QLatin1Char(':'));
    const auto field = filterkeys::field(whole.left(std::max<qsizetype>(colon, 0)));
    const QString value = whole.mid(colon + 1).trimmed();
    if (filterkeys::isWarnings(whole) || (field == FilterField::State && filterkeys::isWarnings(value))) {
        condition.field = FilterField::Warnings;
        condition.value.clear();
        return condition;
    }
    if (!field || value.isEmpty())
        return condition;
    condition.field = *field;
    condition.value = value;
    if (condition.field == FilterField::State) {
        const auto state = filterkeys::state(value);
        if (!state)
            return FilterCondition{FilterField::Text, whole, {}, {}, {}};
        condition.state = *state;
        condition.value.clear();
    } else if (const auto period = filterkeys::period(value); condition.field == FilterField::Date && period) {
        condition.period = *period;
        condition.value.clear();
    } else if (condition.field == FilterField::Amount || condition.field == FilterField::Date) {
        std::tie(condition.value, condition.until) = endsOf(value);
    }
    return condition;
}

} // namespace orderdesk
