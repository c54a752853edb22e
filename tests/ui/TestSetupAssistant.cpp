#include "FakeSettingsEditor.h"
#include "FindChild.h"
#include "SampleOrders.h"
#include "support/TestRegistration.h"
#include "ui/backend/WindowState.h"
#include "ui/preferences/FirstRun.h"
#include "ui/preferences/SetupAssistant.h"
#include "ui/window/MainWindow.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace orderdesk;
using orderdesk::test::FakeSettingsEditor;

class TestSetupAssistant final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isOfferedOnceOnly();
    void isNotOfferedWhenAllAnswers();
    void isNotOfferedWhenSomethingIsSet();
    void nothingBeginsBeforeItIsAnswered_data();
    void nothingBeginsBeforeItIsAnswered();
    void keepsTheFocusAtTheTest();
    void enterNeverGoesBack();
    void takesAnAddressAsItIsTyped();
    void offersWhatHidesTheFileOfASecret();
    void writesWhatWasTyped();
    void canBeCancelledWithoutATrace();
    void saysWhyNothingWasSaved();
    void saysWhereAValueComesFrom();
    void takesALateAnswerIntoTheSummary();
    void saysThatItCannotBeRestarted();
};

void TestSetupAssistant::isOfferedOnceOnly()
{
    const QTemporaryDir folder;
    FakeSettingsEditor editor;
    editor.firstRun = true;
    editor.kafka = failure(ErrorCode::Unavailable, Sentence::tr("refused"));
    editor.database = failure(ErrorCode::Unavailable, Sentence::tr("refused"));
    for (const int expected : {1, 0}) {
        WindowState state(folder.filePath(QStringLiteral("window.ini")));
        FirstRun firstRun(&editor, state);
        QSignalSpy wanted(&firstRun, &FirstRun::setupWanted);
        QSignalSpy unanswered(&firstRun, &FirstRun::unanswered);
        QSignalSpy settled(&firstRun, &FirstRun::settled);
        editor.tested.clear();
        firstRun.check();
        QTest::qWait(0);
        QTRY_COMPARE(wanted.count(), expected);
        QCOMPARE(editor.tested.size(), expected * 2);
        QCOMPARE(unanswered.count(), 1 - expected);
        QCOMPARE(settled.count(), 0);
    }
}

void TestSetupAssistant::isNotOfferedWhenAllAnswers()
{
    FakeSettingsEditor editor;
    editor.firstRun = true;
    WindowState state({});
    FirstRun firstRun(&editor, state);
    QSignalSpy wanted(&firstRun, &FirstRun::setupWanted);
    QSignalSpy settled(&firstRun, &FirstRun::settled);
    firstRun.check();
    QTRY_COMPARE(settled.count(), 1);
    QCOMPARE(editor.tested.size(), 2);
    QCOMPARE(wanted.count(), 0);
}

void TestSetupAssistant::isNotOfferedWhenSomethingIsSet()
{
    FakeSettingsEditor editor;
    editor.kafka = failure(ErrorCode::Unavailable, Sentence::tr("refused"));
    WindowState state({});
    FirstRun firstRun(&editor, state);
    QSignalSpy settled(&firstRun, &FirstRun::settled);
    firstRun.check();
    QCOMPARE(settled.count(), 1);
    FirstRun without(nullptr, state);
    without.check();
    QVERIFY(editor.tested.isEmpty());
}

void TestSetupAssistant::nothingBeginsBeforeItIsAnswered_data()
{
    QTest::addColumn<bool>("firstRun");
    QTest::addColumn<bool>("answers");
    QTest::newRow("not the first run") << false << false;
    QTest::newRow("all answers") << true << true;
    QTest::newRow("asked") << true << false;
}

