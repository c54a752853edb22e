#include "app/HelpText.h"

#include <QtGlobal>

namespace orderdesk {

namespace {

constexpr qsizetype columns = 96;

QString wrapped(const QString& text, qsizetype indent)
{
    const QString margin(indent, QLatin1Char(' '));
    QString result;
    QString line = margin;
    for (const QString& word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (line.size() > margin.size() && line.size() + 1 + word.size() > columns) {
            result += line + QLatin1Char('\n');
            line = margin;
        }
        line += (line.size() > margin.size() ? QStringLiteral(" ") : QString()) + word;
    }
    return result + line + QLatin1Char('\n');
}

/// `  name   text`, with the text wrapped in its own column.
QString row(const QString& name, const QString& text, qsizetype width)
{
    const QString described = wrapped(text, width);
    const QString head = QLatin1String("  ") + name;
    if (head.size() + 2 > width)
        return head + QLatin1Char('\n') + described;
    return head.leftJustified(width) + described.mid(width);
}

QString optionRow(const QString& name, const QString& valueName, const QString& help)
{
    constexpr qsizetype width = 26;
    return row(QLatin1String("--") + name + (valueName.isEmpty() ? QString() : QString(QLatin1Char(' ') + valueName)),
               help, width);
}

QString settingText(const SettingDefinition& setting)
{
    QString head = QLatin1String("  ");
    if (setting.secret) {
        head += setting.variable + QLatin1String(" or ") + setting.variable + QLatin1String("_FILE");
    } else {
        head += QLatin1String("--") + setting.name;
        if (!setting.valueName.isEmpty())
            head += QLatin1Char(' ') + setting.valueName;
        if (!setting.variable.isEmpty())
            head = head.leftJustified(42) + QLatin1String("  ") + setting.variable;
    }
    QString help = setting.help;
    if (!setting.defaultValue.isEmpty())
        help += QLatin1String(" Default: ") + setting.defaultValue + QLatin1Char('.');
    if (setting.secret)
        help += QLatin1String(" In the file: ") + setting.name + QLatin1Char('.');
    return head + QLatin1Char('\n') + wrapped(help, 6);
}

QString settingsHelp()
{
    QString text = QStringLiteral("\nSettings: options over variables over the file over the defaults.\n") +
                   wrapped(QStringLiteral("The file has `name = value` lines with the options' names without dashes. "
                                          "Secrets are no options; each also comes as a file that NAME_FILE names."),
                           0);
    QLatin1String group;
    for (const SettingDefinition& setting : settingDefinitions()) {
        if (setting.group != group) {
            group = setting.group;
            text += QLatin1Char('\n') + group + QLatin1Char('\n');
        }
        text += settingText(setting);
    }
    return text;
}

QString generalOptions()
{
    return optionRow(
               QStringLiteral("config"), QStringLiteral("FILE"),
               QStringLiteral("Settings file. Default: $XDG_CONFIG_HOME/orderdesk/orderdesk.conf, if it exists.")) +
           optionRow(QStringLiteral("find"), QStringLiteral("TEXT"),
                     QStringLiteral("Look this order up in the window: in the one that is open, if one is.")) +
           optionRow(QStringLiteral("new-instance"), {},
                     QStringLiteral("Open a window of its own, even if one with the same settings is open.")) +
           optionRow(QStringLiteral("print-settings"), {},
                     QStringLiteral("Print every setting, its value and where it comes from, without secrets.")) +
           optionRow(QStringLiteral("help"), {},
                     QStringLiteral("Print this, or after a command that command's help.")) +
           optionRow(QStringLiteral("version"), {}, QStringLiteral("Print the version."));
}

QString commandHelp(const CommandInfo& command)
{
    QString text = QLatin1String("Usage: orderdesk ") + command.name + QLatin1Char(' ') + command.synopsis +
                   QLatin1String("\n\n") + wrapped(command.summary, 0) + QLatin1Char('\n');
    for (const CommandOption& option : command.options)
        text += optionRow(option.name, option.valueName, option.help);
    return text + wrapped(QStringLiteral("All settings of `orderdesk --help` are options here too."),
                          command.options.isEmpty() ? 0 : 2);
}

} // namespace

QString helpText(const QList<CommandInfo>& commands, const QString& command)
{
    QString list;
    for (const CommandInfo& each : commands) {
        if (each.name == command)
            return commandHelp(each);
        constexpr qsizetype width = 16;
        list += row(each.name, each.summary, width);
    }
    return QStringLiteral(
               "Usage: orderdesk [options]                     run it: window, page and API\n"
               "       orderdesk [options] FILE...                offer to send these files, in the window\n"
               "                                                  (names with a dot or a slash, or after --)\n"
               "       orderdesk COMMAND [options] [arguments]\n\nCommands:\n") +
           list + QLatin1String("\nOptions:\n") + generalOptions() + settingsHelp() +
           QLatin1String("\nExit codes: 0 done, 1 failed, 2 usage or settings, 65 `check` found errors,\n"
                         "69 a server could not be reached in the time allowed.\n");
}

QString settingsText(const QList<SettingOrigin>& origins)
{
    QString text;
    for (const SettingOrigin& origin : origins)
        text += origin.name + QLatin1String(" = ") + origin.value + QLatin1String(" (") + origin.source +
                QLatin1String(")\n");
    return text;
}

QString versionText()
{
    return QLatin1String("orderdesk " ORDERDESK_VERSION ", Qt ") + QLatin1String(qVersion()) + QLatin1Char('\n');
}

} // namespace orderdesk
