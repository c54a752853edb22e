#pragma once

#include "settings/SettingsEditor.h"

#include <QWizard>

#include <memory>

class QLineEdit;

namespace Ui {
class SetupAssistant;
}

namespace orderdesk {

/// The first steps: Kafka, database, each tested as in Preferences, then the settings file is written. Can be left at
/// any time without a trace. Does not block anything. Main thread only.
class SetupAssistant final : public QWizard
{
    Q_OBJECT

public:
    explicit SetupAssistant(SettingsEditor* editor, QWidget* parent = nullptr);
    ~SetupAssistant() override;

protected:
    bool validateCurrentPage() override;
    void initializePage(int id) override;
    void changeEvent(QEvent* event) override;

private:
    void load();
    QLineEdit* lineOf(const QString& name) const;
    void showWords();
    SettingsEditor::Values values() const;
    void showSummary();
    void focusFirst();

    std::unique_ptr<Ui::SetupAssistant> m_ui;
    SettingsEditor* m_editor;
    QHash<QString, QString> m_shown;
    QHash<QString, EditableSetting> m_settings;
    std::optional<Error> m_problem; ///< why they cannot be read
};

} // namespace orderdesk
