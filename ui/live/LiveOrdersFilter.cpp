#include "ui/live/LiveOrdersFilter.h"

#include "ui/live/LiveOrdersModel.h"
#include "ui/table/TableRoles.h"

#include <algorithm>
#include <utility>

namespace orderdesk {

namespace {

char folded(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

/// In the order of the code points, but for the case of ASCII letters.
bool isBefore(const std::string& a, const std::string& b)
{
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [](char left, char right) {
        return static_cast<unsigned char>(folded(left)) < static_cast<unsigned char>(folded(right));
    });
}

} // namespace

LiveOrdersFilter::LiveOrdersFilter(QObject* parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
}

void LiveOrdersFilter::setFilter(const OrderFilter& filter)
{
    if (m_matcher.filter() == filter)
        return;
    m_matcher = EventMatcher(filter);
    m_isFiltering = !filter.isEmpty();
    invalidateRowsFilter();
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
    if (auto* model = qobject_cast<LiveOrdersModel*>(sourceModel()))
        model->setResetInBursts(!newestFirst);
    // Qt 6.8 turns the model's own order round when it is asked for it descending; Qt 6.4 does not.
    QSortFilterProxyModel::sort(newestFirst ? -1 : column, newestFirst ? Qt::AscendingOrder : order);
}

bool LiveOrdersFilter::filterAcceptsRow(int sourceRow, const QModelIndex&) const
{
    if (!m_isFiltering)
        return true;
    const auto* model = qobject_cast<const LiveOrdersModel*>(sourceModel());
    return m_matcher.matches(model->eventAt(sourceRow));
}

// A burst sorts all rows anew, ten times a second: the columns that are numbers or texts of the order compare as they
// are, without a QVariant for each.
bool LiveOrdersFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const auto* model = qobject_cast<const LiveOrdersModel*>(sourceModel());
    const IngestEvent& a = model->eventAt(left.row());
    const IngestEvent& b = model->eventAt(right.row());
    switch (left.column()) {
    case LiveOrdersModel::Received:
        return a.receivedAt < b.receivedAt;
    case LiveOrdersModel::Items:
        return a.order.itemCount < b.order.itemCount;
    case LiveOrdersModel::Amount:
        return a.order.amount < b.order.amount;
    case LiveOrdersModel::Position:
        return a.order.position.offset < b.order.position.offset;
    case LiveOrdersModel::Number:
        return isBefore(a.order.orderUid, b.order.orderUid);
    case LiveOrdersModel::City:
        return isBefore(a.order.city, b.order.city);
    case LiveOrdersModel::Provider:
        return isBefore(a.order.provider, b.order.provider);
    case LiveOrdersModel::DeliveryService:
        return isBefore(a.order.deliveryService, b.order.deliveryService);
    case LiveOrdersModel::State:
        return std::pair(a.kind, a.violations.size()) < std::pair(b.kind, b.violations.size());
    default:
        return QSortFilterProxyModel::lessThan(left, right);
    }
}

} // namespace orderdesk
