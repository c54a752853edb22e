#pragma once

#include "domain/OrderFilter.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace orderdesk {

enum class FilterField { Text, State, Warnings, Currency, City, DeliveryService, Amount, Date };

/// One chip: what a person typed, readable or not. A plain value.
struct FilterCondition
{
    /// Of Date: Custom has its ends in `value` and `until`, the others are counted from now.
    enum class Period { Custom, Today, Yesterday, LastHour, Last7Days };

    FilterField field = FilterField::Text;
    QString value; ///< of Amount and Date the lower end
    QString until; ///< of Amount and Date the upper end, which is part of the range
    OrderFilter::State state = OrderFilter::State::New;
    Period period = Period::Custom;

    friend bool operator==(const FilterCondition&, const FilterCondition&) = default;
};

/// What a list of conditions means. A condition that cannot be read is left out of `filter` and says why in its place
/// of `problems`.
struct FilterReading
{
    OrderFilter filter;
    QStringList problems; ///< one for each condition, empty when it can be read

    bool isReadable() const;
};

/// Reads conditions combined with AND. `now` is the moment that Today and its like count from and, with its zone, what
/// dates are meant in. `storedOnly`: the states that only live messages have are problems.
FilterReading readConditions(const QList<FilterCondition>& conditions, const QDateTime& now, bool storedOnly);

/// A condition typed in one line: "city:Oslo", "amount:100..500", "date:yesterday", "date:2026-11-01..2026-11-05",
/// "state:new", "warnings", "currency:USD", "service:dhl", and the same with filterkeys' words of the language of the
/// moment ("город:Осло"); anything else is Text. None when `line` is empty.
std::optional<FilterCondition> parseCondition(const QString& line);

} // namespace orderdesk
