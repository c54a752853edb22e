#pragma once

#include <QObject>

class QAction;
class QWidget;

namespace orderdesk {

/// Lets an action's keys win over the field of its window that has the focus: on X11 Ctrl+E would go to the end of the
/// line. What people copy, paste and edit with is no such key. Main thread only.
class KeyPriority final : public QObject
{
    Q_OBJECT

public:
    KeyPriority(QWidget* window, QAction* action);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* m_window;
    QAction* m_action;
};

} // namespace orderdesk
