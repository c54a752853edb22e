#pragma once

#include <QList>
#include <QObject>
#include <QString>
#include <QTimer>

class QMenu;
class QTableView;

namespace orderdesk {

class WindowState;

/// The columns of one table: chooser (menu and header context menu), order, sort and width by hand, remembered, Reset.
/// One column always stays visible. Lives with the view, which finds it as its child; saves when asked.
class TableColumns final : public QObject
{
    Q_OBJECT

public:
    struct Column
    {
        int characters = 12; ///< default width, in digits of the monospaced font
        bool shown = true;
        bool takesRest = false; ///< takes the room that is left; when none does, the column that stands last
    };

    /// `columns` in the order of the model. Restores what was remembered under `key`.
    TableColumns(QTableView* view, const QString& key, const QList<Column>& columns, WindowState& state);

    void fillMenu(QMenu* menu); ///< one checkable action a column, then Reset
    void reset();
    void save() const;
    /// For a short table beside other things: widths follow the contents, each at most the column's own and never less
    /// than its title, until a width is set by hand; Reset follows them again.
    void fitToContents();
    void setShown(int column, bool shown); ///< refuses to hide the last one

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fit();
    void followFont();
    void showTitles();
    void giveRest();
    void showHeaderMenu(const QPoint& position);
    void noteResized(int column);
    int widthOf(int column) const;
    int shownCount() const;

    QTableView* m_view;
    QString m_key;
    QList<Column> m_columns;
    WindowState& m_state;
    int m_sortColumn;
    Qt::SortOrder m_sortOrder;
    bool m_fits = false;
    bool m_widthsByHand = false;
    bool m_isOwnChange = false; ///< widths change, but by no hand
    int m_stretched = -1;       ///< the last column, which takes what room is left
    QTimer m_settled;           ///< when one was moved: the one that was last gets its width back before this comes
};

} // namespace orderdesk
