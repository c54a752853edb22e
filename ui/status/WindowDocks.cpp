#include "ui/status/WindowDocks.h"

#include "ui/status/LogPage.h"
#include "ui/status/StatePanel.h"

#include <QAction>
#include <QDockWidget>
#include <QMainWindow>
#include <QMenu>

namespace orderdesk {

WindowDocks::WindowDocks(const WindowBackend& backend, WindowState& state, QMainWindow* window, QMenu* menu,
                         QAction* before)
    : QObject(window)
    , m_window(window)
    , m_menu(menu)
    , m_before(before)
    , m_state(new StatePanel)
    , m_log(new LogPage(state))
    , m_stateDock(addDock("stateDock", m_state, Qt::RightDockWidgetArea, {Qt::CTRL | Qt::SHIFT | Qt::Key_S}))
    , m_logDock(addDock("logDock", m_log, Qt::BottomDockWidgetArea, {Qt::CTRL | Qt::SHIFT | Qt::Key_L}))
{
    m_menu->insertSeparator(m_before);
    connect(m_stateDock, &QDockWidget::visibilityChanged, this, [this](bool visible) {
        m_state->showValues(m_last);
        if (visible)
            QMetaObject::invokeMethod(this, &WindowDocks::widenState, Qt::QueuedConnection);
    });
    if (backend.watchLog)
        backend.watchLog(this, [this](const QList<LogLine>& lines) { m_log->append(lines); });
    retranslate();
}

QDockWidget* WindowDocks::addDock(const char* name, QWidget* content, Qt::DockWidgetArea area,
                                  const QKeySequence& shortcut)
{
    auto* dock = new QDockWidget(m_window);
    dock->setObjectName(QLatin1String(name));
    dock->setWidget(content);
    m_window->addDockWidget(area, dock);
    dock->setVisible(false);
    dock->toggleViewAction()->setObjectName(QLatin1String(name) + QStringLiteral("Action"));
    dock->toggleViewAction()->setShortcut(shortcut);
    m_menu->insertAction(m_before, dock->toggleViewAction());
    return dock;
}

/// The window opens a dock with the least width it needs; this one reads better with more.
void WindowDocks::widenState()
{
    if (!m_stateDock->isFloating() && m_stateDock->width() <= m_stateDock->minimumSizeHint().width())
        m_window->resizeDocks({m_stateDock}, {m_state->sizeHint().width()}, Qt::Horizontal);
}

void WindowDocks::showValues(const StatusLine::Values& values)
{
    m_last = values;
    if (m_stateDock->isVisible())
        m_state->showValues(values);
}

void WindowDocks::retranslate()
{
    m_stateDock->setWindowTitle(tr("State"));
    m_logDock->setWindowTitle(tr("Log"));
    m_state->retranslate();
}

} // namespace orderdesk
