#pragma once

#include <QList>
#include <QObject>
#include <QString>

class QMenu;
class QTableView;

namespace orderdesk {

class WindowState;

/// The columns of one table: chooser (menu and header context menu), order and width by hand, remembered, Reset. One
/// column always stays visible. Lives with the view; saves when asked.
class TableColumns final : public QObject
{
    Q_OBJECT

public:
    struct Column
    {
        int characters = 12; ///< default width, in digits of the monospaced font
        bool shown = true;
    };

    /// `columns` in the order of the model. Restores what was remembered under `key`.
    TableColumns(QTableView* view, const QString& key, const QList<Column>& columns, WindowState& state);

    void fillMenu(QMenu* menu); ///< one checkable action a column, then Reset
    void reset();
    void save() const;
    void setShown(int column, bool shown); ///< refuses to hide the last one

private:
    void showHeaderMenu(const QPoint& position);
    int shownCount() const;

    QTableView* m_view;
    QString m_key;
    QList<Column> m_columns;
    WindowState& m_state;
    int m_sortColumn;
    Qt::SortOrder m_sortOrder;
};

} // namespace orderdesk
