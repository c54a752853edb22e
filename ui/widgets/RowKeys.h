#pragma once

#include <QObject>

class QKeyEvent;
class QTableView;

namespace orderdesk {

/// The keys of a table of whole rows: Home and End choose its first and last row, with Ctrl too, with Shift all up to
/// there; the first arrow after Tab chooses the first row in sight, not the one after it. Lives with the view.
class RowKeys final : public QObject
{
    Q_OBJECT

public:
    explicit RowKeys(QTableView* view);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool take(const QKeyEvent& key);
    void choose(int row, bool extend);

    QTableView* m_view;
    bool m_isFresh = false; ///< it got the focus while no row was current: Qt makes one current that nobody chose
};

} // namespace orderdesk