void TestSetupAssistant::nothingBeginsBeforeItIsAnswered()
{
    QFETCH(const bool, firstRun);
    QFETCH(const bool, answers);
    FakeSettingsEditor editor;
    editor.firstRun = firstRun;
    if (!answers)
        editor.database = failure(ErrorCode::Unavailable, Sentence::tr("refused"));
    int begun = 0;
    editor.whenConfirmed([&begun] { ++begun; });
    QCOMPARE(begun, firstRun ? 0 : 1);
    SampleBackend backend;
    WindowBackend parts = backend.window();
    parts.settings = &editor;
    MainWindow window(std::move(parts));
    window.show();
    if (firstRun && !answers) {
        QTRY_VERIFY(window.findChild<SetupAssistant*>());
        QTRY_COMPARE(editor.tested.size(), 2);
        QCoreApplication::processEvents();
        QCOMPARE(begun, 0);
        // To cancel is no answer; the window says so, and leads back to the question.
        const auto* missing = test::find<QPushButton>(window, "missingSetupButton");
        QVERIFY(!missing->isVisible());
        window.findChild<SetupAssistant*>()->reject();
        QTRY_VERIFY(!window.findChild<SetupAssistant*>());
        QCOMPARE(begun, 0);
        QVERIFY(missing->isVisible());
        test::find<QPushButton>(window, "missingSetupButton")->click();
        QVERIFY(!missing->isVisible());
        // What is saved holds after a restart only: not even then does it begin with what is replaced.
        editor.waiting = QStringList{QStringLiteral("kafka-brokers")};
        test::find<SetupAssistant>(window, "SetupAssistant")->accept();
        QTRY_VERIFY(!window.findChild<SetupAssistant*>());
        QCOMPARE(begun, 0);
        QVERIFY(!missing->isVisible());
        editor.waiting.clear();
        test::find<QAction>(window, "setupAction")->trigger();
        test::find<SetupAssistant>(window, "SetupAssistant")->accept();
        QVERIFY(!missing->isVisible());
    }
    QTRY_COMPARE(begun, 1);
}

void TestSetupAssistant::keepsTheFocusAtTheTest()
{
    FakeSettingsEditor editor;
    editor.kafka->partitions.reset();
    SetupAssistant assistant(&editor);
    assistant.setAttribute(Qt::WA_DeleteOnClose, false);
    assistant.show();
    assistant.next();
    const auto* kafka = test::find<QWidget>(assistant, "setupKafkaTest");
    auto* button = test::find<QPushButton>(*kafka, "testButton");
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QCOMPARE(assistant.focusWidget(), button);
    QTest::keyClick(button, Qt::Key_Space); // while it runs: once is enough
    QCOMPARE(editor.tested.size(), 1);
    auto* create = test::find<QPushButton>(*kafka, "createTopicButton");
    QTRY_VERIFY(create->isVisible());
    QCOMPARE(assistant.focusWidget(), button);
    create->setFocus();
    QTest::keyClick(create, Qt::Key_Space);
    QTRY_VERIFY(test::find<QLabel>(*kafka, "answerLabel")->text().contains(QStringLiteral("4 partition")));
    QCOMPARE(assistant.focusWidget(), button);
}

void TestSetupAssistant::enterNeverGoesBack()
{
    FakeSettingsEditor editor;
    SetupAssistant assistant(&editor);
    assistant.setAttribute(Qt::WA_DeleteOnClose, false);
    assistant.show();
    assistant.next();
    const int kafka = assistant.currentId();
    QTest::keyClick(test::find<QLineEdit>(assistant, "setupTopicLineEdit"), Qt::Key_Return);
    const int database = assistant.currentId();
    QVERIFY(database > kafka);
    QWidget* back = assistant.button(QWizard::BackButton);
    back->setFocus();
    QTest::keyClick(back, Qt::Key_Return);
    QVERIFY(assistant.currentId() > database);
}

