#pragma once

#include "ui/backend/WindowBackend.h"
#include "ui/status/StatusLine.h"

#include <QObject>

class QAction;
class QDockWidget;
class QKeySequence;
class QMainWindow;
class QMenu;

namespace orderdesk {

class LogPage;
class StatePanel;
class WindowState;

/// The docks beside the pages, both closed at first: the state of everything and the log; and their entries in a menu.
/// Lives with the window. Main thread only.
class WindowDocks final : public QObject
{
    Q_OBJECT

public:
    /// All outlive this. The entries go in front of `before`.
    WindowDocks(const WindowBackend& backend, WindowState& state, QMainWindow* window, QMenu* menu, QAction* before);

    void showValues(const StatusLine::Values& values);
    void retranslate();

private:
    void widenState();
    QDockWidget* addDock(const char* name, QWidget* content, Qt::DockWidgetArea area, const QKeySequence& shortcut);

    QMainWindow* m_window;
    QMenu* m_menu;
    QAction* m_before;
    StatePanel* m_state;
    LogPage* m_log;
    QDockWidget* m_stateDock;
    QDockWidget* m_logDock;
    StatusLine::Values m_last;
};

} // namespace orderdesk
