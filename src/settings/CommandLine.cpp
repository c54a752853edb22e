#include "settings/CommandLine.h"

#include "settings/SettingValues.h"
#include "settings/SettingsFile.h"
#include "settings/Suggestion.h"
#include "words/EscapeText.h"

#include <algorithm>
#include <optional>

namespace orderdesk {

namespace {

/// Goes through the arguments once, from left to right.
class ArgumentParser final
{
public:
    ArgumentParser(const QStringList& arguments, const QList<CommandInfo>& commands)
        : m_arguments(arguments)
        , m_commands(commands)
    {
    }

    Result<void> parse();

    CommandLine line;
    QList<GivenOption> settingOptions;
    QString configFile;

private:
    Result<void> takeOption(const QString& option);
    Result<void> takeWord(const QString& word);
    std::optional<Result<void>> takeGeneral(const QString& name, bool hasValue);
    std::optional<Result<void>> takeStartOption(const QString& name, const std::optional<QString>& attached);
    Result<QString> valueOf(const QString& name, const std::optional<QString>& attached, bool flag);
    tl::unexpected<Error> unknownOption(const QString& name) const;

    const QStringList& m_arguments;
    const QList<CommandInfo>& m_commands;
    const CommandInfo* m_command = nullptr;
    qsizetype m_next = 0;
    bool m_optionsEnded = false;
};

tl::unexpected<Error> usage(const Sentence& problem)
{
    return failure(ErrorCode::InvalidInput, problem);
}

Result<void> ArgumentParser::parse()
{
    while (m_next < m_arguments.size()) {
        const QString argument = m_arguments[m_next++];
        Result<void> taken;
        if (!m_optionsEnded && argument == QLatin1String("--"))
            m_optionsEnded = true;
        else if (!m_optionsEnded && argument.startsWith(QLatin1Char('-')) && argument.size() > 1)
            taken = takeOption(argument);
        else
            taken = takeWord(argument);
        if (!taken)
            return taken;
    }
    return {};
}

Result<void> ArgumentParser::takeWord(const QString& word)
{
    if (m_command != nullptr) {
        line.arguments.append(word);
        return {};
    }
    // No command has such a name, so a mistyped one is never taken for a file.
    const bool namesFile = word.contains(QLatin1Char('.')) || word.contains(QLatin1Char('/'));
    if (m_optionsEnded || namesFile || !line.files.isEmpty()) {
        line.files.append(word);
        return {};
    }
    QStringList names;
    for (const CommandInfo& command : m_commands) {
        names.append(command.name);
        if (word == command.name)
            m_command = &command;
    }
    if (m_command == nullptr)
        return usage(Sentence::tr("%1 (commands: %2)")
                         .arg(withSuggestion(Sentence::tr("no such command %1").arg(quoteText(word)), word, names),
                              names.join(QLatin1String(", "))));
    line.command = word;
    return {};
}

Result<QString> ArgumentParser::valueOf(const QString& name, const std::optional<QString>& attached, bool flag)
{
    if (attached)
        return *attached;
    if (flag)
        return QStringLiteral("on");
    if (m_next >= m_arguments.size())
        return usage(Sentence::tr("--%1: the value is missing").arg(name));
    return m_arguments[m_next++];
}

/// The options that are no settings and belong to no command; none when `name` is something else.
std::optional<Result<void>> ArgumentParser::takeGeneral(const QString& name, bool hasValue)
{
    const auto isOneOf = [&name](auto... names) { return ((name == QLatin1String(names)) || ...); };
    if (!isOneOf("help", "version", "print-settings"))
        return std::nullopt;
    if (hasValue)
        return usage(Sentence::tr("--%1: takes no value").arg(name));
    if (name == QLatin1String("help"))
        line.request = CommandLine::Request::Help;
    else if (line.request != CommandLine::Request::Help)
        line.request =
            name == QLatin1String("version") ? CommandLine::Request::Version : CommandLine::Request::PrintSettings;
    return Result<void>();
}

/// The options that take a value, or say how to start, and are no settings; none when `name` is something else.
std::optional<Result<void>> ArgumentParser::takeStartOption(const QString& name, const std::optional<QString>& attached)
{
    // What belongs to the window is no option of a command.
    const bool hasWindow = m_command == nullptr;
    if (hasWindow && name == QLatin1String("new-instance") && !attached) {
        line.newInstance = true;
        return Result<void>();
    }
    const bool isConfig = name == QLatin1String("config");
    const bool isFind = hasWindow && name == QLatin1String("find");
    if (!isConfig && !isFind)
        return std::nullopt;
    const Result<QString> value = valueOf(name, attached, false);
    if (!value || value->isEmpty())
        return usage(Sentence::tr("--%1: the value is missing").arg(name));
    if (isConfig)
        configFile = *value;
    else
        line.find = *value;
    return Result<void>();
}

Result<void> ArgumentParser::takeOption(const QString& option)
{
    if (option == QLatin1String("-h") || option == QLatin1String("-V"))
        return *takeGeneral(option == QLatin1String("-h") ? QStringLiteral("help") : QStringLiteral("version"), false);
    const qsizetype equals = option.indexOf(QLatin1Char('='));
    const QString name = option.left(equals).mid(option.startsWith(QLatin1String("--")) ? 2 : 0);
    const auto attached = equals < 0 ? std::nullopt : std::optional(option.mid(equals + 1));
    if (const auto general = takeGeneral(name, attached.has_value()))
        return *general;

    if (const auto start = takeStartOption(name, attached))
        return *start;
    if (m_command != nullptr) {
        for (const CommandOption& own : m_command->options) {
            if (name != own.name)
                continue;
            const Result<QString> value = valueOf(name, attached, own.valueName.isEmpty());
            if (!value)
                return tl::unexpected(value.error());
            line.options.insert(name, *value);
            return {};
        }
    }
    for (const SettingDefinition& setting : settingDefinitions()) {
        if (name != setting.name)
            continue;
        if (setting.secret)
            return usage(Sentence::tr("--%1: a secret is never taken from the arguments, which others can read: set "
                                      "%2 or %2_FILE, or put it into the file")
                             .arg(name, setting.variable));
        const Result<QString> value = valueOf(name, attached, setting.form == SettingForm::Flag);
        if (!value)
            return tl::unexpected(value.error());
        settingOptions.append({name, *value});
        return {};
    }
    return unknownOption(name);
}

tl::unexpected<Error> ArgumentParser::unknownOption(const QString& name) const
{
    QStringList known{QStringLiteral("help"), QStringLiteral("version"), QStringLiteral("print-settings"),
                      QStringLiteral("config")};
    if (m_command == nullptr)
        known += {QStringLiteral("find"), QStringLiteral("new-instance")};
    if (m_command != nullptr) {
        for (const CommandOption& own : m_command->options)
            known.append(own.name);
    }
    for (const SettingDefinition& setting : settingDefinitions()) {
        if (!setting.secret)
            known.append(setting.name);
    }
    const QString nearest = nearestName(name.startsWith(QLatin1Char('-')) ? name.mid(1) : name, known);
    const QString option =
        (name.startsWith(QLatin1Char('-')) ? QString() : QStringLiteral("--")) + escapeText(name.left(60));
    return usage(nearest.isEmpty() ? Sentence::tr("no such option %1, see --help").arg(option)
                                   : Sentence::tr("no such option %1, did you mean --%2?").arg(option, nearest));
}

} // namespace

Result<CommandLine> parseCommandLine(const QStringList& arguments, const QList<CommandInfo>& commands,
                                     const Environment& environment)
{
    ArgumentParser parser(arguments, commands);
    if (const Result<void> parsed = parser.parse(); !parsed)
        return tl::unexpected(parsed.error());
    CommandLine line = std::move(parser.line);
    if (line.request == CommandLine::Request::Help || line.request == CommandLine::Request::Version)
        return line;
    Result<ReadSettings> read = readSettings(parser.settingOptions, environment, parser.configFile);
    if (!read)
        return tl::unexpected(read.error());
    line.settings = std::move(read->settings);
    line.origins = std::move(read->origins);
    line.sources = {std::move(parser.settingOptions), environment, std::move(parser.configFile)};
    return line;
}

bool asksForWindow(const QStringList& arguments, const QList<CommandInfo>& commands, const Environment& environment)
{
    ArgumentParser parser(arguments, commands);
    if (!parser.parse() || !parser.line.command.isEmpty() || parser.line.request != CommandLine::Request::Run)
        return false;
    // The highest source that says something; of a file with a mistake in it, the lines that can be read.
    QString noGui;
    const QString path = parser.configFile.isEmpty() ? standardConfigFile(environment) : parser.configFile;
    for (const QString& text : readTextFile(path).value_or(QString()).split(QLatin1Char('\n'))) {
        if (text.section(QLatin1Char('='), 0, 0).trimmed() == QLatin1String("no-gui"))
            noGui = text.section(QLatin1Char('='), 1).trimmed();
    }
    if (const QString variable = environment.value(QStringLiteral("ORDERDESK_NO_GUI")); !variable.isEmpty())
        noGui = variable;
    for (const GivenOption& option : parser.settingOptions) {
        if (option.name == QLatin1String("no-gui"))
            noGui = option.value;
    }
    return noGui.isEmpty() || !parseSwitch(noGui).value_or(true);
}

} // namespace orderdesk