void TestSetupAssistant::takesAnAddressAsItIsTyped()
{
    FakeSettingsEditor editor;
    SetupAssistant assistant(&editor);
    assistant.setAttribute(Qt::WA_DeleteOnClose, false);
    assistant.show();
    assistant.next();
    assistant.next();
    auto* secret = test::find<QWidget>(assistant, "setupDatabaseSecret");
    auto* line = test::find<QLineEdit>(*secret, "secretLineEdit");
    QVERIFY(line->isVisible());
    QVERIFY(!test::find<QWidget>(*secret, "modeComboBox")->isVisible());
    QCOMPARE(line->text(), QStringLiteral("postgresql://anna:•••@db/orders"));
    QCOMPARE(assistant.focusWidget(), line); // at once: one types where one looks
    QVERIFY(secret->focusPolicy() != Qt::NoFocus && secret->focusProxy() == line);
    line->selectAll();
    const QString typed = QStringLiteral("postgresql://u:s3cret@h/d");
    QTest::keyClicks(line, typed);
    QCOMPARE(line->text(), QStringLiteral("postgresql://u:••••••@h/d"));
    test::find<QPushButton>(*test::find<QWidget>(assistant, "setupDatabaseTest"), "testButton")->click();
    const QString name = QStringLiteral("database-url");
    QCOMPARE(editor.tested.last(), (SettingsEditor::Values{{name, typed}}));
    assistant.next();
    assistant.button(QWizard::FinishButton)->click();
    QCOMPARE(editor.saved.last(), (SettingsEditor::Values{{name, typed}}));
}

void TestSetupAssistant::offersWhatHidesTheFileOfASecret()
{
    FakeSettingsEditor editor;
    for (EditableSetting& setting : editor.list) {
        if (setting.name == QLatin1String("database-url"))
            setting.secretFile = QStringLiteral("/run/url");
    }
    SetupAssistant assistant(&editor);
    assistant.setAttribute(Qt::WA_DeleteOnClose, false);
    assistant.show();
    assistant.next();
    assistant.next();
    const auto* secret = test::find<QWidget>(assistant, "setupDatabaseSecret");
    QCOMPARE(test::find<QComboBox>(*secret, "modeComboBox")->currentText(), QStringLiteral("Set, read from /run/url"));
    QVERIFY(test::find<QWidget>(*secret, "modeComboBox")->isVisible());
    QVERIFY(!test::find<QWidget>(*secret, "secretLineEdit")->isVisible());
}

void TestSetupAssistant::writesWhatWasTyped()
{
    FakeSettingsEditor editor;
    for (EditableSetting& setting : editor.list)
        setting.source = EditableSetting::Source::Default;
    auto* assistant = new SetupAssistant(&editor);
    const QPointer<SetupAssistant> alive(assistant);
    assistant->show();
    assistant->next();
    auto* brokers = assistant->findChild<QLineEdit*>(QStringLiteral("setupBrokersLineEdit"));
    brokers->setText(QStringLiteral("kafka.shop:9092"));
    assistant->findChild<QWidget*>(QStringLiteral("setupKafkaTest"))
        ->findChild<QPushButton*>(QStringLiteral("testButton"))
        ->click();
    QCOMPARE(editor.tested.last().value(QStringLiteral("kafka-brokers")), QStringLiteral("kafka.shop:9092"));
    QTRY_VERIFY(
        !assistant->findChild<QLabel*>(QStringLiteral("answerLabel"))->text().startsWith(QStringLiteral("Conn")));
    assistant->next();
    assistant->next();
    const QString summary = assistant->findChild<QLabel*>(QStringLiteral("summaryTextLabel"))->text();
    QCOMPARE(summary, QStringLiteral("Kafka: tested, works\nDatabase: not tested"));
    QVERIFY(assistant->findChild<QLabel*>(QStringLiteral("writtenLabel"))->text().contains(editor.file()));
    QVERIFY(assistant->findChild<QCheckBox*>(QStringLiteral("restartCheckBox"))->isChecked());
    assistant->button(QWizard::FinishButton)->click();
    QCOMPARE(editor.saved.size(), 1);
    QCOMPARE(editor.saved.first(),
             (SettingsEditor::Values{{QStringLiteral("kafka-brokers"), QStringLiteral("kafka.shop:9092")}}));
    QCOMPARE(editor.restarts, 1);
    QTRY_VERIFY(!alive);
}

void TestSetupAssistant::canBeCancelledWithoutATrace()
{
    FakeSettingsEditor editor;
    auto* assistant = new SetupAssistant(&editor);
    const QPointer<SetupAssistant> alive(assistant);
    assistant->show();
    assistant->next();
    assistant->findChild<QLineEdit*>(QStringLiteral("setupTopicLineEdit"))->setText(QStringLiteral("x"));
    assistant->button(QWizard::CancelButton)->click();
    QTRY_VERIFY(!alive);
    QVERIFY(editor.saved.isEmpty());
    QCOMPARE(editor.restarts, 0);
}

