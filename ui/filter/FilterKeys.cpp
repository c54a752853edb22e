#include "ui/filter/FilterKeys.h"

#include "ui/filter/FilterWords.h"

#include <QCoreApplication>

#include <utility>

namespace orderdesk::filterkeys {

namespace {

using State = OrderFilter::State;
using Period = FilterCondition::Period;

constexpr std::pair<const char*, FilterField> fields[] = {
    {QT_TRANSLATE_NOOP("FilterKeys", "text"), FilterField::Text},
    {QT_TRANSLATE_NOOP("FilterKeys", "state"), FilterField::State},
    {QT_TRANSLATE_NOOP("FilterKeys", "currency"), FilterField::Currency},
    {QT_TRANSLATE_NOOP("FilterKeys", "city"), FilterField::City},
    {QT_TRANSLATE_NOOP("FilterKeys", "service"), FilterField::DeliveryService},
    {QT_TRANSLATE_NOOP("FilterKeys", "amount"), FilterField::Amount},
    {QT_TRANSLATE_NOOP("FilterKeys", "date"), FilterField::Date},
};
constexpr std::pair<const char*, FilterField> warnings[] = {
    {QT_TRANSLATE_NOOP("FilterKeys", "warnings"), FilterField::Warnings},
};
constexpr std::pair<const char*, State> states[] = {
    {QT_TRANSLATE_NOOP("FilterKeys", "new"), State::New},
    {QT_TRANSLATE_NOOP("FilterKeys", "updated"), State::Updated},
    {QT_TRANSLATE_NOOP("FilterKeys", "unchanged"), State::Unchanged},
    {QT_TRANSLATE_NOOP("FilterKeys", "superseded"), State::Superseded},
    {QT_TRANSLATE_NOOP("FilterKeys", "dead"), State::DeadLettered},
};
constexpr std::pair<const char*, Period> periods[] = {
    {QT_TRANSLATE_NOOP("FilterKeys", "today"), Period::Today},
    {QT_TRANSLATE_NOOP("FilterKeys", "yesterday"), Period::Yesterday},
    {QT_TRANSLATE_NOOP("FilterKeys", "last hour"), Period::LastHour},
    {QT_TRANSLATE_NOOP("FilterKeys", "last 7 days"), Period::Last7Days},
};

QString translated(const char* source)
{
    return QCoreApplication::translate("FilterKeys", source);
}

/// What two words have in common that mean the same.
QString folded(const QString& word)
{
    return word.simplified().toCaseFolded().replace(QChar(0x451), QChar(0x435));
}

template <typename Value, std::size_t Size>
std::optional<Value> valueOf(const QString& word, const std::pair<const char*, Value> (&keys)[Size])
{
    const QString wanted = folded(word);
    for (const auto& [key, value] : keys) {
        if (wanted == QLatin1String(key) || wanted == folded(translated(key)) ||
            wanted == folded(filterwords::name(value)))
            return value;
    }
    return std::nullopt;
}

template <typename Value, std::size_t Size>
QString keyOf(Value wanted, const std::pair<const char*, Value> (&keys)[Size])
{
    for (const auto& [key, value] : keys) {
        if (value == wanted)
            return translated(key);
    }
    return {};
}

} // namespace

std::optional<FilterField> field(const QString& word)
{
    return valueOf(word, fields);
}

std::optional<State> state(const QString& word)
{
    return valueOf(word, states);
}

std::optional<Period> period(const QString& word)
{
    return valueOf(word, periods);
}

bool isWarnings(const QString& word)
{
    return valueOf(word, warnings).has_value();
}

QString of(FilterField field)
{
    return field == FilterField::Warnings ? keyOf(field, warnings) : keyOf(field, fields);
}

QString of(State state)
{
    return keyOf(state, states);
}

QString of(Period period)
{
    return keyOf(period, periods);
}

bool isStarted(const QString& line)
{
    const qsizetype colon = line.indexOf(QLatin1Char(':'));
    return colon >= 0 && line.mid(colon + 1).trimmed().isEmpty() && field(line.left(colon)).has_value();
}

} // namespace orderdesk::filterkeys
