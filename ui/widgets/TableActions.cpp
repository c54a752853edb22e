#include "ui/widgets/TableActions.h"

#include "ui/widgets/OrderActions.h"
#include "ui/widgets/TableRoles.h"

#include <QAction>
#include <QHeaderView>
#include <QMenu>
#include <QTableView>

#include <algorithm>

namespace orderdesk {

namespace {

// A cell's own tabs and line ends would break the rows apart.
QString cellText(QString text)
{
    for (QChar& character : text) {
        if (character == QLatin1Char('\t') || character == QLatin1Char('\n') || character == QLatin1Char('\r'))
            character = QLatin1Char(' ');
    }
    return text;
}

} // namespace

TableActions::TableActions(QTableView* view, OrderActions& orders)
    : QObject(view)
    , m_view(view)
    , m_orders(orders)
{
    auto* copyAction = new QAction(tr("Copy rows"), view);
    copyAction->setObjectName(QStringLiteral("copyRowsAction"));
    copyAction->setShortcut(QKeySequence::Copy);
    copyAction->setShortcutContext(Qt::WidgetShortcut);
    connect(copyAction, &QAction::triggered, this, [this] { copyRows(false); });
    view->addAction(copyAction);
    view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(view, &QWidget::customContextMenuRequested, this, &TableActions::showMenu);
}

void TableActions::copyRows(bool withHeaders)
{
    m_orders.copyRows(rowsText(withHeaders), static_cast<int>(m_view->selectionModel()->selectedRows().size()));
}

QString TableActions::rowsText(bool withHeaders) const
{
    const QHeaderView* header = m_view->horizontalHeader();
    QList<int> columns;
    for (int visual = 0; visual < header->count(); ++visual) {
        if (!header->isSectionHidden(header->logicalIndex(visual)))
            columns += header->logicalIndex(visual);
    }
    QStringList lines;
    if (withHeaders) {
        QStringList names;
        for (const int column : columns)
            names += m_view->model()->headerData(column, Qt::Horizontal).toString();
        lines += names.join(QLatin1Char('\t'));
    }
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex& row : rows) {
        QStringList cells;
        for (const int column : columns)
            cells += cellText(row.siblingAtColumn(column).data().toString());
        lines += cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n'));
}

QMenu* TableActions::makeMenu()
{
    auto* menu = new QMenu(m_view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QModelIndex current = m_view->currentIndex();
    if (current.isValid()) {
        connect(menu->addAction(tr("&Copy cell")), &QAction::triggered, this,
                [this, text = current.data().toString()] { m_orders.copy(text, tr("Cell")); });
        connect(menu->addAction(tr("Copy &rows with headers")), &QAction::triggered, this, [this] { copyRows(true); });
        menu->addSeparator();
        m_orders.fillMenu(menu, current.data(OrderUidRole).toString());
    }
    Q_EMIT menuAboutToOpen(menu);
    return menu;
}

void TableActions::showMenu(const QPoint& position)
{
    QMenu* menu = makeMenu();
    if (menu->isEmpty())
        menu->deleteLater();
    else
        menu->popup(m_view->viewport()->mapToGlobal(position));
}

} // namespace orderdesk
