#pragma once

#include <QList>
#include <QString>

class QMainWindow;

namespace orderdesk {

struct Shortcut
{
    QString words; ///< as the action says it, without mnemonics
    QString keys;  ///< in the system's own form

    friend bool operator==(const Shortcut&, const Shortcut&) = default;
};

struct ShortcutGroup
{
    QString title; ///< of the menu; of the rest "Elsewhere"
    QList<Shortcut> shortcuts;
};

/// All shortcuts of a window, read from its actions as they are now: the menus in their order, then what belongs to
/// single parts of the window, each once. Hidden and separator actions are left out. Main thread only.
QList<ShortcutGroup> shortcutsOf(const QMainWindow& window);

} // namespace orderdesk
