#pragma once

#include "settings/SettingsEditor.h"

#include <QWidget>

#include <memory>

namespace Ui {
class SecretEdit;
}

namespace orderdesk {

/// A setting that is a secret: says whether it is set, never shows it; takes a new value, or a file to read it from.
/// What is harmless of it (the database's address without its password) can be seen and changed. Who types while the
/// list of choices has the focus types the new value. Main thread only.
class SecretEdit final : public QWidget
{
    Q_OBJECT

public:
    explicit SecretEdit(QWidget* parent = nullptr);
    ~SecretEdit() override;

    void setSetting(const EditableSetting& setting);
    /// A plain line instead of the choices, unless the value is read from a file. Emptied: as by default.
    void setPlain();
    /// Adds what was changed; nothing when it stays as it is.
    void addTo(SettingsEditor::Values& values) const;

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum Mode { Keep, New, File, Clear };
    bool isPlain() const;
    void updateMode();
    void focusField();
    void updateWords();
    void browse();

    std::unique_ptr<Ui::SecretEdit> m_ui;
    EditableSetting m_setting;
    bool m_plain = false;
};

} // namespace orderdesk