void TestSetupAssistant::saysWhyNothingWasSaved()
{
    FakeSettingsEditor editor;
    editor.failure = QStringLiteral("the folder is read-only");
    SetupAssistant assistant(&editor);
    assistant.setAttribute(Qt::WA_DeleteOnClose, false);
    assistant.show();
    assistant.next();
    // Comes from the environment.
    QVERIFY(!assistant.findChild<QLineEdit*>(QStringLiteral("setupBrokersLineEdit"))->isEnabled());
    assistant.findChild<QLineEdit*>(QStringLiteral("setupTopicLineEdit"))->setText(QStringLiteral("x"));
    assistant.next();
    assistant.next();
    assistant.button(QWizard::FinishButton)->click();
    QVERIFY(assistant.isVisible());
    QCOMPARE(assistant.findChild<QLabel*>(QStringLiteral("problemLabel"))->text(),
             QStringLiteral("Not saved: the folder is read-only"));
}

void TestSetupAssistant::saysWhereAValueComesFrom()
{
    FakeSettingsEditor editor;
    for (EditableSetting& setting : editor.list) {
        if (setting.name == QLatin1String("database-url")) {
            setting.source = EditableSetting::Source::Variable;
            setting.place = QStringLiteral("ORDERDESK_DATABASE_URL");
        }
    }
    SetupAssistant assistant(&editor);
    assistant.setAttribute(Qt::WA_DeleteOnClose, false);
    assistant.show();
    const auto note = [&assistant](const char* name) { return assistant.findChild<QLabel*>(QLatin1String(name)); };
    QCOMPARE(note("setupBrokersNote")->text(),
             QStringLiteral("Comes from ORDERDESK_KAFKA_BROKERS and cannot be changed here"));
    QVERIFY(!note("setupBrokersNote")->isHidden());
    QVERIFY(note("setupTopicNote")->isHidden());
    QCOMPARE(note("setupDatabaseNote")->text(),
             QStringLiteral("Comes from ORDERDESK_DATABASE_URL and cannot be changed here"));
    QVERIFY(!note("setupDatabaseNote")->isHidden());
}

void TestSetupAssistant::takesALateAnswerIntoTheSummary()
{
    FakeSettingsEditor editor;
    SetupAssistant assistant(&editor);
    assistant.setAttribute(Qt::WA_DeleteOnClose, false);
    assistant.show();
    assistant.next();
    assistant.findChild<QWidget*>(QStringLiteral("setupKafkaTest"))
        ->findChild<QPushButton*>(QStringLiteral("testButton"))
        ->click();
    assistant.next();
    assistant.next();
    const auto* summary = assistant.findChild<QLabel*>(QStringLiteral("summaryTextLabel"));
    QCOMPARE(summary->text(), QStringLiteral("Kafka: not tested\nDatabase: not tested"));
    QTRY_COMPARE(summary->text(), QStringLiteral("Kafka: tested, works\nDatabase: not tested"));
}

void TestSetupAssistant::saysThatItCannotBeRestarted()
{
    FakeSettingsEditor editor;
    editor.mayRestart = false;
    SetupAssistant assistant(&editor);
    assistant.setAttribute(Qt::WA_DeleteOnClose, false);
    assistant.show();
    assistant.next();
    assistant.findChild<QLineEdit*>(QStringLiteral("setupTopicLineEdit"))->setText(QStringLiteral("x"));
    assistant.next();
    assistant.next();
    assistant.button(QWizard::FinishButton)->click();
    QVERIFY(assistant.isVisible());
    QCOMPARE(editor.saved.size(), 1);
    QCOMPARE(assistant.findChild<QLabel*>(QStringLiteral("problemLabel"))->text(),
             QStringLiteral("Saved, but it cannot be restarted from here: quit and start it again."));
    assistant.button(QWizard::FinishButton)->click();
    QVERIFY(!assistant.isVisible());
}

ORDERDESK_GUI_TEST(TestSetupAssistant)
#include "TestSetupAssistant.moc"
