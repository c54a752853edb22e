#include "app/Program.h"
#include "support/OrderdeskProcess.h"
#include "support/PostgresFixture.h"
#include "ui/live/LiveOrdersPage.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QPushButton>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>
#include <QTimer>
#include <QToolButton>
#include <QWizard>

#include <cstdlib>

using namespace orderdesk;
using namespace orderdesk::test;

// Two programs in one file. Started plainly it is the test; started by the test, with WAY_LIFE set, it is Orderdesk
// itself with somebody at the window, who restarts it: the second life comes by the same main().

namespace {

constexpr int patience = 30'000;

[[noreturn]] void fail(const QString& why)
{
    QTextStream(stderr) << "FAILED: " << why << '\n';
    std::_Exit(1);
}

void check(bool holds, const QString& what)
{
    if (!holds)
        fail(what);
    QTextStream(stderr) << "seen: " << what << '\n';
}

template <typename Condition>
void waitFor(Condition condition, const QString& what)
{
    QElapsedTimer timer;
    timer.start();
    while (!condition()) {
        if (timer.elapsed() > patience)
            fail(QStringLiteral("in vain: ") + what);
        QTest::qWait(20);
    }
    QTextStream(stderr) << "seen: " << what << '\n';
}

QMainWindow* mainWindow()
{
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        if (auto* window = qobject_cast<QMainWindow*>(widget))
            return window;
    }
    fail(QStringLiteral("there is no window"));
}

template <typename Object>
Object* find(const QObject* in, const char* name)
{
    auto* found = in->findChild<Object*>(QLatin1String(name));
    if (!found)
        fail(QStringLiteral("there is no ") + QLatin1String(name));
    return found;
}

/// Somebody at the preferences or the assistant.
struct Dialog
{
    Dialog(const char* action, const char* name)
    {
        find<QAction>(mainWindow(), action)->trigger();
        widget = find<QDialog>(mainWindow(), name);
    }

