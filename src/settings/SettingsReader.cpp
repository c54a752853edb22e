#include "settings/SettingsReader.h"

#include "settings/Secrets.h"
#include "settings/SettingsFile.h"
#include "settings/Suggestion.h"
#include "words/EscapeText.h"

#include <QFileInfo>
#include <QHash>
#include <QThread>

#include <algorithm>

namespace orderdesk {

namespace {

struct GivenValue
{
    QString value;
    QString place; ///< "--name", the variable, or FILE:LINE
};

/// What one source says, by the setting's name; in the order given.
using Given = QHash<QString, QList<GivenValue>>;

tl::unexpected<Error> invalid(const QString& place, const Sentence& problem)
{
    return failure(ErrorCode::InvalidInput, Sentence::quoted(place).because(problem));
}

/// Variables in our name space that are not settings: the development script's, the tests', and those that Kubernetes
/// puts into every container beside a Service called "orderdesk".
bool isForeignVariable(const QString& name)
{
    for (const char* prefix :
         {"ORDERDESK_DEV_", "ORDERDESK_TEST_", "ORDERDESK_SOURCE_", "ORDERDESK_SERVICE_", "ORDERDESK_PORT_"}) {
        if (name.startsWith(QLatin1String(prefix)))
            return true;
    }
    return name == QLatin1String("ORDERDESK_PORT");
}

Result<void> refuseUnknownVariables(const Environment& environment)
{
    QStringList known;
    for (const SettingDefinition& definition : settingDefinitions()) {
        if (!definition.variable.isEmpty())
            known.append(definition.variable);
        if (definition.secret)
            known.append(fileVariable(definition));
    }
    for (auto it = environment.lowerBound(QStringLiteral("ORDERDESK_")); it != environment.end(); ++it) {
        const QString& name = it.key();
        if (!name.startsWith(QLatin1String("ORDERDESK_")))
            break;
        if (!known.contains(name) && !isForeignVariable(name))
            return invalid(escapeText(name), withSuggestion(Sentence::tr("no such variable"), name, known));
    }
    return {};
}

/// The only line of a secret's file. A failure names `place`, where the file was named.
Result<QString> readSecret(const QString& path, const QString& place)
{
    Result<QString> secret = readTextFile(path);
    if (!secret)
        return invalid(place, Sentence::tr("%1 %2").arg(quoteText(path), secret.error().message));
    if (secret->endsWith(QLatin1Char('\n')))
        secret->chop(secret->endsWith(QLatin1String("\r\n")) ? 2 : 1);
    if (secret->isEmpty())
        return invalid(place, Sentence::tr("%1 is empty").arg(quoteText(path)));
    return secret;
}

Result<void> addVariable(const SettingDefinition& definition, const Environment& environment, Given& given)
{
    const QString variable = definition.variable;
    const QString value = environment.value(variable);
    const QString path = definition.secret ? environment.value(fileVariable(definition)) : QString();
    if (!value.isEmpty() && !path.isEmpty())
        return invalid(variable,
                       Sentence::tr("is set and so is %1; only one of them may be").arg(fileVariable(definition)));
    if (!value.isEmpty())
        given[definition.name].append({value, variable});
    if (path.isEmpty())
        return {};
    const Result<QString> secret = readSecret(path, fileVariable(definition));
    if (!secret)
        return tl::unexpected(secret.error());
    given[definition.name].append({*secret, fileVariable(definition)});
    return {};
}

Result<Given> fromEnvironment(const Environment& environment)
{
    if (const Result<void> known = refuseUnknownVariables(environment); !known)
        return tl::unexpected(known.error());
    Given given;
    for (const SettingDefinition& definition : settingDefinitions()) {
        if (definition.variable.isEmpty())
            continue;
        if (const Result<void> added = addVariable(definition, environment, given); !added)
            return tl::unexpected(added.error());
    }
    return given;
}

bool isRepeatable(const SettingDefinition& definition)
{
    return definition.form == SettingForm::List || definition.form == SettingForm::Properties;
}

Result<Given> fromText(const QString& path, const QString& text)
{
    const Result<QList<FileEntry>> entries = parseKeyValueLines(escapeText(path), text);
    if (!entries)
        return tl::unexpected(entries.error());
    QHash<QString, const SettingDefinition*> known;
    for (const SettingDefinition& definition : settingDefinitions()) {
        known.insert(definition.name, &definition);
        if (definition.secret)
            known.insert(fileKey(definition), &definition);
    }
    Given given;
    for (const FileEntry& entry : *entries) {
        const QString place = QStringLiteral("%1:%2").arg(escapeText(path)).arg(entry.line);
        const SettingDefinition* definition = known.value(entry.key);
        if (definition == nullptr)
            return invalid(place, withSuggestion(Sentence::tr("no such key %1").arg(quoteText(entry.key)), entry.key,
                                                 known.keys()));
        QList<GivenValue>& values = given[definition->name];
        if (!values.isEmpty() && !isRepeatable(*definition))
            return invalid(place, Sentence::tr("%1 is set a second time, first at %2")
                                      .arg(QString(definition->name), values.first().place));
        if (definition->secret && entry.key == fileKey(*definition)) {
            const Result<QString> secret = readSecret(entry.value, place);
            if (!secret)
                return tl::unexpected(secret.error());
            values.append({*secret, place});
        } else {
            values.append({entry.value, place});
        }
    }
    return given;
}

Result<Given> fromFile(const QString& path)
{
    const Result<QString> text = readTextFile(path);
    if (!text)
        return invalid(escapeText(path), text.error().message);
    return fromText(path, *text);
}

Result<Given> fromConfig(const QString& configFile, const Environment& environment)
{
    if (!configFile.isEmpty())
        return fromFile(configFile);
    const QString standard = standardConfigFile(environment);
    return QFileInfo::exists(standard) ? fromFile(standard) : Given();
}

Result<Given> fromOptions(const QList<GivenOption>& options)
{
    Given given;
    for (const GivenOption& option : options) {
        const QString place = QLatin1String("--") + option.name;
        const QString property = option.value.section(QLatin1Char('='), 0, 0).trimmed();
        if (option.name == QLatin1String("kafka-property") && isSecretProperty(property))
            return invalid(
                place,
                Sentence::tr(
                    "%1 is a secret, and arguments are no place for one: put it into the file of --kafka-properties")
                    .arg(escapeText(property)));
        given[option.name].append({option.value, place});
    }
    return given;
}

QString printed(const SettingDefinition& definition, const QString& value)
{
    if (value.isEmpty())
        return QStringLiteral("none");
    if (definition.name == QLatin1String("database-url"))
        return escapeText(maskDatabaseUrl(value));
    if (definition.secret)
        return QLatin1String(maskedSecret);
    if (definition.form == SettingForm::Properties)
        return escapeText(maskProperty(value));
    return escapeText(value);
}

/// Applies what the sources say about one row, lowest source first, and keeps the origin of what is in effect.
Result<SettingOrigin> applySources(const SettingDefinition& definition, const QList<Given>& sources, Settings& settings)
{
    SettingOrigin origin{definition.name, printed(definition, definition.defaultValue), QStringLiteral("default")};
    const bool addsUp = definition.form == SettingForm::Properties;
    for (const Given& source : sources) {
        QList<GivenValue> values = source.value(definition.name);
        if (definition.form == SettingForm::List && values.size() > 1) {
            for (qsizetype i = 1; i < values.size(); ++i)
                values[0].value += QLatin1Char(',') + values[i].value;
            values.resize(1);
        }
        for (const GivenValue& given : values) {
            const Result<void> applied = definition.apply(settings, given.value);
            if (!applied) {
                const bool hidden = definition.secret || addsUp;
                return invalid(given.place,
                               hidden ? Sentence::tr("the value %1").arg(applied.error().message)
                                      : Sentence::tr("%1 %2").arg(quoteText(given.value), applied.error().message));
            }
            const bool first = !addsUp || origin.source == QLatin1String("default");
            const QString value = printed(definition, given.value);
            origin.value = first ? value : QString(origin.value + QLatin1String(", ") + value);
            origin.source = first ? given.place : QString(origin.source + QLatin1String(", ") + given.place);
        }
    }
    return origin;
}

/// The properties of --kafka-properties go before those of --kafka-property, which thus win.
Result<void> readPropertiesFile(Settings& settings, const QString& place)
{
    if (settings.kafkaPropertiesFile.isEmpty())
        return {};
    const QString path = escapeText(settings.kafkaPropertiesFile);
    const Result<QString> text = readTextFile(settings.kafkaPropertiesFile);
    if (!text)
        return invalid(place, Sentence::tr("%1 %2").arg(quoteText(path), text.error().message));
    const Result<QList<FileEntry>> entries = parseKeyValueLines(path, *text);
    if (!entries)
        return tl::unexpected(entries.error());
    KafkaProperties properties;
    for (const FileEntry& entry : *entries)
        properties.append({entry.key.toUtf8(), entry.value.toUtf8()});
    settings.broker.properties = properties + settings.broker.properties;
    return {};
}

/// What no row can decide alone.
Result<void> finish(ReadSettings& read)
{
    Settings& settings = read.settings;
    QHash<QString, QString> places;
    for (const SettingOrigin& origin : read.origins)
        places.insert(origin.name, origin.source == QLatin1String("default")
                                       ? QString(QLatin1String("--") + origin.name)
                                       : origin.source);
    if (auto properties = readPropertiesFile(settings, places[QStringLiteral("kafka-properties")]); !properties)
        return properties;
    if (settings.deadLetterTopic == settings.broker.topic)
        return invalid(places[QStringLiteral("kafka-dead-letter-topic")],
                       Sentence::tr("dead letters cannot go to the topic the orders come from"));
    const bool loopback = settings.http.address.isLoopback();
    if (!settings.httpOff && !loopback && settings.http.token.isEmpty() && !settings.httpPublicReads)
        return invalid(places[QStringLiteral("http-listen")],
                       Sentence::tr("refusing to listen beyond loopback without a token: set ORDERDESK_HTTP_TOKEN or "
                                    "ORDERDESK_HTTP_TOKEN_FILE, or allow reads to everyone with --http-public-reads"));
    settings.http.publicReads = loopback || settings.httpPublicReads;
    if (settings.http.threads == 0)
        settings.http.threads = std::clamp(QThread::idealThreadCount() - 1, 1, 4);
    return {};
}

} // namespace

bool usesEmbeddedBroker(const Settings& settings)
{
    return settings.broker.brokers == QLatin1String("embedded");
}

QString standardConfigFile(const Environment& environment)
{
    QString folder = environment.value(QStringLiteral("XDG_CONFIG_HOME"));
    const QString home = environment.value(QStringLiteral("HOME"));
    if (!folder.startsWith(QLatin1Char('/')) && !home.isEmpty())
        folder = home + QLatin1String("/.config");
    return folder.isEmpty() ? QString() : QString(folder + QLatin1String("/orderdesk/orderdesk.conf"));
}

QString fileVariable(const SettingDefinition& definition)
{
    return definition.variable + QLatin1String("_FILE");
}

QString fileKey(const SettingDefinition& definition)
{
    return definition.name + QLatin1String("-file");
}

namespace {

Result<ReadSettings> readOver(const Result<Given>& file, const QList<GivenOption>& options,
                              const Environment& environment)
{
    if (!file)
        return tl::unexpected(file.error());
    const Result<Given> variables = fromEnvironment(environment);
    if (!variables)
        return tl::unexpected(variables.error());
    const Result<Given> arguments = fromOptions(options);
    if (!arguments)
        return tl::unexpected(arguments.error());

    ReadSettings read;
    for (const SettingDefinition& definition : settingDefinitions()) {
        if (definition.form != SettingForm::Properties) {
            const Result<void> applied = definition.apply(read.settings, definition.defaultValue);
            if (!applied)
                return failure(
                    ErrorCode::Internal,
                    Sentence::tr("%1: the default %2").arg(QString(definition.name), applied.error().message));
        }
        Result<SettingOrigin> origin = applySources(definition, {*file, *variables, *arguments}, read.settings);
        if (!origin)
            return tl::unexpected(origin.error());
        read.origins.append(*std::move(origin));
    }
    if (const Result<void> finished = finish(read); !finished)
        return tl::unexpected(finished.error());
    return read;
}

} // namespace

Result<ReadSettings> readSettings(const QList<GivenOption>& options, const Environment& environment,
                                  const QString& configFile)
{
    return readOver(fromConfig(configFile, environment), options, environment);
}

Result<ReadSettings> readSettingsFrom(const QList<GivenOption>& options, const Environment& environment,
                                      const QString& path, const QString& text)
{
    return readOver(fromText(path, text), options, environment);
}

} // namespace orderdesk
