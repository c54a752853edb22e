#include "ui/filter/EventMatcher.h"

namespace orderdesk {

namespace {

bool equals(const std::string& field, const QString& wanted)
{
    return wanted.isEmpty() || QString::fromStdString(field).compare(wanted, Qt::CaseInsensitive) == 0;
}

bool isState(IngestEvent::Kind kind, OrderFilter::State state)
{
    switch (state) {
    case OrderFilter::State::New:
        return kind == IngestEvent::Kind::New;
    case OrderFilter::State::Updated:
        return kind == IngestEvent::Kind::Updated;
    case OrderFilter::State::Unchanged:
        return kind == IngestEvent::Kind::Unchanged;
    case OrderFilter::State::Superseded:
        return kind == IngestEvent::Kind::Superseded;
    case OrderFilter::State::DeadLettered:
        return kind == IngestEvent::Kind::DeadLettered;
    }
    return false;
}

} // namespace

EventMatcher::EventMatcher(const OrderFilter& filter)
    : m_filter(filter)
    , m_text(filter.text)
    , m_ofOrders(!filter.currency.isEmpty() || !filter.city.isEmpty() || !filter.deliveryService.isEmpty() ||
                 filter.amountMin || filter.amountMax || filter.withWarnings)
{
}

bool EventMatcher::matches(const IngestEvent& event) const
{
    if (m_filter.state && !isState(event.kind, *m_filter.state))
        return false;
    if (m_filter.storedFrom && event.receivedAt < *m_filter.storedFrom)
        return false;
    if (m_filter.storedUntil && event.receivedAt >= *m_filter.storedUntil)
        return false;
    if (m_filter.withWarnings && event.violations.empty())
        return false;
    if (m_ofOrders && (event.kind == IngestEvent::Kind::DeadLettered || !matchesOrder(event.order)))
        return false;
    return m_filter.text.isEmpty() || m_text.matchesPart(event.order);
}

bool EventMatcher::matchesOrder(const OrderSummary& order) const
{
    return (!m_filter.amountMin || order.amount >= *m_filter.amountMin) &&
           (!m_filter.amountMax || order.amount <= *m_filter.amountMax) && equals(order.currency, m_filter.currency) &&
           equals(order.deliveryService, m_filter.deliveryService) && equals(order.city, m_filter.city);
}

} // namespace orderdesk
