#include "ui/theme/CompletionLook.h"

#include "ui/theme/Theme.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QEvent>
#include <QStyledItemDelegate>

namespace orderdesk {

CompletionLook::CompletionLook(const QCompleter& completer)
    : QObject(completer.popup())
    , m_list(completer.popup())
{
    m_list->setProperty("completion", true);
    m_list->setItemDelegate(new QStyledItemDelegate(m_list)); // the completer's own knows no style sheet
    m_list->setMouseTracking(true);
    m_list->installEventFilter(this);
    apply();
}

bool CompletionLook::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ApplicationPaletteChange || event->type() == QEvent::ApplicationFontChange ||
        event->type() == QEvent::PaletteChange)
        apply();
    return QObject::eventFilter(watched, event);
}

void CompletionLook::apply()
{
    const QString sheet = theme::styleSheet();
    if (sheet != m_list->styleSheet())
        m_list->setStyleSheet(sheet);
}

} // namespace orderdesk
