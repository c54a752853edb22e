#include "ui/widgets/CompactButton.h"

#include <QScopedValueRollback>
#include <QStyle>
#include <QStyleOptionToolButton>

#include <algorithm>

namespace orderdesk {

CompactButton::CompactButton(QWidget* parent)
    : QToolButton(parent)
{
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize CompactButton::sizeHint() const
{
    const QScopedValueRollback measured(m_isMeasured, true);
    return QToolButton::sizeHint();
}

QSize CompactButton::minimumSizeHint() const
{
    const QSize whole = sizeHint();
    if (icon().isNull())
        return whole;
    QStyleOptionToolButton option;
    QToolButton::initStyleOption(&option);
    option.toolButtonStyle = Qt::ToolButtonIconOnly;
    const QSize alone = style()->sizeFromContents(QStyle::CT_ToolButton, &option, option.iconSize, this);
    return {std::min(alone.width(), whole.width()), whole.height()};
}

void CompactButton::initStyleOption(QStyleOptionToolButton* option) const
{
    QToolButton::initStyleOption(option);
    if (!m_isMeasured && !icon().isNull() && width() < sizeHint().width())
        option->toolButtonStyle = Qt::ToolButtonIconOnly;
}

} // namespace orderdesk
