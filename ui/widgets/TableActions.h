#pragma once

#include <QObject>

class QMenu;
class QTableView;

namespace orderdesk {

class OrderActions;

/// Gives a table its manners: Ctrl+C and a context menu (copy cell, copy rows with headers, what OrderActions offers).
/// Copies what the table shows, so masked stays masked. Lives with the view.
class TableActions final : public QObject
{
    Q_OBJECT

public:
    TableActions(QTableView* view, OrderActions& orders);

    QString rowsText(bool withHeaders) const; ///< selected rows, visible columns, tab-separated

Q_SIGNALS:
    /// Before a context menu opens: others add what only they can do.
    void menuAboutToOpen(QMenu* menu);

private:
    void copyRows(bool withHeaders);
    void showMenu(const QPoint& position);
    QMenu* makeMenu();

    QTableView* m_view;
    OrderActions& m_orders;
};

} // namespace orderdesk
