#pragma once

#include "ui/window/TableFinder.h"

#include <QFrame>

#include <functional>
#include <memory>

class QTableView;

namespace Ui {
class FindBar;
}

namespace orderdesk {

/// Finds text in the rows of the table a person is looking at: Ctrl+F opens it, F3 and Shift+F3 (or Enter and
/// Shift+Enter) go on, Esc closes it. Says which of how many, and when it began anew. Main thread only.
class FindBar final : public QFrame
{
    Q_OBJECT

public:
    /// The table to look in, asked at each search; null when none is there.
    using Table = std::function<QTableView*()>;

    explicit FindBar(QWidget* parent = nullptr);
    ~FindBar() override;

    void setTable(Table table) { m_table = std::move(table); }
    void open();
    /// False when it is not open.
    bool closeBar();
    void findNext();
    void findPrevious();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void find(TableFinder::Direction direction);
    void findTyped();
    void take(const std::optional<TableFinder::Found>& found);
    QTableView* prepare();
    void updateWords();
    void paintIcons();

    std::unique_ptr<Ui::FindBar> m_ui;
    Table m_table;
    TableFinder m_finder;
    QTimer m_typing;
    QPointer<QTableView> m_view; ///< that was searched last
    bool m_wrapped = false;
};

} // namespace orderdesk
