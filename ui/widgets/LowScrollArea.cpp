#include "ui/widgets/LowScrollArea.h"

#include <QEvent>
#include <QScrollBar>

#include <algorithm>

namespace orderdesk {

LowScrollArea::LowScrollArea(QWidget* parent)
    : QScrollArea(parent)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus); // what is in it has
}

void LowScrollArea::setContents(QWidget* contents)
{
    // Between the two stands one without a layout: an area gives a widget that wraps all the height it would like.
    auto* sheet = new QWidget;
    contents->setParent(sheet);
    m_contents = contents;
    setWidget(sheet);
    fit();
}

QSize LowScrollArea::sizeHint() const
{
    return m_contents ? m_contents->sizeHint() : QScrollArea::sizeHint();
}

QSize LowScrollArea::minimumSizeHint() const
{
    constexpr int lines = 8; // of which one sees what it is
    if (!m_contents)
        return QScrollArea::minimumSizeHint();
    const QSize least = m_contents->minimumSizeHint();
    return {least.width() + verticalScrollBar()->sizeHint().width(),
            std::min(least.height(), lines * fontMetrics().height())};
}

void LowScrollArea::fit()
{
    widget()->setMinimumSize(m_contents->minimumSizeHint());
    updateGeometry();
}

bool LowScrollArea::eventFilter(QObject* watched, QEvent* event)
{
    if (m_contents && watched == widget()) {
        if (event->type() == QEvent::Resize)
            m_contents->setGeometry(widget()->rect());
        else if (event->type() == QEvent::LayoutRequest)
            fit();
    }
    return QScrollArea::eventFilter(watched, event);
}

void LowScrollArea::showEvent(QShowEvent* event)
{
    QScrollArea::showEvent(event);
    if (m_contents)
        fit();
}

} // namespace orderdesk
