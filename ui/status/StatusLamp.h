#pragma once

#include "domain/ComponentState.h"

#include <QToolButton>

namespace orderdesk {

/// A lamp of the status bar: icon, name and state in words; cause, since and next try in the tool tip. Pressing it asks
/// for the panel. A change is announced to a screen reader.
class StatusLamp final : public QToolButton
{
    Q_OBJECT

public:
    explicit StatusLamp(QWidget* parent = nullptr);

    void setName(const QString& name);
    const QString& name() const { return m_name; }
    void setState(const ComponentState& state);
    const ComponentState& state() const { return m_state; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void updateWords();

    QString m_name;
    ComponentState m_state;
    bool m_known = false; ///< a state was set
};

} // namespace orderdesk
