#pragma once

#include "words/Result.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace orderdesk {

/// The absolute paths of the files that a window shall offer to send. InvalidInput, naming the first as it was given,
/// when one is not there, may not be read or is no regular file.
Result<QStringList> filesToSend(const QStringList& names);

/// The program's arguments without the files at `paths`: started again, it does not offer to send them a second time.
QList<QByteArray> withoutFiles(QList<QByteArray> arguments, const QStringList& paths);

} // namespace orderdesk
