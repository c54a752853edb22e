#include "ui/window/WindowShell.h"

#include "settings/SettingsEditor.h"
#include "ui/backend/WindowSettings.h"
#include "ui/backend/WindowState.h"
#include "ui/preferences/FirstRun.h"
#include "ui/preferences/PreferencesDialog.h"
#include "ui/preferences/SetupAssistant.h"
#include "ui/widgets/Theme.h"
#include "ui/widgets/ThemeChoice.h"
#include "ui/window/ShortcutsDialog.h"
#include "ui_MainWindow.h"

#include <QActionGroup>
#include <QApplication>
#include <QTableView>
#include <QTimer>

namespace orderdesk {

namespace {

const QString stateKey = QStringLiteral("main");

} // namespace

WindowShell::WindowShell(QMainWindow* window, ::Ui::MainWindow& ui, WindowState& state, SettingsEditor* settings)
    : QObject(window)
    , m_window(window)
    , m_ui(ui)
    , m_state(state)
    , m_settings(settings)
{
    setUpTheme();
    setUpFind();
    setUpSettings();
    m_ui.viewMenu->insertAction(m_ui.themeMenu->menuAction(), m_ui.mainToolBar->toggleViewAction());
    connect(m_ui.shortcutsAction, &QAction::triggered, this, [this] { showShortcuts(m_window); });
    paintIcons();
}

void WindowShell::setUpTheme()
{
    auto* group = new QActionGroup(this);
    for (QAction* action : {m_ui.systemThemeAction, m_ui.lightThemeAction, m_ui.darkThemeAction})
        group->addAction(action);
    connect(m_ui.systemThemeAction, &QAction::triggered, this,
            [this] { m_state.setText(windowsettings::theme, theme::choiceName(theme::Choice::System)); });
    connect(m_ui.lightThemeAction, &QAction::triggered, this,
            [this] { m_state.setText(windowsettings::theme, theme::choiceName(theme::Choice::Light)); });
    connect(m_ui.darkThemeAction, &QAction::triggered, this,
            [this] { m_state.setText(windowsettings::theme, theme::choiceName(theme::Choice::Dark)); });
    connect(&m_state, &WindowState::changed, this, [this](const QString& key) {
        if (key == windowsettings::theme)
            applyTheme();
    });
    applyTheme();
}

void WindowShell::applyTheme()
{
    const theme::Choice choice = theme::choiceFromName(m_state.text(windowsettings::theme));
    m_ui.systemThemeAction->setChecked(choice == theme::Choice::System);
    m_ui.lightThemeAction->setChecked(choice == theme::Choice::Light);
    m_ui.darkThemeAction->setChecked(choice == theme::Choice::Dark);
    theme::apply(choice);
}

void WindowShell::setUpFind()
{
    m_ui.findBar->setTable([this] { return tableInSight(); });
    connect(m_ui.findInRowsAction, &QAction::triggered, m_ui.findBar, &FindBar::open);
    connect(m_ui.findNextAction, &QAction::triggered, m_ui.findBar, &FindBar::findNext);
    connect(m_ui.findPreviousAction, &QAction::triggered, m_ui.findBar, &FindBar::findPrevious);
}

void WindowShell::setUpSettings()
{
    m_ui.preferencesAction->setMenuRole(QAction::PreferencesRole);
    connect(m_ui.preferencesAction, &QAction::triggered, this, &WindowShell::showPreferences);
    m_ui.setupAction->setVisible(m_settings);
    connect(m_ui.setupAction, &QAction::triggered, this, &WindowShell::showSetup);
    auto* firstRun = new FirstRun(m_settings, m_state, this);
    connect(firstRun, &FirstRun::setupWanted, this, &WindowShell::showSetup);
    connect(firstRun, &FirstRun::settled, this, &WindowShell::settle);
    connect(firstRun, &FirstRun::unanswered, this, [this] { noteClosed(false); });
    QTimer::singleShot(0, firstRun, &FirstRun::check);
}

void WindowShell::showPreferences()
{
    if (!m_preferences) {
        m_preferences = new PreferencesDialog(m_settings, m_state, m_window);
        m_preferences->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_preferences, &QDialog::finished, this,
                [this] { noteClosed(m_settings && !m_settings->isFirstRun()); });
    }
    m_preferences->show();
    m_preferences->raise();
    m_preferences->activateWindow();
}

void WindowShell::showSetup()
{
    if (!m_setup) {
        m_setup = new SetupAssistant(m_settings, m_window);
        connect(m_setup, &QDialog::finished, this, [this](int result) { noteClosed(result == QDialog::Accepted); });
    }
    Q_EMIT setupMissing(false);
    m_setup->show();
    m_setup->raise();
    m_setup->activateWindow();
}

// Who cancels has not said where orders come from: what is there by default may be anybody's.
void WindowShell::noteClosed(bool isAnswer)
{
    if (isAnswer)
        settle();
    Q_EMIT setupMissing(m_settings && m_settings->isWaiting() && m_settings->waitingForRestart().isEmpty());
}

// What was just saved holds after a restart: until then nothing begins with what it replaces.
void WindowShell::settle()
{
    if (m_settings && m_settings->waitingForRestart().isEmpty())
        m_settings->confirm();
}

QTableView* WindowShell::tableInSight() const
{
    if (auto* focused = qobject_cast<QTableView*>(QApplication::focusWidget());
        focused && m_window->isAncestorOf(focused))
        return focused;
    const QWidget* page = m_ui.pagesTabWidget->currentWidget();
    for (QTableView* table : page ? page->findChildren<QTableView*>() : QList<QTableView*>()) {
        if (table->isVisible())
            return table;
    }
    return nullptr;
}

void WindowShell::restore()
{
    m_state.restoreArrangement(stateKey, *m_window);
}

void WindowShell::save()
{
    m_state.saveArrangement(stateKey, *m_window);
}

bool WindowShell::closeOnEscape()
{
    return m_ui.findBar->closeBar();
}

void WindowShell::focusPage()
{
    const QWidget* page = m_ui.pagesTabWidget->currentWidget();
    QTableView* table = tableInSight();
    if (page && table && !page->isAncestorOf(QApplication::focusWidget()))
        table->setFocus(Qt::OtherFocusReason);
}

void WindowShell::paintIcons()
{
    const QColor ink = theme::mutedText();
    const std::pair<QAction*, const char*> icons[] = {
        {m_ui.findInRowsAction, "search"},    {m_ui.liveAction, "live"},
        {m_ui.pauseViewAction, "pause"},      {m_ui.pauseIngestAction, "kafka"},
        {m_ui.preferencesAction, "settings"},
    };
    for (const auto& [action, name] : icons)
        action->setIcon(theme::icon(QLatin1String(name), ink));
}

} // namespace orderdesk
