#include "app/commands/VerifyCommand.h"

#include "app/commands/OptionValue.h"
#include "words/EscapeText.h"

#include <ostream>

namespace orderdesk {

VerifyCommand::VerifyCommand(VerifyStore verify)
    : m_verify(std::move(verify))
{
}

CommandInfo VerifyCommand::info() const
{
    return {QLatin1String("verify"),
            QLatin1String("[--repair]"),
            QLatin1String("Compare each stored document with the columns of its order."),
            {{QLatin1String("repair"), QLatin1String(""),
              QLatin1String("Write those that differ anew, from the columns.")}}};
}

ExitCode VerifyCommand::run(const CommandLine& line, CommandIo& io)
{
    const Result<bool> repair = flag(line, QStringLiteral("repair"));
    if (!repair)
        return usageError(io, repair.error().message.english());
    if (!line.arguments.isEmpty())
        return usageError(io, QStringLiteral("verify takes no arguments"));
    const auto say = [&io](const std::string& orderUid, const QString& what) {
        io.out << escapeText(QString::fromStdString(orderUid)).toStdString() << ": " << escapeText(what).toStdString()
               << '\n';
    };
    const Result<VerificationReport> report = m_verify(line.settings.database, *repair, say);
    if (!report)
        return commandFailure(io, report.error());
    io.out.flush();
    io.err << "checked " << report->checked << ", different " << report->different << ", repaired " << report->repaired
           << '\n';
    return report->different > report->repaired ? ExitCode::Failed : ExitCode::Done;
}

} // namespace orderdesk