    void type(const char* line, const QString& text) const
    {
        auto* edit = find<QLineEdit>(widget, line);
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    void typeSecret(const char* secret, const QString& text) const
    {
        auto* edit = find<QWidget>(widget, secret);
        find<QComboBox>(edit, "modeComboBox")->setCurrentIndex(1);
        auto* line = find<QLineEdit>(edit, "secretLineEdit");
        line->selectAll();
        QTest::keyClicks(line, text);
    }
    void click(const char* part, const char* button) const
    {
        find<QPushButton>(find<QWidget>(widget, part), button)->click();
    }
    void expect(const char* part, const QString& words) const
    {
        const auto* label = find<QLabel>(find<QWidget>(widget, part), "answerLabel");
        const auto answered = [&] { return !label->text().isEmpty() && !label->text().endsWith(QChar(0x2026)); };
        waitFor(answered, QLatin1String(part) + QStringLiteral(" answers"));
        check(label->text().contains(words), label->text());
    }
    QString note(const char* setting) const
    {
        return find<QLabel>(widget, QByteArray(setting).append("Note").constData())->text();
    }

    QDialog* widget = nullptr;
};

QString settingsFile()
{
    return qEnvironmentVariable("XDG_CONFIG_HOME") + QStringLiteral("/orderdesk/orderdesk.conf");
}

QByteArray contents()
{
    QFile file(settingsFile());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The right address, but for this.
QString databaseWith(const QString& parameter)
{
    const QString url = qEnvironmentVariable("WAY_DATABASE");
    if (!url.contains(QLatin1String("://")))
        return url + QLatin1Char(' ') + parameter;
    return url + QLatin1Char(url.contains(QLatin1Char('?')) ? '&' : '?') + parameter;
}

void useTheAssistant()
{
    const QByteArray before = contents();
    const Dialog setup("setupAction", "SetupAssistant");
    auto* wizard = qobject_cast<QWizard*>(setup.widget);
    check(!find<QLineEdit>(wizard, "setupTopicLineEdit")->isEnabled() &&
              find<QLabel>(wizard, "setupTopicNote")->text().contains(QStringLiteral("ORDERDESK_KAFKA_TOPIC")),
          QStringLiteral("the topic comes from the environment and says so"));
    wizard->next();
    setup.click("setupKafkaTest", "testButton");
    setup.expect("setupKafkaTest", QStringLiteral("cannot reach Kafka at 127.0.0.1:1"));
    setup.type("setupBrokersLineEdit", qEnvironmentVariable("WAY_BROKERS"));
    setup.click("setupKafkaTest", "testButton");
    setup.expect("setupKafkaTest", QStringLiteral("does not exist yet"));
    setup.click("setupKafkaTest", "createTopicButton");
    setup.expect("setupKafkaTest", QStringLiteral("partition"));
    wizard->next();
    setup.typeSecret("setupDatabaseSecret", qEnvironmentVariable("WAY_DATABASE"));
    setup.click("setupDatabaseTest", "testButton");
    setup.expect("setupDatabaseTest", QStringLiteral("The tables will be created"));
    wizard->next();
    check(find<QLabel>(wizard, "summaryTextLabel")->text() ==
              QStringLiteral("Kafka: tested, works\nDatabase: tested, works"),
          QStringLiteral("the assistant sums up"));
    wizard->button(QWizard::CancelButton)->click();
    check(contents() == before, QStringLiteral("cancelled, the assistant changes nothing"));
}

void usePreferences()
{
    const Dialog dialog("preferencesAction", "PreferencesDialog");
    check(!find<QLineEdit>(dialog.widget, "topicLineEdit")->isEnabled() &&
              dialog.note("kafka-topic") ==
                  QStringLiteral("Comes from ORDERDESK_KAFKA_TOPIC and cannot be changed here"),
          QStringLiteral("what the environment says cannot be changed"));
    dialog.click("kafkaTest", "testButton");
    dialog.expect("kafkaTest", QStringLiteral("cannot reach Kafka at 127.0.0.1:1"));
    dialog.type("brokersLineEdit", qEnvironmentVariable("WAY_BROKERS"));
    dialog.click("kafkaTest", "testButton");
    dialog.expect("kafkaTest", QStringLiteral("Kafka answers"));
    dialog.typeSecret("databaseSecret", databaseWith(QStringLiteral("password=not-the-password")));
    dialog.click("databaseTest", "testButton");
    dialog.expect("databaseTest", QStringLiteral("the password is wrong"));
    dialog.typeSecret("databaseSecret", databaseWith(QStringLiteral("port=1")));
    dialog.click("databaseTest", "testButton");
    dialog.expect("databaseTest", QStringLiteral("onnection refused"));
    dialog.typeSecret("databaseSecret", qEnvironmentVariable("WAY_DATABASE"));
    dialog.click("databaseTest", "testButton");
    dialog.expect("databaseTest", QStringLiteral("answers"));
    find<QSpinBox>(dialog.widget, "liveRowsSpinBox")->setValue(2'000);
    find<QPushButton>(dialog.widget, "saveButton")->click();
    check(find<LiveOrdersPage>(mainWindow(), "LiveOrdersPage")->capacity() == 2'000,
          QStringLiteral("the live table takes its new size at once"));
    const QByteArray saved = contents();
    const QByteArray brokersLine = "kafka-brokers = " + qEnvironmentVariable("WAY_BROKERS").toUtf8();
    check(saved.startsWith("# mine\n") && saved.contains(brokersLine) &&
              saved.contains(qEnvironmentVariable("WAY_DATABASE").toUtf8()),
          QStringLiteral("the settings file has what was typed, and the comment it had"));
    check(QFile::permissions(settingsFile()) ==
              (QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser),
          QStringLiteral("only its owner reads it"));
    auto* restart = find<QPushButton>(dialog.widget, "restartButton");
    check(restart->isVisible() && restart->isEnabled(), QStringLiteral("the restart is offered"));
    qputenv("WAY_LIFE", "2");
    restart->click();
}

void lookAtTheSecondLife()
{
    const auto lampSays = [](const char* lamp, const char* words) {
        const auto* button = find<QToolButton>(mainWindow(), lamp);
        waitFor([&] { return button->text() == QLatin1String(words); }, QLatin1String(words));
    };
    lampSays("databaseLamp", "Database: ok");
    lampSays("kafkaLamp", "Kafka: ok");
    check(find<LiveOrdersPage>(mainWindow(), "LiveOrdersPage")->capacity() == 2'000,
          QStringLiteral("the live table's size is remembered"));
    const Dialog dialog("preferencesAction", "PreferencesDialog");
    check(dialog.note("kafka-brokers").startsWith(QStringLiteral("From orderdesk.conf:")) &&
              !find<QPushButton>(dialog.widget, "restartButton")->isVisible(),
          QStringLiteral("the new settings are in force"));
    dialog.widget->reject();
    QTextStream(stderr) << "second life: process " << QCoreApplication::applicationPid() << '\n';
    find<QAction>(mainWindow(), "quitAction")->trigger();
}

void beSomebody()
{
    if (!qEnvironmentVariableIsSet("WAY_LIFE"))
        return;
    QTimer::singleShot(500, QCoreApplication::instance(), [] {
        if (qEnvironmentVariable("WAY_LIFE") == QLatin1String("2")) {
            lookAtTheSecondLife();
            return;
        }
        QTextStream(stderr) << "first life: process " << QCoreApplication::applicationPid() << '\n';
        useTheAssistant();
        usePreferences();
    });
}
Q_COREAPP_STARTUP_FUNCTION(beSomebody)

} // namespace

/// The whole program with the real Kafka and PostgreSQL: trials of right and wrong addresses, the assistant's topic,
/// save, "Restart now".
class TestPreferencesWay final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (qEnvironmentVariableIsEmpty("ORDERDESK_KAFKA_BROKERS"))
            QSKIP("ORDERDESK_KAFKA_BROKERS is not set: run this through ./dev.sh test, which starts a real Kafka");
        if (const QString why = m_postgres.start(false); !why.isEmpty())
            QSKIP(qPrintable(why));
    }

