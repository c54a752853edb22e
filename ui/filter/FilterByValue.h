#pragma once

#include "domain/IngestEvent.h"
#include "ui/filter/FilterCondition.h"

class QMenu;

namespace orderdesk {

class FilterBar;

/// What orders like this one have in common: its city, delivery service or currency. None for other fields and where
/// the order has no such value.
std::optional<FilterCondition> conditionOf(const OrderSummary& order, FilterField field);

/// What became of it.
FilterCondition stateConditionOf(const IngestEvent& event);

/// Adds "Filter by City: Oslo" to a menu; chosen, it is a condition of `bar`, in the place of one of the same field.
void offerFilter(QMenu* menu, FilterBar* bar, const std::optional<FilterCondition>& condition);

} // namespace orderdesk
