#include "ui/live/LiveOrdersFilter.h"

#include "ui/live/LiveOrdersModel.h"
#include "ui/table/TableRoles.h"
#include "ui/text/DisplayText.h"

namespace orderdesk {

namespace {

bool matches(const IngestEvent& event, LiveOrdersFilter::StateFilter state)
{
    using State = LiveOrdersFilter::StateFilter;
    using Kind = IngestEvent::Kind;
    switch (state) {
    case State::Any:
        return true;
    case State::New:
        return event.kind == Kind::New;
    case State::Updated:
        return event.kind == Kind::Updated;
    case State::Unchanged:
        return event.kind == Kind::Unchanged;
    case State::Superseded:
        return event.kind == Kind::Superseded;
    case State::WithWarnings:
        return event.kind != Kind::DeadLettered && !event.violations.empty();
    case State::DeadLettered:
        return event.kind == Kind::DeadLettered;
    }
    return true;
}

bool contains(const std::string& field, const QString& text)
{
    return text::fromUtf8(field).contains(text, Qt::CaseInsensitive);
}

} // namespace

LiveOrdersFilter::LiveOrdersFilter(QObject* parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
}

void LiveOrdersFilter::setText(const QString& text)
{
    if (m_text == text.trimmed())
        return;
    m_text = text.trimmed();
    invalidateRowsFilter();
}

void LiveOrdersFilter::setState(StateFilter state)
{
    if (m_state == state)
        return;
    m_state = state;
    invalidateRowsFilter();
}

bool LiveOrdersFilter::isFiltering() const
{
    return !m_text.isEmpty() || m_state != StateFilter::Any;
}

const IngestEvent& LiveOrdersFilter::eventAt(const QModelIndex& index) const
{
    const auto* model = qobject_cast<const LiveOrdersModel*>(sourceModel());
    Q_ASSERT(model);
    return model->eventAt(mapToSource(index).row());
}

void LiveOrdersFilter::sort(int column, Qt::SortOrder order)
{
    const bool newestFirst = column == LiveOrdersModel::Received && order == Qt::DescendingOrder;
    // Qt 6.8 turns the model's own order round when it is asked for it descending; Qt 6.4 does not.
    QSortFilterProxyModel::sort(newestFirst ? -1 : column, newestFirst ? Qt::AscendingOrder : order);
}

bool LiveOrdersFilter::filterAcceptsRow(int sourceRow, const QModelIndex&) const
{
    const auto* model = qobject_cast<const LiveOrdersModel*>(sourceModel());
    const IngestEvent& event = model->eventAt(sourceRow);
    if (!matches(event, m_state))
        return false;
    const OrderSummary& order = event.order;
    return m_text.isEmpty() || contains(order.orderUid, m_text) || contains(order.trackNumber, m_text) ||
           contains(order.customerId, m_text) || contains(order.city, m_text);
}

} // namespace orderdesk
