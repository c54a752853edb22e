#pragma once

#include "settings/CommandLine.h"
#include "settings/SettingsEditor.h"
#include "settings/SettingsFile.h"

namespace orderdesk {

/// What is typed into Preferences, put over what the program's sources say: pure text and values, no I/O but reading
/// the file. A value.
class SettingsDraft final
{
public:
    /// Reads the file; one that does not exist is empty. Fails when it cannot be read or is not `key = value`.
    static Result<SettingsDraft> read(const SettingSources& sources);
    /// The file: --config's, else the standard one.
    static QString fileOf(const SettingSources& sources);

    QList<EditableSetting> settings() const;
    /// The file's text with the values in it. What the environment or command line decides is left out.
    QString textWith(const SettingsEditor::Values& values) const;
    /// textWith() read as at a start. Fails (InvalidInput) with one line and no secret.
    Result<ReadSettings> settingsWith(const SettingsEditor::Values& values) const;

private:
    QStringList fileValues(const QString& key) const;
    EditableSetting describe(const SettingDefinition& definition) const;
    QStringList linesOf(const SettingDefinition& definition, const QString& value) const;
    QString unmasked(const SettingDefinition& definition, const QString& value) const;
    QString rawValue(const SettingDefinition& definition) const;

    SettingSources m_sources;
    QString m_file;
    QString m_text;
    QList<FileEntry> m_entries;
};

} // namespace orderdesk
