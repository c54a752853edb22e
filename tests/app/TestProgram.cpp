#include "app/DesktopWindow.h"
#include "app/InstanceLink.h"
#include "support/Paths.h"
#include "support/TestRegistration.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

// The built program from outside: what only the whole of it can show.

namespace {

struct Ended
{
    int code = -1;
    QByteArray out;
    QByteArray err;
};

/// Without any ORDERDESK_ variable but those given.
QProcessEnvironment environmentWith(const QStringList& variables)
{
    QProcessEnvironment environment;
    const QProcessEnvironment own = QProcessEnvironment::systemEnvironment();
    for (const QString& name : own.keys()) {
        if (!name.startsWith(QLatin1String("ORDERDESK_")) && !name.startsWith(QLatin1String("XDG_")))
            environment.insert(name, own.value(name));
    }
    environment.insert(QStringLiteral("HOME"), QStringLiteral("/nonexistent"));
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"),
                       QStringLiteral("offscreen")); // no box that waits for a person
    for (const QString& variable : variables)
        environment.insert(variable.section(QLatin1Char('='), 0, 0), variable.section(QLatin1Char('='), 1));
    return environment;
}

Ended run(const QStringList& arguments, const QStringList& variables = {}, const QByteArray& input = {})
{
    QProcess process;
    process.setProcessEnvironment(environmentWith(variables));
    process.start(orderdesk::test::programPath(), arguments);
    process.write(input);
    process.closeWriteChannel();
    Ended ended;
    if (process.waitForFinished(30'000) && process.exitStatus() == QProcess::NormalExit)
        ended.code = process.exitCode();
    ended.out = process.readAllStandardOutput();
    ended.err = process.readAllStandardError();
    return ended;
}

QStringList arguments(const char* text)
{
    return QString::fromUtf8(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace

class TestProgram final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysItsVersion();
    void helps();
    void printsSettingsWithoutSecrets();
    void refusesMistakes_data();
    void refusesMistakes();
    void generatesAndChecks();
    void aClosedPipeIsQuiet();
    void healthWithoutAServer();
    void saysWhyItSendsNoFiles_data();
    void saysWhyItSendsNoFiles();
    void handsFilesOver();
    void opensTheWindowOnATakenPort();
    void endsWithoutAWindowOnATakenPort();
    void keepsItsExitCodeWithoutADisplay();
    void aWindowOnXStopsInOrder();
};

void TestProgram::saysItsVersion()
{
    const Ended ended = run({QStringLiteral("--version")});
    QCOMPARE(ended.code, 0);
    QVERIFY2(ended.out.startsWith("orderdesk ") && ended.out.contains(", Qt 6."), ended.out.constData());
    QCOMPARE(ended.err, QByteArray());
}

void TestProgram::helps()
{
    const Ended ended = run({QStringLiteral("--help")});
    QCOMPARE(ended.code, 0);
    for (const char* expected : {"Usage: orderdesk", "dead-letters", "--http-listen", "ORDERDESK_DATABASE_URL_FILE"})
        QVERIFY2(ended.out.contains(expected), expected);
    const Ended command = run({QStringLiteral("generate"), QStringLiteral("--help")});
    QCOMPARE(command.code, 0);
    QVERIFY2(command.out.contains("--seed S"), command.out.constData());
}

void TestProgram::printsSettingsWithoutSecrets()
{
    const QTemporaryDir folder;
    QFile token(folder.filePath(QStringLiteral("token")));
    QVERIFY(token.open(QIODevice::WriteOnly));
    token.write("canary\n");
    token.close();
    const Ended ended = run(arguments("--print-settings --kafka-topic mine"),
                            {QStringLiteral("ORDERDESK_DATABASE_URL=postgresql://u:canary@h/d"),
                             QString(QLatin1String("ORDERDESK_HTTP_TOKEN_FILE=") + token.fileName())});
    QCOMPARE(ended.code, 0);
    QVERIFY2(!ended.out.contains("canary") && !ended.err.contains("canary"), ended.out.constData());
    for (const char* expected :
         {"kafka-topic = mine (--kafka-topic)\n", "http-token = *** (ORDERDESK_HTTP_TOKEN_FILE)\n",
          "database-url = postgresql://u:***@h/d (ORDERDESK_DATABASE_URL)\n", "cache-size = 256MiB (default)\n"})
        QVERIFY2(ended.out.contains(expected), ended.out.constData());
}

void TestProgram::refusesMistakes_data()
{
    QTest::addColumn<QStringList>("given");
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("option") << arguments("--kafka-topik x") << QString()
                            << QByteArray("orderdesk: no such option --kafka-topik, did you mean --kafka-topic?\n");
    QTest::newRow("command") << arguments("chek") << QString() << QByteArray("orderdesk: no such command \"chek\"");
    QTest::newRow("value") << arguments("--cache-size big check") << QString()
                           << QByteArray("orderdesk: --cache-size: \"big\" is not a size");
    QTest::newRow("variable") << arguments("check") << QStringLiteral("ORDERDESK_LOGLEVEL=info")
                              << QByteArray("orderdesk: ORDERDESK_LOGLEVEL: no such variable, did you mean "
                                            "ORDERDESK_LOG_LEVEL?\n");
    QTest::newRow("file") << arguments("check --config /does/not/exist") << QString()
                          << QByteArray("orderdesk: /does/not/exist: cannot be read");
    QTest::newRow("beyond loopback") << arguments("--http-listen 0.0.0.0:0") << QString()
                                     << QByteArray("orderdesk: --http-listen: refusing to listen beyond loopback");
}

void TestProgram::refusesMistakes()
{
    QFETCH(QStringList, given);
    QFETCH(QString, variable);
    QFETCH(QByteArray, message);
    const Ended ended = run(given, variable.isEmpty() ? QStringList() : QStringList{variable});
    QCOMPARE(ended.code, 2);
    QCOMPARE(ended.out, QByteArray());
    QVERIFY2(ended.err.startsWith(message) && ended.err.count('\n') == 1, ended.err.constData());
}

void TestProgram::generatesAndChecks()
{
    const Ended orders = run(arguments("generate --count 200 --invalid 50"));
    QCOMPARE(orders.code, 0);
    QCOMPARE(orders.out.count('\n'), 200);
    const Ended checked = run({QStringLiteral("check"), QStringLiteral("-")}, {}, orders.out);
    QCOMPARE(checked.code, 65);
    QVERIFY2(checked.err.startsWith("checked 200 orders: "), checked.err.constData());
    QCOMPARE(run({QStringLiteral("check"), orderdesk::test::sourcePath(QStringLiteral("data/model.json"))}).code, 0);
}

void TestProgram::aClosedPipeIsQuiet()
{
    QProcess shell;
    shell.start(QStringLiteral("bash"),
                {QStringLiteral("-c"), QStringLiteral("set -o pipefail; \"$0\" generate --count 1000000 | head -n 1"),
                 orderdesk::test::programPath()});
    QVERIFY(shell.waitForFinished(30'000));
    QCOMPARE(shell.exitCode(), 0);
    QCOMPARE(shell.readAllStandardOutput().count('\n'), 1);
    QCOMPARE(shell.readAllStandardError(), QByteArray());
}

void TestProgram::healthWithoutAServer()
{
    const Ended ended = run(arguments("health --http-listen 127.0.0.1:1"));
    QCOMPARE(ended.code, 1);
    QVERIFY2(ended.out.startsWith("not ready: "), ended.out.constData());
}

void TestProgram::saysWhyItSendsNoFiles_data()
{
    QTest::addColumn<QStringList>("given");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("missing") << arguments("/nowhere/order.json") << 1
                             << QByteArray("/nowhere/order.json: cannot be read: No such file or directory\n");
    QTest::newRow("folder") << arguments("/") << 1 << QByteArray("/: cannot be read: it is a folder\n");
    QTest::newRow("no window") << (arguments("--no-gui")
                                   << orderdesk::test::sourcePath(QStringLiteral("data/model.json")))
                               << 2
                               << QByteArray("files are sent from the window, and there is none (--no-gui): use "
                                             "orderdesk send\n");
}

void TestProgram::saysWhyItSendsNoFiles()
{
    QFETCH(QStringList, given);
    QFETCH(int, code);
    QFETCH(QByteArray, message);
    const Ended ended = run(given);
    QCOMPARE(ended.code, code);
    QCOMPARE(ended.out, QByteArray());
    QVERIFY2(ended.err.endsWith(message) && ended.err.count('\n') == 1, ended.err.constData());
}

/// This test is the window that is open.
void TestProgram::handsFilesOver()
{
    if (!orderdesk::hasDesktopWindow())
        QSKIP("this build has no window");
    const QStringList settings = arguments("--kafka-topic handsFilesOver --http-listen off");
    const auto line =
        orderdesk::parseCommandLine(settings, {}, {{QStringLiteral("HOME"), QStringLiteral("/nonexistent")}});
    QVERIFY(line);
    orderdesk::InstanceLink window;
    QVERIFY(window.listen(orderdesk::instanceName(*line)));
    QSignalSpy requested(&window, &orderdesk::InstanceLink::requested);
    QProcess process;
    process.setWorkingDirectory(orderdesk::test::sourcePath(QStringLiteral("data")));
    process.setProcessEnvironment(environmentWith({QStringLiteral("QT_QPA_PLATFORM=offscreen")}));
    process.start(orderdesk::test::programPath(), settings + arguments("--find x model.json"));
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 20'000);
    QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0,
             process.readAllStandardError().constData());
    QCOMPARE(requested.count(), 1);
    const orderdesk::InstanceRequest expected{QStringLiteral("x"),
                                              {orderdesk::test::sourcePath(QStringLiteral("data/model.json"))}};
    QCOMPARE(requested.first().first().value<orderdesk::InstanceRequest>(), expected);
}

void TestProgram::opensTheWindowOnATakenPort()
{
    if (!orderdesk::hasDesktopWindow())
        QSKIP("this build has no window");
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const QTemporaryDir home;
    QProcess process;
    process.setProcessEnvironment(environmentWith({QString(QLatin1String("HOME=") + home.path())}));
    process.start(orderdesk::test::programPath(),
                  arguments("--new-instance --ingest=off --kafka-brokers 127.0.0.1:1 --http-listen") +
                      QStringList{QStringLiteral("127.0.0.1:%1").arg(other.serverPort())});
    QByteArray err;
    const auto says = [&process, &err](const char* words) {
        err += process.readAllStandardError();
        return err.contains(words) || process.state() == QProcess::NotRunning;
    };
    QTRY_VERIFY_WITH_TIMEOUT(says("ready"), 20'000);
    QVERIFY2(process.state() != QProcess::NotRunning, err.constData());
    QVERIFY2(err.contains("is taken by another program; trying again"), err.constData());
    other.close();
    QTRY_VERIFY_WITH_TIMEOUT(says("serving on port"), 20'000);
    QVERIFY2(process.state() != QProcess::NotRunning, err.constData());
    process.terminate();
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 20'000);
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
}

void TestProgram::endsWithoutAWindowOnATakenPort()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const Ended ended = run(arguments("--no-gui --ingest=off --http-listen") +
                            QStringList{QStringLiteral("127.0.0.1:%1").arg(other.serverPort())});
    QCOMPARE(ended.code, 1);
    QVERIFY2(ended.err.contains(" of 127.0.0.1 is taken by another program\n"), ended.err.constData());
}

/// The box that a person would see there must not change what a script sees.
void TestProgram::keepsItsExitCodeWithoutADisplay()
{
    const QTemporaryDir folder;
    QFile config(folder.filePath(QStringLiteral("orderdesk.conf")));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("# mine\nkafka-tpic = x\n");
    config.close();
    const QByteArray expected =
        "orderdesk: " + config.fileName().toUtf8() + ":2: no such key \"kafka-tpic\", did you mean kafka-topic?\n";
    for (const QStringList& display :
         {QStringList{QStringLiteral("QT_QPA_PLATFORM=")}, QStringList{QStringLiteral("QT_QPA_PLATFORM=offscreen")},
          QStringList{QStringLiteral("QT_QPA_PLATFORM=xcb"), QStringLiteral("DISPLAY=:987654")}}) {
        QStringList variables = display;
        variables += {QStringLiteral("WAYLAND_DISPLAY=")};
        if (display.size() == 1)
            variables += QStringLiteral("DISPLAY=");
        const Ended ended = run({QStringLiteral("--config"), config.fileName()}, variables);
        QCOMPARE(ended.code, 2);
        QVERIFY2(ended.err.startsWith(expected), ended.err.constData());
    }
}

/// There a thread of Qt's own reads from the server, from the application object on.
void TestProgram::aWindowOnXStopsInOrder()
{
    if (!orderdesk::hasDesktopWindow() || QStandardPaths::findExecutable(QStringLiteral("Xvfb")).isEmpty())
        QSKIP("no window, or no Xvfb to show it on");
    const QTemporaryDir home;
    QProcess process;
    process.setProcessEnvironment(environmentWith({
        QString(QLatin1String("HOME=") + home.path()),
        QStringLiteral("LSAN_OPTIONS=detect_leaks=0"), // libdbus, which Qt's platform loads, keeps a kilobyte
    }));
    process.start(orderdesk::test::sourcePath(QStringLiteral("tests/ui/under-xvfb")),
                  QStringList{QStringLiteral("bash"), QStringLiteral("-c"),
                              QStringLiteral("echo \"pid $$.\" >&2; exec \"$0\" \"$@\""),
                              orderdesk::test::programPath()} +
                      arguments("--new-instance --ingest=off --kafka-brokers 127.0.0.1:1 --http-listen off"));
    QByteArray err;
    const auto isReady = [&process, &err] {
        err += process.readAllStandardError();
        return err.contains(" ready\n") || process.state() == QProcess::NotRunning;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isReady(), 40'000);
    static const QRegularExpression words(QStringLiteral("pid (\\d+)\\."));
    const pid_t pid = words.match(QString::fromUtf8(err)).captured(1).toInt();
    QVERIFY2(pid > 0 && process.state() != QProcess::NotRunning, err.constData());
    QCOMPARE(::kill(pid, SIGTERM), 0);
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 20'000);
    err += process.readAllStandardError();
    QVERIFY2(process.exitCode() == 0 && err.contains(" stopping\n"), err.constData());
}

ORDERDESK_TEST(TestProgram)
#include "TestProgram.moc"
