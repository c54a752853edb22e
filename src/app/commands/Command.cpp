#include "app/commands/Command.h"

#include <cerrno>
#include <ostream>

namespace orderdesk {

ExitCode usageError(CommandIo& io, const QString& problem)
{
    io.err << "orderdesk: " << problem.toStdString() << '\n';
    return ExitCode::Usage;
}

ExitCode commandFailure(CommandIo& io, const Error& error)
{
    io.err << "orderdesk: " << error.message.english().toStdString() << '\n';
    return error.code == ErrorCode::Unavailable ? ExitCode::Unavailable : ExitCode::Failed;
}

ExitCode outputFailure(CommandIo& io, ExitCode whenClosed)
{
    const int reason = errno;
    if (reason == EPIPE)
        return whenClosed;
    io.err << "orderdesk: the output cannot be written: " << qt_error_string(reason).toStdString() << '\n';
    return ExitCode::Failed;
}

} // namespace orderdesk
