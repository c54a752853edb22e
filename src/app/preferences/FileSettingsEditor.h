#pragma once

#include "app/CommandLine.h"
#include "concurrency/AnsweringThread.h"
#include "storage/ConnectionInterrupt.h"
#include "ui/preferences/SettingsEditor.h"

#include <QSet>

#include <atomic>
#include <memory>

namespace orderdesk {

/// SettingsEditor over the program's one settings table and its settings file. Trials run on two threads of their own,
/// made for the first of them; destroying this ends them at once. Main thread.
class FileSettingsEditor final : public SettingsEditor
{
public:
    /// `line`: what the program was started with. `restart` empty: not possible.
    FileSettingsEditor(const CommandLine& line, std::function<bool()> restart);
    ~FileSettingsEditor() override;

    QString file() const override;
    Result<QList<EditableSetting>> settings() const override;
    QString problem(const QString& name, const QString& value) const override;
    Result<void> save(const Values& values) override;
    QStringList waitingForRestart() const override;
    bool restart() override;
    bool isFirstRun() const override;
    void testKafka(const Values& values, QObject* context, Done<KafkaAnswer> done) override;
    void createTopic(const Values& values, QObject* context, Done<KafkaAnswer> done) override;
    void testDatabase(const Values& values, QObject* context, Done<DatabaseFinding> done) override;

private:
    struct Nothing
    {
    };
    using Worker = AnsweringThread<Nothing>;

    Result<Settings> typed(const Values& values) const;
    void tryKafka(const Values& values, bool create, QObject* context, Done<KafkaAnswer> done);
    static Worker& worker(std::unique_ptr<Worker>& thread, const char* name);

    const SettingSources m_sources;
    const QList<SettingOrigin> m_running;
    const std::function<bool()> m_restart;
    QSet<QString> m_newSecrets; ///< whose change the masked origins do not show
    std::atomic<bool> m_stop{false};
    const std::shared_ptr<ConnectionInterrupt> m_interrupt = std::make_shared<ConnectionInterrupt>();
    std::unique_ptr<Worker> m_kafka; ///< end first
    std::unique_ptr<Worker> m_database;
};

} // namespace orderdesk
