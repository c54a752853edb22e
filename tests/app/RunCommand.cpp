#include "app/RunCommand.h"

#include <sstream>

namespace orderdesk::test {

Outcome runCommand(Command& command, const QStringList& arguments, const QByteArray& input)
{
    std::istringstream in(input.toStdString());
    std::ostringstream out;
    std::ostringstream err;
    CommandIo io{in, out, err};
    const QList<CommandInfo> commands{command.info()};
    const Result<CommandLine> line = parseCommandLine(QStringList{command.info().name} + arguments, commands, {});
    Outcome outcome;
    outcome.code = line ? command.run(*line, io) : usageError(io, line.error().message.english());
    outcome.out = QByteArray::fromStdString(out.str());
    outcome.err = QByteArray::fromStdString(err.str());
    return outcome;
}

QStringList words(const char* text)
{
    return QString::fromUtf8(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace orderdesk::test
