#pragma once

#include <QString>

class QWidget;

namespace orderdesk {

/// Lets a screen reader say at once what `speaker`, which stays where it is, shows now: trouble and answers that come
/// by themselves. The words must be the speaker's accessible name. Does nothing when nobody listens. Main thread.
void announce(QWidget* speaker, const QString& words);

/// Hears every announcement beside the screen reader; null: nobody. For tests: Qt tells an update handler of its own
/// only while a screen reader runs.
void setAnnouncementListener(void (*listener)(QWidget* speaker, const QString& words));

} // namespace orderdesk
