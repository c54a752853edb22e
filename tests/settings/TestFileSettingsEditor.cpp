#include "settings/FileSettingsEditor.h"
#include "support/TestRegistration.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace orderdesk;

namespace {

using Source = EditableSetting::Source;

QString text(const char* utf8)
{
    return QString::fromUtf8(utf8);
}

/// An editor over a file of its own.
struct Bench
{
    explicit Bench(const QByteArray& content = {}, const Environment& variables = {}, const QStringList& arguments = {})
    {
        environment = variables;
        environment.insert(text("XDG_CONFIG_HOME"), folder.path());
        path = folder.filePath(text("orderdesk/orderdesk.conf"));
        if (!content.isEmpty()) {
            QDir(folder.path()).mkpath(text("orderdesk"));
            QFile file(path);
            if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
                qFatal("cannot write the test's file");
        }
        const auto line = parseCommandLine(arguments, {}, environment);
        if (!line)
            qFatal("%s", qPrintable(line.error().message.english()));
        editor = std::make_unique<FileSettingsEditor>(*line, nullptr);
    }

    EditableSetting setting(const char* name) const
    {
        for (const EditableSetting& each : editor->settings().value_or(QList<EditableSetting>())) {
            if (each.name == QLatin1String(name))
                return each;
        }
        return {};
    }

    QByteArray content() const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
    }

    QTemporaryDir folder;
    Environment environment;
    QString path;
    std::unique_ptr<FileSettingsEditor> editor;
};

} // namespace

class TestFileSettingsEditor final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhereAValueComesFrom();
    void savesAndKeepsTheRest();
    void makesAFileForItsOwnerOnly();
    void refusesWhatAStartWouldRefuse();
    void writesNothingThatTheEnvironmentDecides();
    void hidesSecrets();
    void keepsThePasswordBehindItsMask();
    void keepsMaskedProperties();
    void readsASecretFromAFile();
    void takesASettingBack();
    void saysWhatWaitsForARestart();
    void knowsTheFirstRun();
    void saysWhatIsWrongWithAValue();
    void testsWhatIsTyped();
    void endsARunningTest();
};

void TestFileSettingsEditor::saysWhereAValueComesFrom()
{
    const Bench bench("# mine\nkafka-topic = sales\nbatch-orders = 7\n", {{text("ORDERDESK_BATCH_ORDERS"), text("8")}},
                      {text("--kafka-group"), text("g")});
    QCOMPARE(bench.editor->file(), bench.path);
    const EditableSetting topic = bench.setting("kafka-topic");
    QCOMPARE(topic.value, text("sales"));
    QCOMPARE(topic.source, Source::File);
    QCOMPARE(topic.place, text("orderdesk.conf:2"));
    QVERIFY(topic.isEditable());
    const EditableSetting batch = bench.setting("batch-orders");
    QCOMPARE(batch.value, text("8"));
    QCOMPARE(batch.place, text("ORDERDESK_BATCH_ORDERS"));
    QVERIFY(!batch.isEditable());
    const EditableSetting group = bench.setting("kafka-group");
    QCOMPARE(group.value, text("g"));
    QCOMPARE(group.place, text("--kafka-group"));
    QVERIFY(!group.isEditable());
    const EditableSetting brokers = bench.setting("kafka-brokers");
    QCOMPARE(brokers.value, text("localhost:9092"));
    QCOMPARE(brokers.source, Source::Default);
    QVERIFY(!brokers.isSet);
    QVERIFY(!brokers.help.isEmpty());
}

void TestFileSettingsEditor::savesAndKeepsTheRest()
{
    const Bench bench("# mine\nkafka-topic = sales\n\n# batch-orders = 100\nstrict = yes\n");
    QCOMPARE(bench.setting("strict").value, text("on"));
    const auto saved = bench.editor->save({{text("kafka-topic"), text(" shop ")}, {text("batch-orders"), text("50")}});
    QVERIFY2(saved.has_value(), saved ? "" : qPrintable(saved.error().message.english()));
    QCOMPARE(bench.content(),
             QByteArray("# mine\nkafka-topic = shop\n\n# batch-orders = 100\nbatch-orders = 50\nstrict = yes\n"));
    QCOMPARE(bench.setting("kafka-topic").value, text("shop"));
}

void TestFileSettingsEditor::makesAFileForItsOwnerOnly()
{
    const Bench bench;
    QVERIFY(bench.editor->save({{text("http-token"), text("topsecret")}}));
    QCOMPARE(bench.content(), QByteArray("http-token = topsecret\n"));
    const auto others =
        QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    QVERIFY(!(QFileInfo(bench.path).permissions() & others));
}

