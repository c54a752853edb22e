#pragma once

#include <QObject>

class QTabWidget;
class QWidget;

namespace orderdesk {

/// The tab of the search page among the others: there while the page has something to show. Remembers the page that a
/// look-up was made from. Main thread only.
class SearchTab final : public QObject
{
    Q_OBJECT

public:
    /// `page` is one of `tabs`, which owns this.
    SearchTab(QTabWidget* tabs, QWidget* page);

    void show();  ///< in front
    void leave(); ///< to the page that was in front before, if the tab is in front, and hides it
    void hide();

private:
    QTabWidget* m_tabs;
    QWidget* m_page;
    QWidget* m_before = nullptr;
};

} // namespace orderdesk
