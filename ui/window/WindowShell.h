#pragma once

#include <QObject>
#include <QPointer>

class QDialog;
class QMainWindow;
class QTableView;

namespace Ui {
class MainWindow;
}

namespace orderdesk {

class SettingsEditor;
class WindowState;

/// What every good window has, whatever it shows: toolbar, find bar, theme, shortcuts, preferences, setup, and that
/// toolbars and docks come back as they were left. Lives with the window. Main thread only.
class WindowShell final : public QObject
{
    Q_OBJECT

public:
    /// All outlive this. `settings` null: only the window itself has preferences.
    WindowShell(QMainWindow* window, ::Ui::MainWindow& ui, WindowState& state, SettingsEditor* settings);

    void restore(); ///< once all toolbars and docks are there
    void save();
    /// After a change of the palette.
    void paintIcons();
    /// False when there was nothing of the shell to close: then Esc means something else.
    bool closeOnEscape();
    /// The table of the page in front gets the focus, unless something of that page has it.
    void focusPage();

    void showSetup();

Q_SIGNALS:
    /// True: ingest waits for somebody to say where orders come from, and nobody is being asked.
    void setupMissing(bool isMissing);

private:
    void setUpTheme();
    void setUpFind();
    void setUpSettings();
    void showPreferences();
    void settle();
    void noteClosed(bool isAnswer);
    void applyTheme();
    QTableView* tableInSight() const;

    QMainWindow* m_window;
    ::Ui::MainWindow& m_ui;
    WindowState& m_state;
    SettingsEditor* m_settings;
    QPointer<QDialog> m_preferences;
    QPointer<QDialog> m_setup;
};

} // namespace orderdesk
