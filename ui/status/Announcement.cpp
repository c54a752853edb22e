#include "ui/status/Announcement.h"

#include <QAccessible>
#include <QWidget>

namespace {

void (*announcementListener)(QWidget* speaker, const QString& words) = nullptr;

} // namespace

namespace orderdesk {

void setAnnouncementListener(void (*listener)(QWidget* speaker, const QString& words))
{
    announcementListener = listener;
}

void announce(QWidget* speaker, const QString& words)
{
    if (words.isEmpty())
        return;
    if (announcementListener)
        announcementListener(speaker, words);
    if (!QAccessible::isActive())
        return;
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent announcement(speaker, words);
    QAccessible::updateAccessibility(&announcement);
#endif
    QAccessibleEvent name(speaker, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&name);
    QAccessibleEvent alert(speaker, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace orderdesk
