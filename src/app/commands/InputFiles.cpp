#include "app/commands/InputFiles.h"

#include "words/EscapeText.h"

#include <QFile>

#include <cerrno>
#include <fstream>

namespace orderdesk {

namespace {

bool sayUnreadable(CommandIo& io, const QString& name, int reason)
{
    io.err << "orderdesk: " << escapeText(name).toStdString() << ": cannot be read";
    if (reason != 0)
        io.err << ": " << qt_error_string(reason).toStdString();
    io.err << '\n';
    return false;
}

} // namespace

bool forEachInput(const QStringList& arguments, CommandIo& io,
                  const std::function<bool(std::istream& input, const QString& name)>& use)
{
    bool allRead = true;
    const QStringList names = arguments.isEmpty() ? QStringList{QStringLiteral("-")} : arguments;
    for (const QString& name : names) {
        errno = 0;
        std::ifstream file;
        if (name != QLatin1String("-")) {
            file.open(QFile::encodeName(name).constData(), std::ios::in | std::ios::binary);
            // A directory opens; only reading it fails.
            if (!file || (file.peek() == std::char_traits<char>::eof() && errno == EISDIR)) {
                allRead = sayUnreadable(io, name, errno);
                continue;
            }
            file.clear();
        }
        std::istream& input = name == QLatin1String("-") ? io.in : file;
        const bool goOn = use(input, name);
        if (input.bad())
            allRead = sayUnreadable(io, name, errno);
        if (!goOn)
            break;
    }
    return allRead;
}

} // namespace orderdesk
