#include "ui/table/SelectionWalk.h"

#include <QTabWidget>
#include <QTableView>

namespace orderdesk {

namespace {

int selectedRow(const QTableView* view)
{
    const QItemSelectionModel* selection = view->selectionModel();
    if (selection == nullptr || !selection->hasSelection())
        return -1;
    const int current = view->currentIndex().row();
    if (current >= 0 && selection->isRowSelected(current))
        return current;
    return selection->selection().first().top();
}

} // namespace

SelectionWalk::SelectionWalk(QTabWidget* pages)
    : QObject(pages)
    , m_pages(pages)
{
    connect(pages, &QTabWidget::currentChanged, this, &SelectionWalk::changed);
}

QTableView* SelectionWalk::table() const
{
    const QWidget* page = m_pages->currentWidget();
    if (page == nullptr)
        return nullptr;
    for (QTableView* view : page->findChildren<QTableView*>()) {
        if (view->isVisibleTo(page) && selectedRow(view) >= 0)
            return view;
    }
    return nullptr;
}

SelectionWalk::Place SelectionWalk::place() const
{
    const QTableView* view = table();
    return view == nullptr ? Place() : Place{selectedRow(view) + 1, view->model()->rowCount()};
}

bool SelectionWalk::step(int by)
{
    QTableView* view = table();
    if (view == nullptr)
        return false;
    const int row = selectedRow(view) + by;
    if (row < 0 || row >= view->model()->rowCount())
        return false;
    // The first column that is seen, else the view would scroll sideways.
    const QModelIndex index = view->model()->index(row, std::max(0, view->columnAt(0)));
    view->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    view->scrollTo(index);
    return true;
}

} // namespace orderdesk
