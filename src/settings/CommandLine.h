#pragma once

#include "settings/SettingsReader.h"

#include <QHash>
#include <QStringList>

namespace orderdesk {

/// An option of one command, beside the settings that all commands share.
struct CommandOption
{
    QLatin1String name;
    QLatin1String valueName; ///< empty: a flag
    QLatin1String help;
};

/// What the command line needs to know of a command to read its arguments and to describe it.
struct CommandInfo
{
    QLatin1String name;
    QLatin1String synopsis; ///< what follows the name: "[FILE...|-]"
    QLatin1String summary;  ///< one line
    QList<CommandOption> options;
};

/// Where the settings came from: enough to read them again.
struct SettingSources
{
    QList<GivenOption> options;
    Environment environment;
    QString configFile; ///< of --config; empty: the standard one
};

/// Everything decided before the application object exists: what to do, with which settings.
struct CommandLine
{
    enum class Request { Run, Help, Version, PrintSettings };

    Request request = Request::Run;
    QString command;                 ///< empty: run Orderdesk itself
    QHash<QString, QString> options; ///< the command's own; flags have the value "on"
    QStringList arguments;           ///< what follows the command's name
    QString find;                    ///< --find: what the window shall look up
    QStringList files;               ///< what the window shall offer to send, as they were given
    bool newInstance = false;        ///< --new-instance: do not hand over to a window that is open
    Settings settings;               ///< defaults for Help and Version, which never fail for a setting
    QList<SettingOrigin> origins;
    SettingSources sources;
};

/// Reads `[options] [COMMAND [options] arguments]` or `[options] FILE...` (`arguments` without the program's name),
/// then the settings. Options are `--name value` or `--name=value`, flags `--name` or `--name=off`; `--` ends them, `-`
/// is an argument. An option of a command follows its name. A first word with a dot or a slash, or after `--`, is a
/// file, and so are all that follow. Needs no QCoreApplication. Fails as readSettings().
Result<CommandLine> parseCommandLine(const QStringList& arguments, const QList<CommandInfo>& commands,
                                     const Environment& environment);

/// Whether these arguments, whose settings could not be read, ask for a window: no command, and nothing that could be
/// read says --no-gui. False too where the arguments themselves are not understood: who typed them reads the terminal.
bool asksForWindow(const QStringList& arguments, const QList<CommandInfo>& commands, const Environment& environment);

} // namespace orderdesk
