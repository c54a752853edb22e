#pragma once

#include "words/Result.h"

#include <chrono>

namespace orderdesk {

class ConnectionOptions;

/// Why a connection cannot be opened: the driver does not tell the server's SQLSTATE, so this tries once more with
/// libpq itself, for at most `limit`. AccessRefused when the server (or a missing password) refuses us, else
/// Unavailable. Any thread; blocks.
Error connectFailure(const ConnectionOptions& options, std::chrono::milliseconds limit);

} // namespace orderdesk
