#pragma once

#include "app/ExitCode.h"

namespace orderdesk {

/// The whole program: reads arguments and environment, starts the log, and does what was asked for: a command, or the
/// application itself. Never throws.
ExitCode runProgram(int& argc, char** argv);

} // namespace orderdesk