void TestFileSettingsEditor::refusesWhatAStartWouldRefuse()
{
    const QByteArray before("kafka-topic = sales\n");
    const Bench bench(before);
    const auto bad = bench.editor->save({{text("batch-orders"), text("many")}});
    QVERIFY(!bad);
    QVERIFY2(bad.error().message.english().contains(text("whole number")), qPrintable(bad.error().message.english()));
    // What no field can know alone.
    const auto open = bench.editor->save({{text("http-listen"), text("0.0.0.0:9000")}});
    QVERIFY(!open);
    QVERIFY2(open.error().message.english().contains(text("token")), qPrintable(open.error().message.english()));
    QCOMPARE(bench.content(), before);
    QVERIFY(bench.editor->save({{text("http-listen"), text("0.0.0.0:9000")}, {text("http-token"), text("t0ken")}}));
}

void TestFileSettingsEditor::writesNothingThatTheEnvironmentDecides()
{
    const Bench bench("kafka-topic = sales\n", {{text("ORDERDESK_KAFKA_TOPIC"), text("other")}});
    QVERIFY(bench.editor->save({{text("kafka-topic"), text("third")}, {text("kafka-group"), text("g2")}}));
    QCOMPARE(bench.content(), QByteArray("kafka-topic = sales\nkafka-group = g2\n"));
}

void TestFileSettingsEditor::hidesSecrets()
{
    const Bench bench("http-token = topsecret\ndatabase-url = postgresql://anna:hunter2@db/orders\n"
                      "kafka-property = sasl.password=hunter3\n");
    const auto settings = bench.editor->settings();
    QVERIFY(settings);
    for (const EditableSetting& setting : *settings) {
        for (const char* secret : {"topsecret", "hunter2", "hunter3"})
            QVERIFY2(!setting.value.contains(QLatin1String(secret)), qPrintable(setting.name));
    }
    QVERIFY(bench.setting("http-token").isSet);
    QCOMPARE(bench.setting("database-url").value, text("postgresql://anna:***@db/orders"));
    QCOMPARE(bench.setting("kafka-property").value, text("sasl.password=***"));
}

void TestFileSettingsEditor::keepsThePasswordBehindItsMask()
{
    const Bench bench("database-url = postgresql://anna:hunter2@db/orders\n");
    QVERIFY(bench.editor->save({{text("database-url"), text("postgresql://anna:***@db2/orders?sslmode=require")}}));
    QCOMPARE(bench.content(), QByteArray("database-url = postgresql://anna:hunter2@db2/orders?sslmode=require\n"));
    QVERIFY(bench.editor->save({{text("database-url"), text("postgresql://anna:other@db2/orders")}}));
    QCOMPARE(bench.content(), QByteArray("database-url = postgresql://anna:other@db2/orders\n"));
}

void TestFileSettingsEditor::keepsMaskedProperties()
{
    const Bench bench("kafka-property = sasl.password=hunter3\nkafka-property = client.rack=a\n");
    QVERIFY(bench.editor->save(
        {{text("kafka-property"), text("client.rack=b\nsasl.password=***\n\nsocket.keepalive.enable=true")}}));
    QCOMPARE(bench.content(), QByteArray("kafka-property = client.rack=b\nkafka-property = sasl.password=hunter3\n"
                                         "kafka-property = socket.keepalive.enable=true\n"));
}

void TestFileSettingsEditor::readsASecretFromAFile()
{
    const Bench bench("http-token = old\n");
    const QString secretFile = bench.folder.filePath(text("token"));
    QVERIFY(!bench.editor->save({{text("http-token-file"), secretFile}}));
    QFile file(secretFile);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("fromfile\n") == 9);
    file.close();
    QVERIFY(bench.editor->save({{text("http-token-file"), secretFile}}));
    QCOMPARE(bench.content(), QByteArray("http-token-file = " + secretFile.toUtf8() + '\n'));
    QCOMPARE(bench.setting("http-token").secretFile, secretFile);
    const auto line = parseCommandLine({}, {}, bench.environment);
    QVERIFY(line);
    QCOMPARE(line->settings.http.token, QByteArray("fromfile"));
    QVERIFY(bench.editor->save({{text("http-token"), QString()}}));
    QCOMPARE(bench.content(), QByteArray());
}

void TestFileSettingsEditor::takesASettingBack()
{
    const Bench bench("kafka-topic = sales\nkafka-group = g\n");
    QVERIFY(bench.editor->save({{text("kafka-topic"), QString()}}));
    QCOMPARE(bench.content(), QByteArray("kafka-group = g\n"));
    // A default that was never written is not written now.
    QVERIFY(bench.editor->save({{text("kafka-brokers"), text("localhost:9092")}}));
    QCOMPARE(bench.content(), QByteArray("kafka-group = g\n"));
}

