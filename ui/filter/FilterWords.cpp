#include "ui/filter/FilterWords.h"

#include <QCoreApplication>

namespace orderdesk::filterwords {

namespace {

QString translated(const char* source)
{
    return QCoreApplication::translate("FilterWords", source);
}

QString range(const FilterCondition& condition)
{
    if (condition.until.isEmpty())
        return translated(QT_TRANSLATE_NOOP("FilterWords", "from %1")).arg(condition.value);
    if (condition.value.isEmpty())
        return translated(QT_TRANSLATE_NOOP("FilterWords", "until %1")).arg(condition.until);
    return translated(QT_TRANSLATE_NOOP("FilterWords", "%1 to %2")).arg(condition.value, condition.until);
}

QString valueOf(const FilterCondition& condition)
{
    switch (condition.field) {
    case FilterField::State:
        return name(condition.state);
    case FilterField::Amount:
        return range(condition);
    case FilterField::Date:
        return condition.period == FilterCondition::Period::Custom ? range(condition) : name(condition.period);
    case FilterField::Text:
    case FilterField::Warnings:
    case FilterField::Currency:
    case FilterField::City:
    case FilterField::DeliveryService:
        break;
    }
    return condition.value;
}

} // namespace

QString name(FilterField field)
{
    switch (field) {
    case FilterField::Text:
        return translated(QT_TRANSLATE_NOOP("FilterWords", "Text"));
    case FilterField::State:
        return translated(QT_TRANSLATE_NOOP("FilterWords", "State"));
    case FilterField::Warnings:
        return translated(QT_TRANSLATE_NOOP("FilterWords", "With warnings"));
    case FilterField::Currency:
        return translated(QT_TRANSLATE_NOOP("FilterWords", "Currency"));
    case FilterField::City:
        return translated(QT_TRANSLATE_NOOP("FilterWords", "City"));
    case FilterField::DeliveryService:
        return translated(QT_TRANSLATE_NOOP("FilterWords", "Delivery service"));
    case FilterField::Amount:
        return translated(QT_TRANSLATE_NOOP("FilterWords", "Amount"));
    case FilterField::Date:
        return translated(QT_TRANSLATE_NOOP("FilterWords", "Date"));
    }
    return {};
}

QString name(OrderFilter::State state)
{
    switch (state) {
    case OrderFilter::State::New:
        return translated(QT_TRANSLATE_NOOP("FilterWords", "New"));
    case OrderFilter::State::Updated:
        return translated(QT_TRANSLATE_NOOP("FilterWords", "Updated"));
    case OrderFilter::State::Unchanged:
        return translated(QT_TRANSLATE_NOOP("FilterWords", "Unchanged"));
    case OrderFilter::State::Superseded:
        return translated(QT_TRANSLATE_NOOP("FilterWords", "Superseded"));
    case OrderFilter::State::DeadLettered:
        return translated(QT_TRANSLATE_NOOP("FilterWords", "Dead letters"));
    }
    return {};
}

QString name(FilterCondition::Period period)
{
    switch (period) {
    case FilterCondition::Period::Custom:
        return translated(QT_TRANSLATE_NOOP("FilterWords", "From – until"));
    case FilterCondition::Period::Today:
        return translated(QT_TRANSLATE_NOOP("FilterWords", "Today"));
    case FilterCondition::Period::Yesterday:
        return translated(QT_TRANSLATE_NOOP("FilterWords", "Yesterday"));
    case FilterCondition::Period::LastHour:
        return translated(QT_TRANSLATE_NOOP("FilterWords", "Last hour"));
    case FilterCondition::Period::Last7Days:
        return translated(QT_TRANSLATE_NOOP("FilterWords", "Last 7 days"));
    }
    return {};
}

QString describe(const FilterCondition& condition)
{
    if (condition.field == FilterField::Warnings)
        return name(condition.field);
    if (condition.field == FilterField::Text)
        return QStringLiteral("“%1”").arg(condition.value);
    return translated(QT_TRANSLATE_NOOP("FilterWords", "%1: %2")).arg(name(condition.field), valueOf(condition));
}

} // namespace orderdesk::filterwords
