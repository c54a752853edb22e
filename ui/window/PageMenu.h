#pragma once

#include <QList>
#include <QObject>

class QAction;
class QMenu;
class QTabWidget;

namespace orderdesk {

/// A submenu that brings a page to the front: Ctrl+1 and so on, in the order of the tabs, and the one before or after.
/// A page is called as its window title says. Lives with the tabs; main thread only.
class PageMenu final : public QObject
{
    Q_OBJECT

public:
    /// Of the pages that are seen now. The submenu comes first in `menu`.
    PageMenu(QTabWidget* tabs, QMenu* menu);

    void retranslate();

private:
    void step(int by);

    QTabWidget* m_tabs;
    QMenu* m_menu;
    QList<QAction*> m_pages;
    QAction* m_next;
    QAction* m_previous;
};

} // namespace orderdesk
