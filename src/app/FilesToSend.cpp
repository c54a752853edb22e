#include "app/FilesToSend.h"

#include "words/EscapeText.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace orderdesk {

namespace {

tl::unexpected<Error> refused(const QString& name, const Sentence& reason)
{
    return failure(ErrorCode::InvalidInput,
                   Sentence::quoted(escapeText(name)).because(Sentence::tr("cannot be read")).because(reason));
}

} // namespace

Result<QStringList> filesToSend(const QStringList& names)
{
    QStringList paths;
    for (const QString& name : names) {
        const QFileInfo info(name);
        // A pipe is read once, and by one process only; opening it would wait.
        if (info.exists() && !info.isFile())
            return refused(name, info.isDir() ? Sentence::tr("it is a folder")
                                              : Sentence::tr("it is no regular file; `orderdesk send` reads pipes"));
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly))
            return refused(name, Sentence::quoted(file.errorString()));
        paths += QDir::cleanPath(info.absoluteFilePath());
    }
    return paths;
}

QList<QByteArray> withoutFiles(QList<QByteArray> arguments, const QStringList& paths)
{
    for (const QString& path : paths) {
        for (qsizetype i = arguments.size() - 1; i > 0; --i) {
            if (QDir::cleanPath(QDir::current().absoluteFilePath(QString::fromLocal8Bit(arguments[i]))) == path) {
                arguments.removeAt(i);
                break;
            }
        }
    }
    return arguments;
}

} // namespace orderdesk
