#pragma once

#include "settings/CommandLine.h"
#include "settings/ServerProbes.h"
#include "settings/SettingsEditor.h"

#include <QSet>

#include <functional>

namespace orderdesk {

/// SettingsEditor over the program's one settings table and its settings file. Destroying this ends
/// running probes at once. Main thread.
class FileSettingsEditor final : public SettingsEditor
{
public:
    /// `line`: what the program was started with. `restart` empty: not possible.
    FileSettingsEditor(const CommandLine& line, std::function<bool()> restart);

    QString file() const override;
    Result<QList<EditableSetting>> settings() const override;
    Sentence problem(const QString& name, const QString& value) const override;
    Result<void> save(const Values& values) override;
    QStringList waitingForRestart() const override;
    bool restart() override;
    bool isFirstRun() const override;
    void testKafka(const Values& values, QObject* context, Done<KafkaFinding> done) override;
    void createTopic(const Values& values, QObject* context, Done<KafkaFinding> done) override;
    void testDatabase(const Values& values, QObject* context, Done<DatabaseFinding> done) override;

private:
    Result<Settings> typed(const Values& values) const;
    void tryKafka(const Values& values, bool create, QObject* context, Done<KafkaFinding> done);

    const SettingSources m_sources;
    const QList<SettingOrigin> m_running;
    const std::function<bool()> m_restart;
    QSet<QString> m_newSecrets;                     ///< whose change the masked origins do not show
    ServerProbes m_probes{QStringLiteral("probe")}; ///< ends first
};

} // namespace orderdesk
