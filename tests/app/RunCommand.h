#pragma once

#include "app/commands/Command.h"

#include <QByteArray>
#include <QStringList>

namespace orderdesk::test {

/// What a command said and how it ended.
struct Outcome
{
    ExitCode code = ExitCode::Failed;
    QByteArray out;
    QByteArray err;
};

/// Runs a command as `orderdesk NAME ARGUMENTS` would, without an environment. `input` is its standard input.
Outcome runCommand(Command& command, const QStringList& arguments, const QByteArray& input = {});

/// "a b c" as three arguments.
QStringList words(const char* text);

} // namespace orderdesk::test
