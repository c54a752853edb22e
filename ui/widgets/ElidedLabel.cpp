#include "ui/widgets/ElidedLabel.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include <algorithm>

namespace orderdesk {

QSize ElidedLabel::minimumSizeHint() const
{
    constexpr int fewest = 4; // characters, so that one sees that there is something
    const QSize hint = sizeHint();
    return {std::min(hint.width(), fontMetrics().averageCharWidth() * fewest), hint.height()};
}

/// The underlined letter of one that stands for a field.
int ElidedLabel::mnemonic() const
{
    return buddy() ? Qt::TextShowMnemonic : 0;
}

QRect ElidedLabel::room() const
{
    return contentsRect().adjusted(margin(), margin(), -margin(), -margin());
}

QString ElidedLabel::elidedText() const
{
    return fontMetrics().elidedText(text(), Qt::ElideRight, room().width(), mnemonic());
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    style()->drawItemText(&painter, room(), static_cast<int>(alignment()) | mnemonic(), palette(), isEnabled(),
                          elidedText(), foregroundRole());
}

bool ElidedLabel::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && elidedText() != text()) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text(), this);
        return true;
    }
    return QLabel::event(event);
}

} // namespace orderdesk
