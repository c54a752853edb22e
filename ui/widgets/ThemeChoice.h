#pragma once

#include <QPalette>
#include <QString>

/// Which of the looks a person wants. Main thread only.
namespace orderdesk::theme {

enum class Choice { System, Light, Dark };

/// "system", "light", "dark", as it is remembered; what is none of them is System.
Choice choiceFromName(const QString& name);
QString choiceName(Choice choice);

/// Gives the whole application that look; System gives it back to the desktop. Does nothing when it has it already.
void apply(Choice choice);

/// Our own palettes, all groups and roles set.
QPalette lightPalette();
QPalette darkPalette();

} // namespace orderdesk::theme
