#include "ui/widgets/CompletionLook.h"

#include "ui/widgets/StyleFollower.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QStyledItemDelegate>

namespace orderdesk::theme {

void dressCompletion(const QCompleter& completer)
{
    QAbstractItemView* list = completer.popup();
    list->setProperty("completion", true);
    list->setItemDelegate(new QStyledItemDelegate(list)); // the completer's own knows no style sheet
    list->setMouseTracking(true);
    new StyleFollower(list);
}

} // namespace orderdesk::theme
