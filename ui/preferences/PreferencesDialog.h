#pragma once

#include "settings/SettingsEditor.h"

#include <QDialog>
#include <QHash>

#include <memory>

class QAction;
class QLabel;

namespace Ui {
class PreferencesDialog;
}

namespace orderdesk {

class WindowState;

/// The settings of the program, each with where it comes from, and those of the window. What the environment or the
/// command line decides is shown and cannot be changed here. A value that is not allowed is said while typing. Nothing
/// is written before Save. Main thread only; never blocks.
class PreferencesDialog final : public QDialog
{
    Q_OBJECT

public:
    enum class Page { General, Kafka, Database, Http, Ingest, Window };

    /// `editor` may be null: then there is the window's page only. Both outlive this.
    PreferencesDialog(SettingsEditor* editor, WindowState& state, QWidget* parent = nullptr);
    ~PreferencesDialog() override;

    void showPage(Page page);

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    /// What its own page holds.
    struct WindowValues
    {
        int liveRows = 0;
        int theme = 0;
        bool utc = false;
        bool tray = false;

        bool operator==(const WindowValues&) const = default;
    };

    void followFont();
    void paintIcons();
    void setUpWindowPage();
    void showWindow();
    QAction* utcAction() const;
    WindowValues windowValues() const;
    void addMissingEditors(const QList<EditableSetting>& settings);
    void load();
    void showSetting(const EditableSetting& setting);
    void showHelp(const EditableSetting& setting);
    void showSource(const EditableSetting& setting, const Sentence& problem);
    void noteChange(const QString& name);
    SettingsEditor::Values values() const;
    void save();
    void saveWindow();
    void say(const QString& words, bool isProblem);
    void updateButtons();

    std::unique_ptr<Ui::PreferencesDialog> m_ui;
    SettingsEditor* m_editor;
    WindowState& m_state;
    QHash<QString, QWidget*> m_editors; ///< by the setting's name
    QHash<QString, QLabel*> m_notes;    ///< under them
    QHash<QString, QString> m_shown;    ///< what stands there unchanged
    QHash<QString, Sentence> m_problems;
    QHash<QString, EditableSetting> m_settings;
    WindowValues m_window; ///< as it is kept
};

} // namespace orderdesk
