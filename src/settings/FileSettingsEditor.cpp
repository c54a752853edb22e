#include "settings/FileSettingsEditor.h"

#include "settings/SettingsDraft.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QTimer>

#include <algorithm>

namespace orderdesk {

namespace {

Error cannotWrite(const QString& path, const Sentence& reason)
{
    return {ErrorCode::AccessRefused, Sentence::tr("%1 cannot be written: %2").arg(path, reason)};
}

template <typename Answer>
void answerLater(QObject* context, const SettingsEditor::Done<Answer>& done, const Error& error)
{
    QTimer::singleShot(0, context, [done, error] { done(tl::unexpected(error)); });
}

} // namespace

FileSettingsEditor::FileSettingsEditor(const CommandLine& line, std::function<bool()> restart)
    : m_sources(line.sources)
    , m_running(line.origins)
    , m_restart(std::move(restart))
{
}

QString FileSettingsEditor::file() const
{
    return SettingsDraft::fileOf(m_sources);
}

Result<QList<EditableSetting>> FileSettingsEditor::settings() const
{
    return SettingsDraft::read(m_sources).map([](const SettingsDraft& draft) { return draft.settings(); });
}

Sentence FileSettingsEditor::problem(const QString& name, const QString& value) const
{
    if (value.isEmpty())
        return {};
    for (const SettingDefinition& definition : settingDefinitions()) {
        if (name != definition.name)
            continue;
        const bool isList = definition.form == SettingForm::Properties;
        for (const QString& part : isList ? value.split(QLatin1Char('\n'), Qt::SkipEmptyParts) : QStringList{value}) {
            Settings settings;
            if (const auto applied = definition.apply(settings, part.trimmed()); !applied)
                return applied.error().message;
        }
    }
    return {};
}

Result<void> FileSettingsEditor::save(const Values& values)
{
    const auto draft = SettingsDraft::read(m_sources);
    if (!draft)
        return tl::unexpected(draft.error());
    if (const auto read = draft->settingsWith(values); !read)
        return tl::unexpected(read.error());
    const QString path = file();
    const QString folder = QFileInfo(path).absolutePath();
    if (!QDir().mkpath(folder))
        return tl::unexpected(cannotWrite(path, Sentence::tr("its folder cannot be made")));
    QSaveFile file(path);
    // Before anything is in it: it may hold secrets.
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return tl::unexpected(cannotWrite(path, Sentence::quoted(file.errorString())));
    file.write(draft->textWith(values).toUtf8());
    if (!file.commit())
        return tl::unexpected(cannotWrite(path, Sentence::quoted(file.errorString())));
    for (const EditableSetting& setting : draft->settings()) {
        if (setting.secret && setting.isEditable() &&
            (values.contains(setting.name) || values.contains(setting.name + QLatin1String("-file"))) &&
            values.value(setting.name) != setting.value)
            m_newSecrets.insert(setting.name);
    }
    return {};
}

QStringList FileSettingsEditor::waitingForRestart() const
{
    const auto draft = SettingsDraft::read(m_sources);
    const auto next = draft ? draft->settingsWith({}) : tl::unexpected(draft.error());
    QStringList names;
    for (qsizetype i = 0; next && i < std::min(next->origins.size(), m_running.size()); ++i) {
        const SettingOrigin& now = m_running[i];
        if (now.value != next->origins[i].value || m_newSecrets.contains(now.name))
            names += now.name;
    }
    return names;
}

bool FileSettingsEditor::restart()
{
    return m_restart && m_restart();
}

bool FileSettingsEditor::isFirstRun() const
{
    const auto draft = SettingsDraft::read(m_sources);
    if (!draft || !m_sources.configFile.isEmpty() || QFileInfo::exists(file()))
        return false;
    const QList<EditableSetting> settings = draft->settings();
    return std::none_of(settings.begin(), settings.end(), [](const EditableSetting& setting) {
        return setting.isSet &&
               (setting.name == QLatin1String("kafka-brokers") || setting.name == QLatin1String("database-url"));
    });
}

Result<Settings> FileSettingsEditor::typed(const Values& values) const
{
    return SettingsDraft::read(m_sources)
        .and_then([&values](const SettingsDraft& draft) { return draft.settingsWith(values); })
        .map([](const ReadSettings& read) { return read.settings; });
}

void FileSettingsEditor::testKafka(const Values& values, QObject* context, Done<KafkaFinding> done)
{
    tryKafka(values, false, context, std::move(done));
}

void FileSettingsEditor::createTopic(const Values& values, QObject* context, Done<KafkaFinding> done)
{
    tryKafka(values, true, context, std::move(done));
}

void FileSettingsEditor::tryKafka(const Values& values, bool create, QObject* context, Done<KafkaFinding> done)
{
    const auto settings = typed(values);
    if (!settings)
        return answerLater<KafkaFinding>(context, done, settings.error());
    if (usesEmbeddedBroker(*settings)) {
        QTimer::singleShot(0, context, [done, topic = settings->broker.topic] { done(KafkaFinding{1, topic, 4, {}}); });
        return;
    }
    m_probes.askKafka(settings->broker, create, context, std::move(done));
}

void FileSettingsEditor::testDatabase(const Values& values, QObject* context, Done<DatabaseFinding> done)
{
    const auto settings = typed(values);
    if (!settings)
        return answerLater<DatabaseFinding>(context, done, settings.error());
    m_probes.askDatabase(settings->database, context, std::move(done));
}

} // namespace orderdesk
