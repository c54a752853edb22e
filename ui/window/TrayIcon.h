#pragma once

#include "ui/window/TroubleWatch.h"

#include <QObject>
#include <QPointer>

#include <memory>

class QAction;
class QMenu;
class QSystemTrayIcon;

namespace orderdesk {

class WindowState;

/// The icon in the desktop's tray, if a person wants one (preference "tray/enabled") and there is a tray: the worst
/// state as glyph, a menu to show or hide the window, pause ingest and quit; notifications of trouble. Lives with the
/// window. Main thread only.
class TrayIcon final : public QObject
{
    Q_OBJECT

public:
    /// `pause`: null in a viewer. All outlive this.
    TrayIcon(WindowState& state, QWidget* window, QAction* pause, QAction* quit);
    ~TrayIcon() override;

    void showValues(const StatusLine::Values& values);
    /// What a notification of these says; one for all.
    static QString wordsOf(const QList<TroubleWatch::Notice>& notices);

private:
    void follow();
    void toggleWindow();
    void paint(ComponentState::Level worst);

    WindowState& m_state;
    QWidget* m_window;
    QAction* m_pause;
    QAction* m_quit;
    TroubleWatch m_watch;
    std::unique_ptr<QMenu> m_menu;
    std::unique_ptr<QSystemTrayIcon> m_icon; ///< null: not wanted, or no tray
    QAction* m_toggle = nullptr;             ///< of the menu
    std::optional<ComponentState::Level> m_painted;
};

} // namespace orderdesk
