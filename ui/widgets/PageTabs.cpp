#include "ui/widgets/PageTabs.h"

#include <QWidgetItem>

namespace orderdesk {

PageTabs::PageTabs(QWidget* parent)
    : QTabWidget(parent)
{
    connect(this, &QTabWidget::currentChanged, this, [this] { updateGeometry(); });
}

QSize PageTabs::minimumSizeHint() const
{
    const QSize least = QTabWidget::minimumSizeHint();
    if (!currentWidget())
        return least;
    const QWidget* pages = currentWidget()->parentWidget();
    return least - pages->minimumSizeHint() + QWidgetItem(currentWidget()).minimumSize();
}

} // namespace orderdesk
