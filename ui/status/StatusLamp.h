#pragma once

#include "domain/ComponentState.h"

#include <QToolButton>

namespace orderdesk {

/// A lamp of the status bar: icon, name and state in words, or less of it where room is short; cause, since and next
/// try in the tool tip. Pressing it asks for the panel. A change is announced to a screen reader.
class StatusLamp final : public QToolButton
{
    Q_OBJECT

public:
    enum class Form { Icon, Name, Whole };

    explicit StatusLamp(QWidget* parent = nullptr);

    void setName(const QString& name);
    const QString& name() const { return m_name; }
    void setState(const ComponentState& state);
    const ComponentState& state() const { return m_state; }
    const QString& words() const { return m_words; } ///< name and state, whatever the form
    void setForm(Form form);
    QSize sizeIn(Form form) const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void updateWords();
    QString textIn(Form form) const;

    Form m_form = Form::Whole;
    QString m_name;
    QString m_words;
    ComponentState m_state;
    bool m_known = false; ///< a state was set
};

} // namespace orderdesk
