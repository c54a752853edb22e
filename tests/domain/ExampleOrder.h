#pragma once

#include "domain/OrderDecoder.h"
#include "support/Paths.h"

#include <QByteArray>
#include <QFile>
#include <QString>
#include <QStringList>

namespace orderdesk {

/// A moment after everything in data/.
inline const Timestamp kTestNow = *parseRfc3339("2026-07-01T00:00:00Z");

inline QByteArray readSourceFile(const QString& path)
{
    QFile file(test::sourcePath(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// data/model.json with one text in it replaced by another; empty when it is not there exactly once.
inline QByteArray exampleWith(const QByteArray& before, const QByteArray& after)
{
    QByteArray json = readSourceFile(QStringLiteral("data/model.json"));
    if (json.count(before) != 1) {
        return {};
    }
    return json.replace(before, after);
}

/// "error /pointer code" for each violation.
inline QStringList describe(const Violations& violations)
{
    QStringList lines;
    for (const Violation& violation : violations) {
        const QString severity =
            violation.severity == Severity::Error ? QStringLiteral("error") : QStringLiteral("warning");
        lines << severity + QLatin1Char(' ') + QString::fromStdString(violation.pointer) + QLatin1Char(' ') +
                     QString::fromStdString(violation.code);
    }
    return lines;
}

} // namespace orderdesk
