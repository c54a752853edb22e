#pragma once

#include "settings/CommandLine.h"

#include <optional>

namespace orderdesk {

// Readers of a command's own options. A failure's message begins with the option and says what is allowed.

/// None when the option was not given.
Result<std::optional<std::uint64_t>> wholeNumber(const CommandLine& line, const QString& option, std::uint64_t least,
                                                 std::uint64_t most);
/// 0 to 100, decimals allowed; 0 when the option was not given.
Result<double> percentage(const CommandLine& line, const QString& option);
/// False when the flag was not given.
Result<bool> flag(const CommandLine& line, const QString& option);

} // namespace orderdesk
