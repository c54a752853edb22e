#include "ui/table/BadgeDelegate.h"

#include "ui/table/TableRoles.h"
#include "ui/theme/BadgePainter.h"

#include <QApplication>
#include <QStyle>

namespace orderdesk {

void BadgeDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QVariant content = index.data(BadgeRole);
    if (!content.canConvert<BadgeContent>()) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem ground = option;
    initStyleOption(&ground, index);
    ground.text.clear();
    const QStyle* style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &ground, painter, option.widget);
    badge::paint(*painter, option.rect.adjusted(6, 0, -4, 0), content.value<BadgeContent>(), option.font);
}

QSize BadgeDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QVariant content = index.data(BadgeRole);
    if (!content.canConvert<BadgeContent>())
        return QStyledItemDelegate::sizeHint(option, index);
    return badge::size(content.value<BadgeContent>(), option.font) + QSize(12, 6);
}

} // namespace orderdesk
