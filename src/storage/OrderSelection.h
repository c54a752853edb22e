#pragma once

#include "database/PgStatement.h"
#include "domain/OrderFilter.h"
#include "storage/OrderReader.h"

#include <string>

namespace orderdesk {

/// Which orders a list holds, as SQL: what OrderFilter wants, older than a cursor, at most `limit`. Values are
/// parameters and never part of the text: filters hold personal data, and servers log statements. A value.
class OrderSelection final
{
public:
    OrderSelection(const OrderFilter& filter, const std::optional<OrderCursor>& after, int limit);

    /// False: no order can be like this (a text that PostgreSQL cannot hold).
    bool isPossible() const { return m_possible; }
    /// A query whose rows are whole rows of orders, newest first. Not to be prepared: which way it goes the planner
    /// decides from the values.
    std::string newest() const;
    /// A query with one row for each order, at most `limit`, in any order: for counting.
    std::string any() const;
    const PgParameters& parameters() const { return m_parameters; }

private:
    void addCondition(const char* before, const std::string& parameter, const char* after = "");
    void addConditions(const OrderFilter& filter);
    std::string branch(const char* columns, const std::string& condition, bool needsDelivery, bool needsPayment) const;
    std::string found(const std::string& end) const;

    PgParameters m_parameters;
    std::string m_conditions; ///< each with its "and"
    bool m_possible = true;
    bool m_hasText = false;
    bool m_needsDelivery = false;
    bool m_needsPayment = false;
};

} // namespace orderdesk
