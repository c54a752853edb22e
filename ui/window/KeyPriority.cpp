#include "ui/window/KeyPriority.h"

#include <QAction>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QWidget>

namespace orderdesk {

KeyPriority::KeyPriority(QWidget* window, QAction* action)
    : QObject(window)
    , m_window(window)
    , m_action(action)
{
    QCoreApplication::instance()->installEventFilter(this);
}

bool KeyPriority::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::ShortcutOverride || !watched->isWidgetType() ||
        static_cast<QWidget*>(watched)->window() != m_window) // NOLINT: the line before says so
        return false;
    // Not handed on, so that the field cannot claim it: then it is a shortcut.
    const auto* key = static_cast<QKeyEvent*>(event); // NOLINT: the type says so
    return m_action->isEnabled() && m_action->shortcuts().contains(QKeySequence(key->keyCombination()));
}

} // namespace orderdesk
