#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

namespace orderdesk {

/// The text of a settings file with some keys set anew, and everything else (comments, order, blanks, line ends) as it
/// was. `changes`: the values of a key, one line each; none: its lines go. A key that is not there yet comes behind its
/// own commented-out line ("# key = …") if there is one, else at the end.
QString changedSettingsText(const QString& text, const QMap<QString, QStringList>& changes);

} // namespace orderdesk
