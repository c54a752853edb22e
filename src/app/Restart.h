#pragma once

#include <QByteArray>
#include <QList>

namespace orderdesk {

/// Starts this program anew in the same process, with these arguments (the first is the program's name as it was
/// called). Returns only if that fails. To be called when nothing of the program runs any more.
void startAgain(const QList<QByteArray>& arguments);

/// Whether startAgain() has something to start: an upgrade may have taken the program's file away.
bool canStartAgain();

} // namespace orderdesk
