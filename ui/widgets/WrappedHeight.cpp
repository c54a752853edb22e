#include "ui/widgets/WrappedHeight.h"

#include <QDialog>
#include <QEvent>
#include <QLayout>
#include <QScreen>

#include <algorithm>

namespace orderdesk {

WrappedHeight::WrappedHeight(QDialog* dialog)
    : QObject(dialog)
    , m_dialog(dialog)
{
    dialog->installEventFilter(this);
}

bool WrappedHeight::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize || event->type() == QEvent::Show)
        QMetaObject::invokeMethod(this, &WrappedHeight::fit, Qt::QueuedConnection); // the layout has done its part
    return QObject::eventFilter(watched, event);
}

void WrappedHeight::fit()
{
    const QLayout* layout = m_dialog->layout();
    if (layout == nullptr || !layout->hasHeightForWidth())
        return;
    const int needed = std::min(layout->totalMinimumHeightForWidth(m_dialog->width()),
                                m_dialog->screen()->availableGeometry().height());
    if (m_dialog->minimumHeight() != needed)
        m_dialog->setMinimumHeight(needed);
}

} // namespace orderdesk
