#pragma once

#include <string>
#include <string_view>

namespace orderdesk {

/// Who changes dead letters, for the audit: `front` ("window", "command") and the user of the operating system, as
/// "window (alice)"; only the number where the user has no name ("window (uid 1000)", as in containers).
std::string changedBy(std::string_view front);

} // namespace orderdesk
