#pragma once

#include <QSortFilterProxyModel>

class QTableView;

namespace orderdesk {

/// The rows of a short list, whole in memory, that a click on a header sorts: by SortRole where its model answers it,
/// else by what is shown, without regard to case. A third click gives the list's own order back. Main thread only.
class SortedRows final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    /// Shows `rows`, which outlives the view, in its own order; belongs to the view.
    SortedRows(QAbstractItemModel* rows, QTableView* view);

    int sourceRow(const QModelIndex& index) const { return mapToSource(index).row(); }

    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

protected:
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;
};

} // namespace orderdesk
