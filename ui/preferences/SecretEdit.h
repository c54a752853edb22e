#pragma once

#include "ui/preferences/SettingsEditor.h"

#include <QWidget>

#include <memory>

namespace Ui {
class SecretEdit;
}

namespace orderdesk {

/// A setting that is a secret: says whether it is set, never shows it; takes a new value, or a file to read it from.
/// What is harmless of it (the database's address without its password) can be seen and changed. Main thread only.
class SecretEdit final : public QWidget
{
    Q_OBJECT

public:
    explicit SecretEdit(QWidget* parent = nullptr);
    ~SecretEdit() override;

    void setSetting(const EditableSetting& setting);
    /// Adds what was changed; nothing when it stays as it is.
    void addTo(SettingsEditor::Values& values) const;

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    enum Mode { Keep, New, File, Clear };
    void updateMode();
    void updateWords();
    void browse();

    std::unique_ptr<Ui::SecretEdit> m_ui;
    EditableSetting m_setting;
};

} // namespace orderdesk
