#pragma once

#include "words/Result.h"

#include <QList>
#include <QString>

namespace orderdesk {

/// One `key = value` of a file and where it stands.
struct FileEntry
{
    QString key;
    QString value;
    int line = 0;
};

/// The content of a small text file: at most 1 MiB of UTF-8. The failure is a predicate: "cannot be read: …".
Result<QString> readTextFile(const QString& path);

/// Reads `key = value` lines; empty lines and those that begin with # say nothing. Values run to the end of the line:
/// no quotes, no comments behind them. A failure names `path` and the line, never the value, which may be a secret.
Result<QList<FileEntry>> parseKeyValueLines(const QString& path, const QString& text);

} // namespace orderdesk
