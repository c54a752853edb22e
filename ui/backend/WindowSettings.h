#pragma once

#include <QString>

/// What a person prefers in the window, each by the name that WindowState keeps it under, with its limits: one table,
/// so that whoever shows a preference need not know the part that obeys it.
namespace orderdesk::windowsettings {

inline const QString theme = QStringLiteral("window/theme");         ///< theme::choiceName()
inline const QString language = QStringLiteral("language");          ///< a language's code; empty: the system's
inline const QString utcTimes = QStringLiteral("times/utc");         ///< "true" or "false"
inline const QString trayEnabled = QStringLiteral("tray/enabled");   ///< a flag
inline const QString setupOffered = QStringLiteral("setup/offered"); ///< a flag: the assistant was shown

inline const QString liveRows = QStringLiteral("live/rows"); ///< messages kept, fewestLiveRows to mostLiveRows
inline constexpr int fewestLiveRows = 1'000;
inline constexpr int usualLiveRows = 10'000;
inline constexpr int mostLiveRows = 100'000;

} // namespace orderdesk::windowsettings
