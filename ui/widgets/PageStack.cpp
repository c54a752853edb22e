#include "ui/widgets/PageStack.h"

#include <QWidgetItem>

namespace orderdesk {

PageStack::PageStack(QWidget* parent)
    : QStackedWidget(parent)
{
    connect(this, &QStackedWidget::currentChanged, this, [this] { updateGeometry(); });
}

QSize PageStack::minimumSizeHint() const
{
    return currentWidget() ? QWidgetItem(currentWidget()).minimumSize() : QStackedWidget::minimumSizeHint();
}

} // namespace orderdesk
