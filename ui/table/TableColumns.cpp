#include "ui/table/TableColumns.h"

#include "ui/WindowState.h"
#include "ui/theme/Theme.h"

#include <QHeaderView>
#include <QMenu>
#include <QTableView>

namespace orderdesk {

TableColumns::TableColumns(QTableView* view, const QString& key, const QList<Column>& columns, WindowState& state)
    : QObject(view)
    , m_view(view)
    , m_key(key)
    , m_columns(columns)
    , m_state(state)
    , m_sortColumn(view->horizontalHeader()->sortIndicatorSection())
    , m_sortOrder(view->horizontalHeader()->sortIndicatorOrder())
{
    QHeaderView* header = view->horizontalHeader();
    header->setSectionsMovable(true);
    header->setStretchLastSection(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, &TableColumns::showHeaderMenu);
    reset();
    m_state.restoreHeader(m_key, *header);
    if (shownCount() == 0)
        reset();
}

void TableColumns::fillMenu(QMenu* menu)
{
    for (int column = 0; column < m_columns.size(); ++column) {
        const QString name = m_view->model()->headerData(column, Qt::Horizontal).toString();
        QAction* action = menu->addAction(name);
        const bool shown = !m_view->isColumnHidden(column);
        action->setCheckable(true);
        action->setChecked(shown);
        action->setEnabled(!shown || shownCount() > 1);
        connect(action, &QAction::toggled, this, [this, column](bool checked) { setShown(column, checked); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Reset columns")), &QAction::triggered, this, [this] { reset(); });
}

void TableColumns::reset()
{
    QHeaderView* header = m_view->horizontalHeader();
    const int character = QFontMetrics(theme::monospaced()).horizontalAdvance(QLatin1Char('0'));
    for (int column = 0; column < m_columns.size(); ++column) {
        header->moveSection(header->visualIndex(column), column);
        m_view->setColumnWidth(column, m_columns.at(column).characters * character + 32);
        m_view->setColumnHidden(column, !m_columns.at(column).shown);
    }
    if (m_view->isSortingEnabled())
        m_view->sortByColumn(m_sortColumn, m_sortOrder);
}

void TableColumns::save() const
{
    m_state.saveHeader(m_key, *m_view->horizontalHeader());
}

void TableColumns::setShown(int column, bool shown)
{
    if (shown || shownCount() > 1)
        m_view->setColumnHidden(column, !shown);
}

void TableColumns::showHeaderMenu(const QPoint& position)
{
    auto* menu = new QMenu(m_view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(menu);
    menu->popup(m_view->horizontalHeader()->mapToGlobal(position));
}

int TableColumns::shownCount() const
{
    int count = 0;
    for (int column = 0; column < m_columns.size(); ++column)
        count += m_view->isColumnHidden(column) ? 0 : 1;
    return count;
}

} // namespace orderdesk
