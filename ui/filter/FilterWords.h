#pragma once

#include "ui/filter/FilterCondition.h"

/// How conditions are called, in the language of the moment.
namespace orderdesk::filterwords {

QString name(FilterField field);                    ///< "City"
QString name(OrderFilter::State state);             ///< "Dead letters"
QString name(FilterCondition::Period period);       ///< "Yesterday"
QString describe(const FilterCondition& condition); ///< "City: Oslo", "Amount: 100 to 500"

} // namespace orderdesk::filterwords
