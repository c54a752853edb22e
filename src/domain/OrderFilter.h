#pragma once

#include "domain/Timestamp.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace orderdesk {

/// Which orders a list shows: what is set must all hold (AND). The same for the live rows and for the whole database;
/// Unchanged, Superseded and DeadLettered are known of live messages only. A plain value.
struct OrderFilter
{
    enum class State { New, Updated, Unchanged, Superseded, DeadLettered };

    QString text; ///< OrderTextMatcher: in the database matches(), of live messages matchesPart()
    std::optional<State> state;
    bool withWarnings = false;
    QString currency;                      ///< equal, without regard to case
    QString city;                          ///< equal, without regard to case
    QString deliveryService;               ///< equal, without regard to case
    std::optional<std::int64_t> amountMin; ///< inclusive
    std::optional<std::int64_t> amountMax; ///< inclusive
    std::optional<Timestamp> storedFrom;   ///< inclusive; live: when it was received
    std::optional<Timestamp> storedUntil;  ///< exclusive

    bool isEmpty() const { return *this == OrderFilter(); }
    friend bool operator==(const OrderFilter&, const OrderFilter&) = default;
};

} // namespace orderdesk
