#pragma once

#include "SampleOrders.h"
#include "ui/window/MainWindow.h"

#include <QStringList>

#include <functional>

namespace orderdesk::test {

/// Walks the real window through everything a person can open in it: each page in each of its states, the detail of
/// an order and of a dead letter with all tabs, the lamps' panel, every menu, every context menu, and whatever window
/// an action of the menus opens. At each stop it calls the visitor while that is on the screen; `modal` says that a
/// dialog holds the rest of the window back.
class WindowTour final
{
public:
    struct Stop
    {
        QString name;
        bool modal = false;
    };
    using Visitor = std::function<void(const Stop& stop)>;

    WindowTour(SampleBackend& backend, MainWindow& window, Visitor visitor);

    /// Greek orders and dead letters: data that is neither English nor Russian.
    void walk();
    QStringList stops() const { return m_stops; }

private:
    void fill();
    void walkPages();
    void walkFilter();
    void walkOrder();
    void walkDeadLetters();
    void walkSearch();
    void walkMenus();
    void walkContextMenus();
    void trigger(QAction& action);
    void visit(const QString& name);
    void visitOpened(const QString& name, bool* visited);
    template <typename Widget>
    Widget* find(const char* name) const;

    SampleBackend& m_backend;
    MainWindow& m_window;
    Visitor m_visitor;
    QStringList m_stops;
};

/// What is on the screen: "class objectName property" and the text, of every visible widget, its tool tips, accessible
/// names, place holders, headers, tabs, menu entries. Not the contents of text editors and of tables' cells other than
/// badges: those are data.
struct VisibleText
{
    QString where;
    QString text;
};
QList<VisibleText> visibleTexts();

/// Lets posted and timed events through for a moment.
void settle(int milliseconds = 30);

} // namespace orderdesk::test
