#include "ui/widgets/SelectionWalk.h"

#include <QTabWidget>
#include <QTableView>

#include <algorithm>
#include <utility>

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
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &SelectionWalk::changed);
    connect(pages, &QTabWidget::currentChanged, this, [this] {
        watch();
        Q_EMIT changed();
    });
    watch();
}

void SelectionWalk::setExtent(const QWidget* page, std::function<Extent()> extent)
{
    m_extents[page] = std::move(extent);
}

void SelectionWalk::noteChange()
{
    if (!m_soon.isActive())
        m_soon.start();
}

void SelectionWalk::watch()
{
    for (const QTableView* view : m_pages->findChildren<QTableView*>()) {
        const QAbstractItemModel* model = view->model();
        if (model == nullptr)
            continue;
        const auto on = [this](const auto* from, auto signal) {
            connect(from, signal, this, &SelectionWalk::noteChange, Qt::UniqueConnection);
        };
        on(view->selectionModel(), &QItemSelectionModel::selectionChanged);
        on(model, &QAbstractItemModel::rowsInserted);
        on(model, &QAbstractItemModel::rowsRemoved);
        on(model, &QAbstractItemModel::layoutChanged);
        on(model, &QAbstractItemModel::modelReset);
    }
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
    if (view == nullptr)
        return {};
    Place place{selectedRow(view) + 1, view->model()->rowCount()};
    if (const auto part = m_extents.find(m_pages->currentWidget()); part != m_extents.end()) {
        const Extent extent = part->second();
        place.row += extent.before;
        place.count = extent.all ? std::max(*extent.all, place.row) : 0;
    }
    return place;
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
