#pragma once

namespace orderdesk {

enum class LogLevel { Debug, Info, Warning, Error };

enum class LogFormat {
    Text, ///< "2026-11-23T01:02:03.456Z info    broker   text"
    Json, ///< one object a line
};

} // namespace orderdesk
