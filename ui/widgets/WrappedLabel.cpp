#include "ui/widgets/WrappedLabel.h"

#include <algorithm>

namespace orderdesk {

WrappedLabel::WrappedLabel(QWidget* parent)
    : QLabel(parent)
{
    setWordWrap(true);
}

QSize WrappedLabel::minimumSizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    int longest = 0;
    const QStringList words = text().split(QLatin1Char(' '));
    for (const QString& word : words)
        longest = std::max(longest, metrics.horizontalAdvance(word));
    // A path or an address may be longer than any room: it is broken.
    longest = std::min(longest, metrics.averageCharWidth() * 24);
    return QLabel::minimumSizeHint().expandedTo({longest, 0});
}

void WrappedLabel::resizeEvent(QResizeEvent* event)
{
    QLabel::resizeEvent(event);
    setMinimumHeight(0); // else it would be the least that is asked for below
    setMinimumHeight(std::max(0, heightForWidth(width())));
}

} // namespace orderdesk
