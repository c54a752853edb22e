#include "ui/widgets/StyleFollower.h"

#include "ui/widgets/Theme.h"

#include <QEvent>
#include <QWidget>

namespace orderdesk {

StyleFollower::StyleFollower(QWidget* window)
    : QObject(window)
    , m_window(window)
{
    window->installEventFilter(this);
    apply();
}

void StyleFollower::apply()
{
    const QString sheet = theme::styleSheet();
    if (sheet != m_window->styleSheet())
        m_window->setStyleSheet(sheet);
}

void StyleFollower::applyAnew()
{
    m_window->setStyleSheet({}); // an equal one would not be applied
    apply();
}

bool StyleFollower::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::PaletteChange:
    case QEvent::ApplicationPaletteChange:
        apply();
        break;
    case QEvent::ApplicationFontChange:
        // When the window has its font.
        QMetaObject::invokeMethod(this, &StyleFollower::applyAnew, Qt::QueuedConnection);
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace orderdesk
