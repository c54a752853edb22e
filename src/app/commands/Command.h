#pragma once

#include "app/ExitCode.h"
#include "settings/CommandLine.h"

#include <iosfwd>

namespace orderdesk {

/// What a command reads and writes, so that tests bring their own.
struct CommandIo
{
    std::istream& in;
    std::ostream& out; ///< results
    std::ostream& err; ///< progress and problems
};

/// One command of the program: `orderdesk NAME …`. Main thread; may block.
class Command
{
public:
    virtual ~Command() = default;

    virtual CommandInfo info() const = 0;
    /// Says on `io.err` what failed.
    virtual ExitCode run(const CommandLine& line, CommandIo& io) = 0;
};

/// Says "orderdesk: PROBLEM" and gives Usage.
ExitCode usageError(CommandIo& io, const QString& problem);

/// Says "orderdesk: MESSAGE" and gives Unavailable for what is away, else Failed.
ExitCode commandFailure(CommandIo& io, const Error& error);

/// What to do when writing to `io.out` has just failed: nobody reading any more (`| head`) is no failure and gives
/// `whenClosed`; anything else is said and gives Failed.
ExitCode outputFailure(CommandIo& io, ExitCode whenClosed);

} // namespace orderdesk
