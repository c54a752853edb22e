#pragma once

#include "settings/Settings.h"
#include "words/Result.h"

#include <QLatin1String>

#include <span>

namespace orderdesk {

enum class SettingForm {
    Flag,       ///< `--name` says on; variables and files say on or off
    Value,      ///< one text
    List,       ///< repeatable option; commas in a variable or file. A higher source replaces the list
    Properties, ///< repeatable `name=value`; sources add up, the later wins
};

/// One row of the settings table: the only place where a setting is described. `name` is the option (`--name`) and the
/// key in the file.
struct SettingDefinition
{
    /// Checks a value and puts it into the settings. The message of a failure is a predicate that says what is allowed
    /// ("is not …; allowed: …") and never holds the value.
    using Apply = Result<void> (*)(Settings&, const QString&);

    QLatin1String group;
    QLatin1String name;
    QLatin1String variable; ///< empty: none
    SettingForm form = SettingForm::Value;
    QLatin1String valueName;
    QLatin1String defaultValue;
    QLatin1String help;
    Apply apply = nullptr;
    bool secret = false; ///< no option, also as VARIABLE_FILE, never printed
};

/// The table, in the order of --help and --print-settings.
std::span<const SettingDefinition> settingDefinitions();

} // namespace orderdesk
