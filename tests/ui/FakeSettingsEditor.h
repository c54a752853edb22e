#pragma once

#include "settings/SettingsEditor.h"

#include <QTimer>

namespace orderdesk::test {

/// A settings editor in memory that remembers what it was asked; its trials answer what the test says.
class FakeSettingsEditor final : public SettingsEditor
{
public:
    FakeSettingsEditor()
    {
        const auto add = [this](const char* name, const char* value, EditableSetting::Source source, const char* place,
                                bool secret = false) {
            EditableSetting setting;
            setting.name = QLatin1String(name);
            setting.value = QString::fromUtf8(value);
            setting.fallback = setting.value;
            setting.help = QStringLiteral("What it is.");
            setting.source = source;
            setting.place = QLatin1String(place);
            setting.secret = secret;
            setting.isSet = source != EditableSetting::Source::Default;
            list += setting;
        };
        using Source = EditableSetting::Source;
        add("ingest", "on", Source::Default, "");
        add("strict", "off", Source::Default, "");
        add("log-level", "info", Source::File, "orderdesk.conf:7");
        add("kafka-brokers", "broker:9092", Source::Variable, "ORDERDESK_KAFKA_BROKERS");
        add("kafka-topic", "orders", Source::Default, "");
        add("kafka-group", "desk", Source::Option, "--kafka-group");
        add("kafka-property", "sasl.password=***", Source::File, "orderdesk.conf:9");
        add("database-url", "postgresql://anna:***@db/orders", Source::File, "orderdesk.conf:3", true);
        add("http-listen", "127.0.0.1:8081", Source::Default, "");
        add("http-token", "", Source::File, "orderdesk.conf:4", true);
        add("batch-orders", "1000", Source::Default, "");
        add("brand-new-setting", "5", Source::Default, "");
    }

    QString file() const override { return QStringLiteral("/home/anna/.config/orderdesk/orderdesk.conf"); }
    Result<QList<EditableSetting>> settings() const override { return list; }
    Sentence problem(const QString& name, const QString& value) const override
    {
        return name == QLatin1String("batch-orders") && value.toInt() == 0
                   ? Sentence::tr("is not a whole number from %1 to %2").arg(1, 100'000)
                   : Sentence();
    }
    Result<void> save(const Values& values) override
    {
        if (!failure.isEmpty())
            return orderdesk::failure(ErrorCode::InvalidInput, Sentence::quoted(failure));
        saved.append(values);
        for (auto it = values.begin(); it != values.end(); ++it)
            waiting += it.key();
        return {};
    }
    QStringList waitingForRestart() const override { return waiting; }
    bool restart() override
    {
        ++restarts;
        return mayRestart;
    }
    bool isFirstRun() const override { return firstRun; }

    void testKafka(const Values& values, QObject* context, Done<KafkaFinding> done) override
    {
        tested.append(values);
        QTimer::singleShot(0, context, [this, done] { done(kafka); });
    }
    void createTopic(const Values&, QObject* context, Done<KafkaFinding> done) override
    {
        kafka->partitions = 4;
        QTimer::singleShot(0, context, [this, done] { done(kafka); });
    }
    void testDatabase(const Values& values, QObject* context, Done<DatabaseFinding> done) override
    {
        tested.append(values);
        QTimer::singleShot(0, context, [this, done] { done(database); });
    }

    QList<EditableSetting> list;
    QList<Values> saved;
    QList<Values> tested;
    QStringList waiting;
    QString failure;
    int restarts = 0;
    bool mayRestart = true;
    bool firstRun = false;
    Result<KafkaFinding> kafka = KafkaFinding{3, QStringLiteral("orders"), 12, {}};
    Result<DatabaseFinding> database = DatabaseFinding{QStringLiteral("15.10"), 2, false, true};
};

} // namespace orderdesk::test
