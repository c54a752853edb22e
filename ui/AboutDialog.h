#pragma once

#include <QStringList>

class QWidget;

namespace orderdesk {

/// Orderdesk's and its parts' versions, one line each, as About shows and copies them.
QString versionsText(const QStringList& versions);

/// Shows About with a button that copies the versions. Does not block: the dialog deletes itself.
void showAbout(const QStringList& versions, QWidget* parent);

} // namespace orderdesk
