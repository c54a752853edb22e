#include "settings/SettingsFile.h"

#include <QFile>
#include <QStringDecoder>
#include <QStringList>

namespace orderdesk {

Result<QString> readTextFile(const QString& path)
{
    constexpr qint64 mostBytes = 1024LL * 1024;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::InvalidInput,
                       Sentence::tr("cannot be read").because(Sentence::quoted(file.errorString())));
    const QByteArray bytes = file.read(mostBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return failure(ErrorCode::InvalidInput,
                       Sentence::tr("cannot be read").because(Sentence::quoted(file.errorString())));
    if (bytes.size() > mostBytes)
        return failure(ErrorCode::InvalidInput, Sentence::tr("is larger than 1 MiB"));
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder.decode(bytes);
    if (decoder.hasError() || text.contains(QChar::Null))
        return failure(ErrorCode::InvalidInput, Sentence::tr("is not UTF-8 text"));
    return text;
}

Result<QList<FileEntry>> parseKeyValueLines(const QString& path, const QString& text)
{
    QList<FileEntry> entries;
    int number = 0;
    for (const QString& line : text.split(QLatin1Char('\n'))) {
        ++number;
        const QString trimmed = line.trimmed();
        if (trimmed.isEmpty() || trimmed.startsWith(QLatin1Char('#')))
            continue;
        const qsizetype equals = trimmed.indexOf(QLatin1Char('='));
        if (equals <= 0)
            return failure(ErrorCode::InvalidInput,
                           Sentence::tr("%1:%2: the line is not key = value").arg(path).arg(number));
        entries.append({trimmed.left(equals).trimmed(), trimmed.mid(equals + 1).trimmed(), number});
    }
    return entries;
}

} // namespace orderdesk
