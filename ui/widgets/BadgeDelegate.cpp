#include "ui/widgets/BadgeDelegate.h"

#include "ui/widgets/BadgePainter.h"
#include "ui/widgets/TableRoles.h"

#include <QApplication>
#include <QPainter>
#include <QStyle>

namespace orderdesk {

void BadgeDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QVariant content = index.data(BadgeRole);
    if (!content.canConvert<BadgeContent>()) {
        paintText(painter, option, index);
        return;
    }
    QStyleOptionViewItem ground = option;
    initStyleOption(&ground, index);
    ground.text.clear();
    const QStyle* style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &ground, painter, option.widget);
    badge::paint(*painter, option.rect.adjusted(6, 0, -4, 0), content.value<BadgeContent>(), option.font);
}

// A table that runs paints all its cells ten times a second, and that is most of what it costs: Qt lays a cell's text
// out four times, this twice. A cell that has more than a text, or the focus, is Qt's.
void BadgeDelegate::paintText(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    constexpr int margin = 11; // what the style sheet's padding and the style's own come to
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const auto special = QStyleOptionViewItem::HasDecoration | QStyleOptionViewItem::HasCheckIndicator;
    if ((cell.features & special) || (cell.state & QStyle::State_HasFocus) ||
        cell.text.contains(QChar::LineSeparator)) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    const QStyle* style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &cell, painter, cell.widget);
    const QRect room = cell.rect.adjusted(margin, 0, -margin, 0);
    const QFontMetrics metrics(cell.font);
    int width = metrics.horizontalAdvance(cell.text);
    if (width > room.width()) {
        cell.text = metrics.elidedText(cell.text, cell.textElideMode, room.width());
        width = metrics.horizontalAdvance(cell.text);
    }
    const bool atRight = (QStyle::visualAlignment(cell.direction, cell.displayAlignment) & Qt::AlignRight) != 0;
    const int x = atRight ? room.right() + 1 - width : room.left();
    const int y = room.top() + (room.height() - metrics.height()) / 2 + metrics.ascent();
    painter->setFont(cell.font);
    painter->setPen(
        cell.palette.color(cell.state & QStyle::State_Enabled ? QPalette::Active : QPalette::Disabled, QPalette::Text));
    painter->drawText(QPoint(x, y), cell.text);
}

QSize BadgeDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QVariant content = index.data(BadgeRole);
    if (!content.canConvert<BadgeContent>())
        return QStyledItemDelegate::sizeHint(option, index);
    return badge::size(content.value<BadgeContent>(), option.font) + QSize(12, 6);
}

} // namespace orderdesk
