#include "ui/widgets/BadgePainter.h"

#include "ui/widgets/Theme.h"

namespace {

int iconSide(const QFontMetrics& metrics)
{
    return metrics.ascent();
}

int padding(const QFontMetrics& metrics)
{
    return metrics.height() / 2;
}

} // namespace

namespace orderdesk::badge {

QSize size(const BadgeContent& content, const QFont& font)
{
    const QFontMetrics metrics(font);
    const int icon = content.icon.isEmpty() ? 0 : iconSide(metrics) + padding(metrics) / 2;
    return {metrics.horizontalAdvance(content.text) + icon + 2 * padding(metrics), metrics.height() + 6};
}

void paint(QPainter& painter, const QRect& area, const BadgeContent& content, const QFont& font)
{
    const QFontMetrics metrics(font);
    const QSize wanted = size(content, font).boundedTo(area.size());
    const QRect ground(area.left(), area.center().y() - wanted.height() / 2 + 1, wanted.width(), wanted.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme::toneGround(content.tone));
    painter.drawRoundedRect(ground, ground.height() / 2.0, ground.height() / 2.0);

    const QColor ink = theme::toneText(content.tone);
    QRect inner = ground.adjusted(padding(metrics), 0, -padding(metrics) / 2, 0);
    if (!content.icon.isEmpty()) {
        const int side = iconSide(metrics);
        const QPixmap drawn = theme::pixmap(content.icon, ink, side, painter.device()->devicePixelRatioF());
        if (!drawn.isNull())
            painter.drawPixmap(QRect(inner.left(), inner.center().y() - side / 2 + 1, side, side), drawn);
        inner.setLeft(inner.left() + side + padding(metrics) / 2);
    }
    painter.setPen(ink);
    painter.setFont(font);
    painter.drawText(inner, Qt::AlignVCenter | Qt::AlignLeft,
                     metrics.elidedText(content.text, Qt::ElideRight, inner.width() + 2));
    painter.restore();
}

} // namespace orderdesk::badge
