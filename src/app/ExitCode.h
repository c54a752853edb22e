#pragma once

namespace orderdesk {

/// How a command ended, for the shell (65 and 69 as in sysexits.h).
enum class ExitCode : int {
    Done = 0,
    Failed = 1,
    Usage = 2,        ///< usage or settings
    InvalidData = 65, ///< `check` found errors
    Unavailable = 69, ///< a server could not be reached in the time allowed
};

} // namespace orderdesk