void TestFileSettingsEditor::saysWhatWaitsForARestart()
{
    const Bench bench("kafka-topic = sales\nhttp-token = one\n");
    QCOMPARE(bench.editor->waitingForRestart(), QStringList());
    QVERIFY(bench.editor->save({{text("kafka-topic"), text("shop")}}));
    QCOMPARE(bench.editor->waitingForRestart(), QStringList{text("kafka-topic")});
    QVERIFY(bench.editor->save({{text("kafka-topic"), text("sales")}}));
    QCOMPARE(bench.editor->waitingForRestart(), QStringList());
    QVERIFY(bench.editor->save({{text("http-token"), text("two")}}));
    QCOMPARE(bench.editor->waitingForRestart(), QStringList{text("http-token")});
}

void TestFileSettingsEditor::knowsTheFirstRun()
{
    QVERIFY(Bench().editor->isFirstRun());
    QVERIFY(!Bench("# empty\n").editor->isFirstRun());
    QVERIFY(!Bench({}, {{text("ORDERDESK_DATABASE_URL"), text("postgresql:///x")}}).editor->isFirstRun());
    QVERIFY(!Bench({}, {}, {text("--kafka-brokers"), text("a:1")}).editor->isFirstRun());
    QVERIFY(Bench({}, {{text("ORDERDESK_LOG_LEVEL"), text("debug")}}).editor->isFirstRun());
}

void TestFileSettingsEditor::saysWhatIsWrongWithAValue()
{
    const Bench bench;
    QCOMPARE(bench.editor->problem(text("batch-orders"), text("5")).english(), QString());
    QVERIFY(bench.editor->problem(text("batch-orders"), text("0")).english().contains(text("whole number")));
    QCOMPARE(bench.editor->problem(text("kafka-property"), text("a=1\nb=2")).english(), QString());
    QVERIFY(!bench.editor->problem(text("kafka-property"), text("a=1\nnonsense")).english().isEmpty());
}

void TestFileSettingsEditor::testsWhatIsTyped()
{
    // A port that was free a moment ago.
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const QString closed = text("127.0.0.1:%1").arg(server.serverPort());
    server.close();
    const Bench bench;
    QObject context;
    std::optional<Result<KafkaFinding>> kafka;
    std::optional<Result<DatabaseFinding>> database;
    bench.editor->testKafka({{text("kafka-brokers"), closed}}, &context, [&](auto answer) { kafka = answer; });
    bench.editor->testDatabase({{text("database-url"), text("postgresql://u:hunter2@%1/x").arg(closed)}}, &context,
                               [&](auto answer) { database = answer; });
    QTRY_VERIFY_WITH_TIMEOUT(kafka && database, 20'000);
    QVERIFY(!*kafka);
    QVERIFY2(kafka->error().message.english().contains(text("refused")), qPrintable(kafka->error().message.english()));
    QVERIFY(!*database);
    QVERIFY2(database->error().message.english().contains(text("refused")),
             qPrintable(database->error().message.english()));
    QVERIFY(!database->error().message.english().contains(text("hunter2")));
    kafka.reset();
    bench.editor->testKafka({{text("kafka-brokers"), text("no/host")}}, &context, [&](auto answer) { kafka = answer; });
    QVERIFY(!kafka); // never before it returned
    QTRY_VERIFY(kafka);
    QCOMPARE(kafka->error().code, ErrorCode::InvalidInput);
    kafka.reset();
    bench.editor->testKafka({{text("kafka-brokers"), text("embedded")}}, &context,
                            [&](auto answer) { kafka = answer; });
    QTRY_VERIFY(kafka);
    QVERIFY(*kafka);
    QCOMPARE(bench.content(), QByteArray("(no file)"));
}

void TestFileSettingsEditor::endsARunningTest()
{
    // Takes connections and never says a word.
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    Bench bench;
    QObject context;
    const QString address = text("127.0.0.1:%1").arg(silent.serverPort());
    const auto never = [](const auto&) { qFatal("an answer after the end"); };
    bench.editor->testKafka({{text("kafka-brokers"), address}}, &context, never);
    bench.editor->testDatabase({{text("database-url"), text("postgresql://%1/x").arg(address)}}, &context, never);
    QTRY_VERIFY(silent.hasPendingConnections());
    QElapsedTimer clock;
    clock.start();
    bench.editor.reset();
    QVERIFY2(clock.elapsed() < 7'000, qPrintable(QString::number(clock.elapsed())));
    QCoreApplication::processEvents();
}

ORDERDESK_TEST(TestFileSettingsEditor)
#include "TestFileSettingsEditor.moc"
