#pragma once

#include "settings/SettingDefinition.h"

#include <QList>
#include <QMap>
#include <QString>

namespace orderdesk {

/// The environment's variables; a map, so that tests bring their own.
using Environment = QMap<QString, QString>;

/// `--name value` as it was given. Flags have the value "on".
struct GivenOption
{
    QString name;
    QString value;
};

/// What a setting was set to and by whom, ready to be printed: secrets are masked already.
struct SettingOrigin
{
    QString name;
    QString value;
    QString source; ///< "default", "FILE:LINE", "ORDERDESK_…" or "--…"
};

struct ReadSettings
{
    Settings settings;
    QList<SettingOrigin> origins; ///< a row for each of the table, in its order
};

/// $XDG_CONFIG_HOME/orderdesk/orderdesk.conf, whether it exists or not; empty where there is no home.
QString standardConfigFile(const Environment& environment);

/// The variable that names a file with a secret: VARIABLE_FILE.
QString fileVariable(const SettingDefinition& definition);
/// The key that does so in the settings file: "http-token-file".
QString fileKey(const SettingDefinition& definition);

/// Puts the settings together: command line over environment over file over default. The file is `configFile`, or, when
/// that is empty, $XDG_CONFIG_HOME/orderdesk/orderdesk.conf if there is one. Everything given is checked, also what
/// another source overrides. Empty variables count as not set.
/// Fails (InvalidInput) with one line that names the place and what is allowed, and never holds a secret.
Result<ReadSettings> readSettings(const QList<GivenOption>& options, const Environment& environment,
                                  const QString& configFile);

/// The same with `text` in place of what the file `path` holds: to try a change before it is written.
Result<ReadSettings> readSettingsFrom(const QList<GivenOption>& options, const Environment& environment,
                                      const QString& path, const QString& text);

} // namespace orderdesk