    void triesSavesAndStartsAgain()
    {
        const QTemporaryDir home;
        QVERIFY(QDir(home.path()).mkpath(QStringLiteral("orderdesk")));
        QFile file(home.filePath(QStringLiteral("orderdesk/orderdesk.conf")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("# mine\nkafka-brokers = 127.0.0.1:1\ndatabase-url = postgresql://127.0.0.1:1/nowhere\n");
        file.close();
        QProcessEnvironment environment;
        for (const QString& name : QProcessEnvironment::systemEnvironment().keys()) {
            if (!name.startsWith(QLatin1String("ORDERDESK_")))
                environment.insert(name, qEnvironmentVariable(name.toLatin1().constData()));
        }
        const QString topic = uniqueName(QStringLiteral("preferences"));
        environment.insert(QStringLiteral("WAY_LIFE"), QStringLiteral("1"));
        environment.insert(QStringLiteral("WAY_BROKERS"), qEnvironmentVariable("ORDERDESK_KAFKA_BROKERS"));
        environment.insert(QStringLiteral("WAY_DATABASE"), m_postgres.settings().url);
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), home.path());
        environment.insert(QStringLiteral("XDG_STATE_HOME"), home.path());
        environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
        environment.insert(QStringLiteral("ORDERDESK_KAFKA_TOPIC"), topic);
        environment.insert(QStringLiteral("ORDERDESK_KAFKA_GROUP"), topic);
        environment.insert(QStringLiteral("ORDERDESK_HTTP_LISTEN"), QStringLiteral("off"));
        QProcess program;
        program.setProcessEnvironment(environment);
        program.setProcessChannelMode(QProcess::MergedChannels);
        program.start(QCoreApplication::applicationFilePath(), QStringList());
        QVERIFY(program.waitForStarted());
        QVERIFY(program.waitForFinished(150'000));
        const QByteArray told = program.readAll();
        qInfo("%s", told.constData());
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 0);
        static const QRegularExpression lives(QStringLiteral("(?:first|second) life: process (\\d+)"));
        auto found = lives.globalMatch(QString::fromUtf8(told));
        QVERIFY(found.hasNext());
        const QString first = found.next().captured(1);
        QVERIFY2(found.hasNext(), "it did not start again");
        QCOMPARE(found.next().captured(1), first); // the same process, so that whoever watches it sees no end
    }

private:
    PostgresFixture m_postgres;
};

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsSet("WAY_LIFE"))
        return static_cast<int>(runProgram(argc, argv));
    const QCoreApplication application(argc, argv);
    TestPreferencesWay test;
    return QTest::qExec(&test, argc, argv);
}

#include "TestPreferencesWay.moc"
