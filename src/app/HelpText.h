#pragma once

#include "settings/CommandLine.h"

namespace orderdesk {

/// --help: usage, commands, every row of the settings table with its variable and default, grouped; at most 100
/// columns. With the name of a command: that command and its own options.
QString helpText(const QList<CommandInfo>& commands, const QString& command);

/// --print-settings: `name = value (source)`, a line each.
QString settingsText(const QList<SettingOrigin>& origins);

/// --version: the program's and Qt's.
QString versionText();

} // namespace orderdesk
