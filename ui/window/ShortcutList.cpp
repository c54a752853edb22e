#include "ui/window/ShortcutList.h"

#include <QAction>
#include <QCoreApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QSet>

namespace orderdesk {

namespace {

QString withoutMnemonic(QString text)
{
    text.replace(QLatin1String("&&"), QChar(QChar::ObjectReplacementCharacter) + QString());
    text.remove(QLatin1Char('&'));
    text.replace(QChar(QChar::ObjectReplacementCharacter), QLatin1Char('&'));
    if (text.endsWith(QStringLiteral("…")))
        text.chop(1);
    return text;
}

/// A menu may show keys that work elsewhere ("Copy\tCtrl+C").
Shortcut shortcutOf(const QAction& action)
{
    Shortcut shortcut;
    shortcut.words = withoutMnemonic(action.text().section(QLatin1Char('\t'), 0, 0));
    QStringList keys;
    for (const QKeySequence& sequence : action.shortcuts())
        keys += sequence.toString(QKeySequence::NativeText);
    if (keys.isEmpty())
        keys += action.text().section(QLatin1Char('\t'), 1);
    shortcut.keys = keys.join(QStringLiteral(", "));
    return shortcut;
}

class Collector
{
public:
    void addMenu(const QMenu& menu, const QString& title)
    {
        ShortcutGroup group{title, {}};
        addActions(menu.actions(), group);
        if (!group.shortcuts.isEmpty())
            groups += group;
    }

    void addRest(const QMainWindow& window)
    {
        ShortcutGroup rest{QCoreApplication::translate("ShortcutsDialog", "Elsewhere in the window"), {}};
        for (const QWidget* widget : window.findChildren<QWidget*>()) {
            if (!qobject_cast<const QMenu*>(widget) && !qobject_cast<const QMenuBar*>(widget))
                addActions(widget->actions(), rest);
        }
        addActions(window.actions(), rest);
        if (!rest.shortcuts.isEmpty())
            groups += rest;
    }

    QList<ShortcutGroup> groups;

private:
    void addActions(const QList<QAction*>& actions, ShortcutGroup& group)
    {
        for (const QAction* action : actions) {
            if (!action->isVisible() || action->isSeparator() || m_seen.contains(action))
                continue;
            m_seen.insert(action);
            if (const QMenu* submenu = action->menu()) {
                addActions(submenu->actions(), group);
                continue;
            }
            const Shortcut shortcut = shortcutOf(*action);
            if (shortcut.keys.isEmpty() || shortcut.words.isEmpty() || m_keys.contains(shortcut.keys))
                continue;
            // A table has some of the menu's keys for itself: the same thing, said once.
            m_keys.insert(shortcut.keys);
            group.shortcuts += shortcut;
        }
    }

    QSet<const QAction*> m_seen;
    QSet<QString> m_keys;
};

} // namespace

QList<ShortcutGroup> shortcutsOf(const QMainWindow& window)
{
    Collector collector;
    if (const auto* bar = window.findChild<QMenuBar*>()) {
        for (const QAction* entry : bar->actions()) {
            if (entry->isVisible() && entry->menu())
                collector.addMenu(*entry->menu(), withoutMnemonic(entry->text()));
        }
    }
    collector.addRest(window);
    return collector.groups;
}

} // namespace orderdesk
