#include "ui/widgets/BadgeLabel.h"

#include "ui/widgets/BadgePainter.h"

namespace orderdesk {

BadgeLabel::BadgeLabel(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void BadgeLabel::setContent(const BadgeContent& content)
{
    m_content = content;
    setAccessibleName(content.text);
    setVisible(!content.text.isEmpty());
    updateGeometry();
    update();
}

QSize BadgeLabel::sizeHint() const
{
    return badge::size(m_content, font());
}

void BadgeLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    badge::paint(painter, rect(), m_content, font());
}

} // namespace orderdesk
