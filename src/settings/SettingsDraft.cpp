#include "settings/SettingsDraft.h"

#include "settings/Secrets.h"
#include "settings/SettingValues.h"
#include "settings/SettingsFileText.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace orderdesk {

namespace {

using Source = EditableSetting::Source;

bool isDatabaseUrl(const SettingDefinition& definition)
{
    return definition.name == QLatin1String("database-url");
}

/// Switches in one spelling, properties without their secrets, secrets not at all.
QString shown(const SettingDefinition& definition, const QString& value)
{
    if (isDatabaseUrl(definition))
        return value.isEmpty() ? QString() : maskDatabaseUrl(value);
    if (definition.secret)
        return {};
    if (definition.form == SettingForm::Properties) {
        QStringList lines;
        for (const QString& line : value.split(QLatin1Char('\n')))
            lines += maskProperty(line);
        return lines.join(QLatin1Char('\n'));
    }
    const bool isSwitch = definition.form == SettingForm::Flag || definition.valueName == QLatin1String("on|off");
    if (isSwitch) {
        if (const auto on = parseSwitch(value))
            return *on ? QStringLiteral("on") : QStringLiteral("off");
    }
    return value;
}

QString joined(const SettingDefinition& definition, const QStringList& values)
{
    return values.join(definition.form == SettingForm::Properties ? QLatin1Char('\n') : QLatin1Char(','));
}

} // namespace

QString SettingsDraft::fileOf(const SettingSources& sources)
{
    return sources.configFile.isEmpty() ? standardConfigFile(sources.environment) : sources.configFile;
}

Result<SettingsDraft> SettingsDraft::read(const SettingSources& sources)
{
    SettingsDraft draft;
    draft.m_sources = sources;
    draft.m_file = fileOf(sources);
    if (!QFileInfo::exists(draft.m_file))
        return draft;
    auto text = readTextFile(draft.m_file);
    if (!text)
        return failure(ErrorCode::InvalidInput, Sentence::quoted(draft.m_file).because(text.error().message));
    draft.m_text = *std::move(text);
    auto entries = parseKeyValueLines(draft.m_file, draft.m_text);
    if (!entries)
        return tl::unexpected(entries.error());
    draft.m_entries = *std::move(entries);
    return draft;
}

QStringList SettingsDraft::fileValues(const QString& key) const
{
    QStringList values;
    for (const FileEntry& entry : m_entries) {
        if (entry.key == key)
            values += entry.value;
    }
    return values;
}

QList<EditableSetting> SettingsDraft::settings() const
{
    QList<EditableSetting> settings;
    for (const SettingDefinition& definition : settingDefinitions())
        settings += describe(definition);
    return settings;
}

EditableSetting SettingsDraft::describe(const SettingDefinition& definition) const
{
    EditableSetting setting;
    setting.name = definition.name;
    setting.fallback = definition.defaultValue;
    setting.help = QCoreApplication::translate("Settings", definition.help.data());
    setting.secret = definition.secret;
    setting.value = shown(definition, definition.defaultValue);
    for (const FileEntry& entry : m_entries) {
        const bool fromFile = definition.secret && entry.key == fileKey(definition);
        if (entry.key != definition.name && !fromFile)
            continue;
        setting.source = Source::File;
        setting.place = QStringLiteral("%1:%2").arg(QFileInfo(m_file).fileName()).arg(entry.line);
        setting.isSet = true;
        setting.secretFile = fromFile ? entry.value : QString();
    }
    if (setting.source == Source::File)
        setting.value = shown(definition, joined(definition, fileValues(definition.name)));
    // Properties add up, so those of the file may always be changed.
    if (definition.form == SettingForm::Properties)
        return setting;
    for (const QString& variable : {QString(definition.variable), fileVariable(definition)}) {
        const QString value = m_sources.environment.value(variable);
        if (value.isEmpty() || definition.variable.isEmpty() || (!definition.secret && variable != definition.variable))
            continue;
        setting.source = Source::Variable;
        setting.place = variable;
        setting.isSet = true;
        setting.value = variable == definition.variable ? shown(definition, value) : QString();
        setting.secretFile = variable == definition.variable ? QString() : value;
    }
    QStringList options;
    for (const GivenOption& option : m_sources.options) {
        if (option.name == definition.name)
            options += option.value;
    }
    if (!options.isEmpty()) {
        setting.source = Source::Option;
        setting.place = QLatin1String("--") + definition.name;
        setting.isSet = true;
        setting.value =
            shown(definition, definition.form == SettingForm::List ? joined(definition, options) : options.last());
    }
    return setting;
}

QString SettingsDraft::rawValue(const SettingDefinition& definition) const
{
    const QStringList values = fileValues(definition.name);
    return values.isEmpty() ? QString(definition.defaultValue) : values.last();
}

QString SettingsDraft::unmasked(const SettingDefinition& definition, const QString& value) const
{
    QString raw = rawValue(definition);
    const QString masked = shown(definition, raw);
    if (value == masked)
        return raw;
    // Around the mask something else may have been typed: then the hidden part is what the mask stands for.
    const QString mask = QLatin1String(maskedSecret);
    const qsizetype at = masked.indexOf(mask);
    if (at < 0 || masked == mask || masked.count(mask) != 1 || value.count(mask) != 1)
        return value;
    const QString before = masked.left(at);
    const QString behind = masked.mid(at + mask.size());
    if (!raw.startsWith(before) || !raw.endsWith(behind))
        return value;
    QString result = value;
    return result.replace(mask, raw.mid(before.size(), raw.size() - before.size() - behind.size()));
}

QStringList SettingsDraft::linesOf(const SettingDefinition& definition, const QString& value) const
{
    if (definition.form != SettingForm::Properties) {
        const QString plain = isDatabaseUrl(definition) ? unmasked(definition, value.trimmed()) : value.trimmed();
        const bool isDefault = plain == definition.defaultValue;
        return plain.isEmpty() || (isDefault && fileValues(definition.name).isEmpty()) ? QStringList()
                                                                                       : QStringList{plain};
    }
    const QStringList known = fileValues(definition.name);
    QStringList lines;
    for (const QString& line : value.split(QLatin1Char('\n'))) {
        QString plain = line.trimmed();
        if (plain.endsWith(QLatin1String(maskedSecret))) {
            for (const QString& old : known) {
                if (maskProperty(old) == plain)
                    plain = old;
            }
        }
        if (!plain.isEmpty())
            lines += plain;
    }
    return lines;
}

QString SettingsDraft::textWith(const SettingsEditor::Values& values) const
{
    QMap<QString, QStringList> changes;
    for (const SettingDefinition& definition : settingDefinitions()) {
        if (!describe(definition).isEditable())
            continue;
        const auto typed = values.find(definition.name);
        const auto path = definition.secret ? values.find(fileKey(definition)) : values.end();
        if (typed != values.end()) {
            changes[definition.name] = linesOf(definition, *typed);
            if (definition.secret)
                changes[fileKey(definition)] = {};
        }
        if (path != values.end() && !path->trimmed().isEmpty()) {
            changes[definition.name] = {};
            changes[fileKey(definition)] = {path->trimmed()};
        }
    }
    return changedSettingsText(m_text, changes);
}

Result<ReadSettings> SettingsDraft::settingsWith(const SettingsEditor::Values& values) const
{
    return readSettingsFrom(m_sources.options, m_sources.environment, m_file, textWith(values));
}

} // namespace orderdesk
