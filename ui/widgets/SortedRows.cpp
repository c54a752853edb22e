#include "ui/widgets/SortedRows.h"

#include "ui/widgets/TableRoles.h"

#include <QHeaderView>
#include <QTableView>

namespace orderdesk {

SortedRows::SortedRows(QAbstractItemModel* rows, QTableView* view)
    : QSortFilterProxyModel(view)
{
    setSourceModel(rows);
    setDynamicSortFilter(true);
    view->setModel(this);
    view->horizontalHeader()->setSortIndicatorClearable(true);
    view->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    view->setSortingEnabled(true);
}

void SortedRows::sort(int column, Qt::SortOrder order)
{
    // Qt 6.8 turns the model's own order round when it is asked for it descending; Qt 6.4 does not.
    QSortFilterProxyModel::sort(column, column < 0 ? Qt::AscendingOrder : order);
}

bool SortedRows::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const QVariant a = left.data(SortRole);
    const QVariant b = right.data(SortRole);
    if (a.isValid() && b.isValid())
        return QVariant::compare(a, b) == QPartialOrdering::Less;
    return QString::localeAwareCompare(left.data().toString().toCaseFolded(), right.data().toString().toCaseFolded()) <
           0;
}

} // namespace orderdesk
