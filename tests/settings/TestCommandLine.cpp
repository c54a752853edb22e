#include "app/HelpText.h"
#include "settings/CommandLine.h"
#include "support/TestRegistration.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace orderdesk;

namespace {

const QList<CommandInfo> commands{
    {QLatin1String("send"), QLatin1String("[FILE...|-]"), QLatin1String("Publish orders."), {}},
    {QLatin1String("generate"),
     QLatin1String("--count N"),
     QLatin1String("Write orders."),
     {{QLatin1String("count"), QLatin1String("N"), QLatin1String("How many.")},
      {QLatin1String("all"), QLatin1String(""), QLatin1String("All.")}}},
};

Result<CommandLine> parse(const char* line)
{
    return parseCommandLine(QString::fromUtf8(line).split(QLatin1Char(' '), Qt::SkipEmptyParts), commands, {});
}

QString problem(const char* line)
{
    const auto parsed = parse(line);
    return parsed ? QStringLiteral("(no problem)") : parsed.error().message.english();
}

} // namespace

class TestCommandLine final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsOptionsAndCommand();
    void readsRequests();
    void endsOptions();
    void takesFilesForTheWindow();
    void knowsWhoAsksForAWindow_data();
    void knowsWhoAsksForAWindow();
    void refuses_data();
    void refuses();
    void helpListsEveryRow();
    void helpOfACommandListsItsOptions();
};

void TestCommandLine::readsOptionsAndCommand()
{
    const auto line = parse("--no-gui --ingest=off --kafka-topic a generate --count 3 --kafka-group g --all file -");
    QVERIFY2(line, qPrintable(problem("")));
    QVERIFY(line->request == CommandLine::Request::Run);
    QCOMPARE(line->command, QStringLiteral("generate"));
    QCOMPARE(line->options.value(QStringLiteral("count")), QStringLiteral("3"));
    QCOMPARE(line->options.value(QStringLiteral("all")), QStringLiteral("on"));
    QCOMPARE(line->arguments, QStringList({QStringLiteral("file"), QStringLiteral("-")}));
    QCOMPARE(line->settings.noGui, true);
    QCOMPARE(line->settings.ingest, false);
    QCOMPARE(line->settings.broker.topic, QStringLiteral("a"));
    QCOMPARE(line->settings.broker.group, QStringLiteral("g"));
    QCOMPARE(parse("--no-gui=off")->settings.noGui, false);
}

void TestCommandLine::readsRequests()
{
    QVERIFY(parse("")->request == CommandLine::Request::Run);
    QVERIFY(parse("")->command.isEmpty());
    QVERIFY(parse("--version")->request == CommandLine::Request::Version);
    QVERIFY(parse("-V")->request == CommandLine::Request::Version);
    QVERIFY(parse("--print-settings")->request == CommandLine::Request::PrintSettings);
    QVERIFY(parse("send --help")->request == CommandLine::Request::Help);
    QVERIFY(parse("--help --print-settings")->request == CommandLine::Request::Help);
    QVERIFY(parse("--help --cache-size nonsense")->request == CommandLine::Request::Help);
}

void TestCommandLine::endsOptions()
{
    const auto line = parse("send -- --strict -");
    QVERIFY(line);
    QCOMPARE(line->arguments, QStringList({QStringLiteral("--strict"), QStringLiteral("-")}));
    QCOMPARE(line->settings.strict, false);
}

void TestCommandLine::takesFilesForTheWindow()
{
    const auto files = parse("--strict a.json --kafka-topic t send - b");
    QVERIFY(files);
    QVERIFY(files->command.isEmpty());
    QCOMPARE(files->files,
             QStringList({QStringLiteral("a.json"), QStringLiteral("send"), QStringLiteral("-"), QStringLiteral("b")}));
    QCOMPARE(files->settings.broker.topic, QStringLiteral("t"));
    QCOMPARE(parse("./send")->files, QStringList(QStringLiteral("./send")));
    QCOMPARE(parse("-- send --strict")->files, QStringList({QStringLiteral("send"), QStringLiteral("--strict")}));
    QCOMPARE(parse("--find x a.json")->find, QStringLiteral("x"));
    const auto command = parse("send a.json");
    QCOMPARE(command->command, QStringLiteral("send"));
    QVERIFY(command->files.isEmpty());
    QCOMPARE(command->arguments, QStringList(QStringLiteral("a.json")));
}

