#pragma once

#include "ui/filter/FilterCondition.h"

/// The words by which a condition is typed in one line ("city:Oslo"): English ones, those of the language of the
/// moment, and what the chips say, without regard to case or to ё and е.
namespace orderdesk::filterkeys {

std::optional<FilterField> field(const QString& word); ///< of those with a value
std::optional<OrderFilter::State> state(const QString& word);
std::optional<FilterCondition::Period> period(const QString& word); ///< Custom has no word
bool isWarnings(const QString& word);

/// The word to offer in the language of the moment: "city", "город".
QString of(FilterField field);
QString of(OrderFilter::State state);
QString of(FilterCondition::Period period);

/// "city:", with nothing behind it yet.
bool isStarted(const QString& line);

} // namespace orderdesk::filterkeys