void TestCommandLine::knowsWhoAsksForAWindow_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("variable");
    QTest::addColumn<bool>("asks");
    QTest::newRow("nothing") << ""
                             << "kafka-tpic = x"
                             << "" << true;
    QTest::newRow("file to send") << "order.json"
                                  << "kafka-tpic = x"
                                  << "" << true;
    QTest::newRow("find") << "--find x --new-instance"
                          << ""
                          << "" << true;
    QTest::newRow("bad value") << "--cache-size big"
                               << ""
                               << "" << true;
    QTest::newRow("command") << "send"
                             << "kafka-tpic = x"
                             << "" << false;
    QTest::newRow("settings") << "--print-settings"
                              << "kafka-tpic = x"
                              << "" << false;
    QTest::newRow("option") << "--no-gui"
                            << "kafka-tpic = x"
                            << "" << false;
    QTest::newRow("variable") << ""
                              << "kafka-tpic = x"
                              << "on" << false;
    QTest::newRow("file") << ""
                          << "kafka-tpic = x\nno-gui = yes"
                          << "" << false;
    QTest::newRow("option over variable") << "--no-gui=off"
                                          << "kafka-tpic = x"
                                          << "on" << true;
    QTest::newRow("variable over file") << ""
                                        << "no-gui = on"
                                        << "off" << true;
    QTest::newRow("not to be understood") << "--no-gui=perhaps"
                                          << ""
                                          << "" << false;
    QTest::newRow("mistyped option") << "--no-guy"
                                     << ""
                                     << "" << false;
}

void TestCommandLine::knowsWhoAsksForAWindow()
{
    QFETCH(const QString, line);
    QFETCH(const QString, file);
    QFETCH(const QString, variable);
    const QTemporaryDir folder;
    QFile config(folder.filePath(QStringLiteral("orderdesk.conf")));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write(file.toUtf8());
    config.close();
    const QStringList arguments =
        QStringList{QStringLiteral("--config"), config.fileName()} + line.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QTEST(asksForWindow(arguments, commands, {{QStringLiteral("ORDERDESK_NO_GUI"), variable}}), "asks");
}

void TestCommandLine::refuses_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* line, const char* message) {
        QTest::newRow(line) << QByteArray(line) << QString(QLatin1String(message));
    };
    row("--kafka-topik x", "no such option --kafka-topik, did you mean --kafka-topic?");
    row("--log json", "no such option --log, did you mean --log-level?");
    row("--frobnicate", "no such option --frobnicate, see --help");
    row("-no-gui", "no such option -no-gui, did you mean --no-gui?");
    row("-x", "no such option -x, see --help");
    row("--count 3 generate", "no such option --count, see --help");
    row("generate --cout 3", "no such option --cout, did you mean --count?");
    row("generate --count", "--count: the value is missing");
    row("--kafka-topic", "--kafka-topic: the value is missing");
    row("--config", "--config: the value is missing");
    row("--config=", "--config: the value is missing");
    row("--help=yes", "--help: takes no value");
    row("sned", "no such command \"sned\", did you mean send? (commands: send, generate)");
    row("--http-token x", "--http-token: a secret is never taken from the arguments, which others can read: set "
                          "ORDERDESK_HTTP_TOKEN or ORDERDESK_HTTP_TOKEN_FILE, or put it into the file");
    row("--database-url=postgresql://u:hunter2@h/d",
        "--database-url: a secret is never taken from the arguments, which others can read: set "
        "ORDERDESK_DATABASE_URL or ORDERDESK_DATABASE_URL_FILE, or put it into the file");
}

void TestCommandLine::refuses()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, message);
    QCOMPARE(problem(line.constData()), message);
}

void TestCommandLine::helpListsEveryRow()
{
    const QString help = helpText(commands, {});
    for (const SettingDefinition& definition : settingDefinitions()) {
        const QString name = definition.secret ? QString(definition.variable + QLatin1String("_FILE"))
                                               : QString(QLatin1String("--") + definition.name);
        QVERIFY2(help.contains(name), qPrintable(name));
        QVERIFY2(help.contains(definition.variable), definition.variable.data());
        QVERIFY2(definition.defaultValue.isEmpty() || help.contains(definition.defaultValue), definition.name.data());
        QVERIFY2(help.contains(definition.group), definition.group.data());
    }
    for (const CommandInfo& command : commands)
        QVERIFY(help.contains(command.summary));
    for (const QString& line : help.split(QLatin1Char('\n')))
        QVERIFY2(line.size() <= 100, qPrintable(line));
}

void TestCommandLine::helpOfACommandListsItsOptions()
{
    const QString help = helpText(commands, QStringLiteral("generate"));
    QVERIFY(help.startsWith(QLatin1String("Usage: orderdesk generate --count N\n")));
    QVERIFY(help.contains(QLatin1String("--count N")));
    QVERIFY(help.contains(QLatin1String("--all")));
}

ORDERDESK_TEST(TestCommandLine)
#include "TestCommandLine.moc"
