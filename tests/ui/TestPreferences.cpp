#include "FakeSettingsEditor.h"
#include "FindChild.h"
#include "database/SqlFailure.h"
#include "support/TestRegistration.h"
#include "ui/backend/WindowSettings.h"
#include "ui/backend/WindowState.h"
#include "ui/preferences/PreferencesDialog.h"
#include "ui/window/TrayIcon.h"
#include "ui/words/Language.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QSystemTrayIcon>
#include <QTemporaryDir>
#include <QTest>

using namespace orderdesk;
using orderdesk::test::FakeSettingsEditor;

namespace {

struct Desk
{
    explicit Desk(FakeSettingsEditor* given = nullptr)
        : state(folder.filePath(QStringLiteral("window.ini")))
        , dialog(given ? given : &editor, state)
    {
        dialog.show();
    }

    template <typename T>
    T* find(const char* name, const char* parent = nullptr) const
    {
        return parent ? test::find<T>(*test::find<QWidget>(dialog, parent), name) : test::find<T>(dialog, name);
    }
    QString note(const char* setting) const
    {
        const QByteArray name = QByteArray(setting) + "Note";
        return find<QLabel>(name.constData())->text();
    }
    void type(const char* line, const char* text) const
    {
        auto* edit = find<QLineEdit>(line);
        edit->selectAll();
        QTest::keyClicks(edit, QLatin1String(text));
    }
    void save() const { find<QPushButton>("saveButton")->click(); }

    QTemporaryDir folder;
    FakeSettingsEditor editor;
    WindowState state;
    Language language{state}; // English has plurals of its own
    PreferencesDialog dialog;
};

} // namespace

class TestPreferences final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsValuesAndWhereTheyComeFrom();
    void savesOnlyWhatWasChanged();
    void saysWhatIsWrongWhileTyping();
    void saysWhyNothingWasSaved();
    void offersTheRestart();
    void neverShowsASecret();
    void takesANewSecret();
    void losesNothingThatIsTyped_data();
    void losesNothingThatIsTyped();
    void focusesTheFieldOfTheChoice();
    void saysTheWholeOfWhatASecretIs();
    void testsWhatIsTyped();
    void createsAMissingTopic();
    void saysWhyTheDatabaseRefuses();
    void remembersTheWindowsOwn();
    void keepsTheWishForATray();
    void savesNothingOfTheWindowEither();
    void closeSaysCancelWhileSomethingIsTyped();
    void speaksTheLanguageThatIsChosenLater();
    void showsAValueTheListDoesNotHave();
    void hasAnEditorForEachSetting();
    void everyControlHasAName();
};

void TestPreferences::showsValuesAndWhereTheyComeFrom()
{
    const Desk desk;
    auto* brokers = desk.find<QLineEdit>("brokersLineEdit");
    QCOMPARE(brokers->text(), QStringLiteral("broker:9092"));
    QVERIFY(!brokers->isEnabled());
    QCOMPARE(desk.note("kafka-brokers"),
             QStringLiteral("Comes from ORDERDESK_KAFKA_BROKERS and cannot be changed here"));
    QVERIFY(!desk.find<QLineEdit>("groupLineEdit")->isEnabled());
    QCOMPARE(desk.note("kafka-group"),
             QStringLiteral("Comes from the command line (--kafka-group) and cannot be changed here"));
    QVERIFY(desk.find<QLineEdit>("topicLineEdit")->isEnabled());
    QCOMPARE(desk.note("kafka-topic"), QStringLiteral("Default: orders"));
    QCOMPARE(desk.note("log-level"), QStringLiteral("From orderdesk.conf:7"));
    QVERIFY(desk.find<QCheckBox>("ingestCheckBox")->isChecked());
    QVERIFY(desk.find<QLabel>("fileLabel")->text().contains(desk.editor.file()));
}

void TestPreferences::savesOnlyWhatWasChanged()
{
    const Desk desk;
    desk.save();
    QVERIFY(desk.editor.saved.isEmpty());
    desk.type("topicLineEdit", "sales");
    desk.find<QCheckBox>("strictCheckBox")->setChecked(true);
    desk.save();
    QCOMPARE(desk.editor.saved.size(), 1);
    QCOMPARE(desk.editor.saved.first(),
             (SettingsEditor::Values{{QStringLiteral("kafka-topic"), QStringLiteral("sales")},
                                     {QStringLiteral("strict"), QStringLiteral("on")}}));
}

void TestPreferences::saysWhatIsWrongWhileTyping()
{
    const Desk desk;
    desk.type("batchOrdersLineEdit", "many");
    QCOMPARE(desk.note("batch-orders"), QStringLiteral("Not allowed: this is not a whole number from 1 to 100000"));
    QVERIFY(!desk.find<QPushButton>("saveButton")->isEnabled());
    desk.type("batchOrdersLineEdit", "12");
    QCOMPARE(desk.note("batch-orders"), QStringLiteral("Default: 1000"));
    QVERIFY(desk.find<QPushButton>("saveButton")->isEnabled());
}

void TestPreferences::saysWhyNothingWasSaved()
{
    Desk desk;
    desk.editor.failure = QStringLiteral("orderdesk.conf cannot be written: read-only");
    desk.type("topicLineEdit", "sales");
    desk.save();
    QCOMPARE(desk.find<QLabel>("outcomeLabel")->text(),
             QStringLiteral("Not saved: orderdesk.conf cannot be written: read-only"));
    QCOMPARE(desk.find<QLineEdit>("topicLineEdit")->text(), QStringLiteral("sales"));
}

void TestPreferences::offersTheRestart()
{
    const Desk desk;
    auto* restart = desk.find<QPushButton>("restartButton");
    QVERIFY(!restart->isVisible());
    desk.type("topicLineEdit", "sales");
    desk.save();
    QCOMPARE(desk.find<QLabel>("outcomeLabel")->text(), QStringLiteral("Saved. In force after a restart: kafka-topic"));
    QVERIFY(restart->isVisible());
    restart->click();
    QCOMPARE(desk.editor.restarts, 1);
}

void TestPreferences::neverShowsASecret()
{
    const Desk desk;
    QCOMPARE(desk.find<QComboBox>("modeComboBox", "tokenSecret")->currentText(), QStringLiteral("Set"));
    QCOMPARE(desk.find<QComboBox>("modeComboBox", "databaseSecret")->currentText(),
             QStringLiteral("postgresql://anna:***@db/orders"));
    QCOMPARE(desk.find<QLineEdit>("secretLineEdit", "tokenSecret")->echoMode(), QLineEdit::Password);
    QCOMPARE(desk.find<QPlainTextEdit>("propertiesTextEdit")->toPlainText(), QStringLiteral("sasl.password=***"));
}

void TestPreferences::takesANewSecret()
{
    const Desk desk;
    desk.find<QComboBox>("modeComboBox", "tokenSecret")->setCurrentIndex(1);
    QTest::keyClicks(desk.find<QLineEdit>("secretLineEdit", "tokenSecret"), QStringLiteral("n3w"));
    desk.save();
    QCOMPARE(desk.editor.saved.first().value(QStringLiteral("http-token")), QStringLiteral("n3w"));
    // Taken, and gone from the screen.
    QVERIFY(desk.find<QLineEdit>("secretLineEdit", "tokenSecret")->text().isEmpty());
    desk.find<QComboBox>("modeComboBox", "tokenSecret")->setCurrentIndex(2);
    QTest::keyClicks(desk.find<QLineEdit>("secretFileLineEdit", "tokenSecret"), QStringLiteral("/run/token"));
    desk.save();
    QCOMPARE(desk.editor.saved.last(),
             (SettingsEditor::Values{{QStringLiteral("http-token-file"), QStringLiteral("/run/token")}}));
}

void TestPreferences::losesNothingThatIsTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("address") << QStringLiteral("postgresql://u:pw@h/d");
    QTest::newRow("begins as an entry does") << QStringLiteral("change@r=ead");
}

/// With the focus where Tab leads it: on the list of choices.
void TestPreferences::losesNothingThatIsTyped()
{
    QFETCH(const QString, typed);
    const Desk desk;
    desk.find<QListWidget>("pagesListWidget")->setCurrentRow(2);
    auto* list = desk.find<QComboBox>("modeComboBox", "databaseSecret");
    list->setFocus();
    for (const QChar letter : typed)
        QTest::keyClick(desk.dialog.focusWidget(), letter.toLatin1());
    QCOMPARE(desk.dialog.focusWidget(), desk.find<QLineEdit>("secretLineEdit", "databaseSecret"));
    QVERIFY(!desk.find<QLineEdit>("secretLineEdit", "databaseSecret")->text().contains(QStringLiteral("pw")));
    desk.save();
    QCOMPARE(desk.editor.saved.first(), (SettingsEditor::Values{{QStringLiteral("database-url"), typed}}));
}

void TestPreferences::focusesTheFieldOfTheChoice()
{
    const Desk desk;
    desk.find<QListWidget>("pagesListWidget")->setCurrentRow(2);
    auto* list = desk.find<QComboBox>("modeComboBox", "databaseSecret");
    for (const auto& [row, field] : {std::pair(1, "secretLineEdit"), std::pair(2, "secretFileLineEdit")}) {
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down);
        QVERIFY(list->view()->isVisible());
        list->view()->setCurrentIndex(list->model()->index(row, 0));
        QTest::keyClick(list->view(), Qt::Key_Return);
        QCOMPARE(list->currentIndex(), row);
        QCOMPARE(desk.dialog.focusWidget(), desk.find<QLineEdit>(field, "databaseSecret"));
    }
}

/// It may be longer than the room.
void TestPreferences::saysTheWholeOfWhatASecretIs()
{
    const Desk desk;
    auto* mode = desk.find<QComboBox>("modeComboBox", "databaseSecret");
    QCOMPARE(mode->toolTip(), QStringLiteral("postgresql://anna:***@db/orders"));
    mode->setCurrentIndex(2);
    QCOMPARE(mode->toolTip(), QStringLiteral("Read from a file…"));
}

void TestPreferences::testsWhatIsTyped()
{
    const Desk desk;
    desk.type("topicLineEdit", "sales");
    desk.find<QPushButton>("testButton", "kafkaTest")->click();
    QCOMPARE(desk.editor.tested.last().value(QStringLiteral("kafka-topic")), QStringLiteral("sales"));
    QVERIFY(desk.editor.saved.isEmpty());
    auto* answer = desk.find<QLabel>("answerLabel", "kafkaTest");
    QTRY_COMPARE(answer->text(), QStringLiteral("Kafka answers: 3 brokers, and the topic “orders” has 12 partitions."));
    // What was tested is not what stands there now.
    desk.type("topicLineEdit", "other");
    QVERIFY(answer->text().isEmpty());
}

void TestPreferences::createsAMissingTopic()
{
    FakeSettingsEditor editor;
    editor.kafka->partitions.reset();
    const Desk desk(&editor);
    auto* create = desk.find<QPushButton>("createTopicButton", "kafkaTest");
    QVERIFY(create->isHidden());
    desk.find<QPushButton>("testButton", "kafkaTest")->click();
    QTRY_VERIFY(!create->isHidden());
    QVERIFY(desk.find<QLabel>("answerLabel", "kafkaTest")->text().contains(QStringLiteral("does not exist")));
    create->click();
    QTRY_VERIFY(desk.find<QLabel>("answerLabel", "kafkaTest")->text().contains(QStringLiteral("4 partitions")));
    QVERIFY(create->isHidden());
}

void TestPreferences::saysWhyTheDatabaseRefuses()
{
    FakeSettingsEditor editor;
    editor.database =
        tl::unexpected(Error{ErrorCode::AccessRefused, Sentence::tr("there is no such database (SQLSTATE 3D000)"),
                             Sentence::tr("create it: createdb orders")});
    const Desk desk(&editor);
    desk.find<QPushButton>("testButton", "databaseTest")->click();
    auto* answer = desk.find<QLabel>("answerLabel", "databaseTest");
    QTRY_VERIFY(answer->text().contains(QStringLiteral("createdb")));
    QVERIFY(answer->text().contains(QStringLiteral("there is no such database")));
    editor.database = DatabaseFinding{QStringLiteral("16.1"), 0, false, false};
    desk.find<QPushButton>("testButton", "databaseTest")->click();
    QTRY_VERIFY(answer->text().contains(QStringLiteral("may not create the tables")));
}

void TestPreferences::remembersTheWindowsOwn()
{
    const Desk desk;
    desk.find<QSpinBox>("liveRowsSpinBox")->setValue(2'500);
    desk.save();
    QCOMPARE(desk.state.number(QStringLiteral("live/rows"), 0), 2'500);
    QVERIFY(desk.editor.saved.isEmpty());
}

/// The tray has no action in the window: the box is all there is.
void TestPreferences::keepsTheWishForATray()
{
    const Desk desk;
    auto* box = desk.find<QCheckBox>("trayCheckBox");
    QVERIFY(!box->isHidden());
    QVERIFY(!box->isChecked());
    QCOMPARE(box->isEnabled(), QSystemTrayIcon::isSystemTrayAvailable());
    QCOMPARE(desk.find<QLabel>("trayNoteLabel")->isHidden(), QSystemTrayIcon::isSystemTrayAvailable());
    box->setChecked(true);
    desk.save();
    QVERIFY(desk.state.flag(windowsettings::trayEnabled, false));
    QVERIFY(box->isChecked());
}

void TestPreferences::savesNothingOfTheWindowEither()
{
    Desk desk;
    desk.editor.failure = QStringLiteral("orderdesk.conf cannot be written: read-only");
    desk.type("topicLineEdit", "sales");
    desk.find<QSpinBox>("liveRowsSpinBox")->setValue(2'500);
    desk.save();
    QCOMPARE(desk.state.number(QStringLiteral("live/rows"), 0), 0);
    desk.editor.failure.clear();
    desk.save();
    QCOMPARE(desk.state.number(QStringLiteral("live/rows"), 0), 2'500);
}

void TestPreferences::closeSaysCancelWhileSomethingIsTyped()
{
    const Desk desk;
    const auto* close = desk.find<QPushButton>("closeButton");
    QCOMPARE(close->text(), QStringLiteral("Close"));
    desk.type("topicLineEdit", "sales");
    QCOMPARE(close->text(), QStringLiteral("Cancel"));
    desk.save();
    QCOMPARE(close->text(), QStringLiteral("Close"));
    auto* restart = desk.find<QPushButton>("restartButton");
    QVERIFY(restart->isEnabled());
    desk.find<QSpinBox>("liveRowsSpinBox")->setValue(2'500);
    QCOMPARE(close->text(), QStringLiteral("Cancel"));
    QVERIFY(!restart->isEnabled());
    desk.find<QPushButton>("closeButton")->click();
    QVERIFY(!desk.dialog.isVisible());
    QCOMPARE(desk.state.number(QStringLiteral("live/rows"), 0), 0);
}

void TestPreferences::speaksTheLanguageThatIsChosenLater()
{
    FakeSettingsEditor editor;
    editor.database = tl::unexpected(
        sqlFailure(Sentence::tr("cannot connect to PostgreSQL at %1").arg(QStringLiteral("db:5432")), "28P01"));
    Desk desk(&editor);
    desk.find<QPushButton>("testButton", "databaseTest")->click();
    const auto* answer = desk.find<QLabel>("answerLabel", "databaseTest");
    QTRY_VERIFY(answer->text().contains(QStringLiteral("the password is wrong")));
    desk.type("batchOrdersLineEdit", "many");
    desk.language.choose(Language::Choice::Russian);
    QCoreApplication::sendPostedEvents();
    static const QRegularExpression english(QStringLiteral("\\b(the|is|or|not|allowed|check|cannot|file)\\b"));
    const QStringList texts{answer->text(), desk.note("batch-orders"), desk.note("kafka-brokers"),
                            desk.find<QLabel>("fileLabel")->text(), desk.find<QPushButton>("closeButton")->text()};
    desk.language.choose(Language::Choice::English);
    QCoreApplication::sendPostedEvents();
    for (const QString& text : texts) {
        QVERIFY(!text.isEmpty());
        QVERIFY2(!text.contains(english), qPrintable(text));
    }
    // The answer is still there, and what was typed too.
    QVERIFY(answer->text().contains(QStringLiteral("the password is wrong")));
    QCOMPARE(desk.find<QLineEdit>("batchOrdersLineEdit")->text(), QStringLiteral("many"));
}

void TestPreferences::showsAValueTheListDoesNotHave()
{
    FakeSettingsEditor editor;
    for (EditableSetting& setting : editor.list) {
        if (setting.name == QLatin1String("log-level"))
            setting.value = QStringLiteral("chatty");
    }
    const Desk desk(&editor);
    QCOMPARE(desk.find<QComboBox>("logLevelComboBox")->currentText(), QStringLiteral("chatty"));
    desk.save();
    QVERIFY(editor.saved.isEmpty());
}

void TestPreferences::hasAnEditorForEachSetting()
{
    const Desk desk;
    auto* line = desk.find<QLineEdit>("brand-new-settingLineEdit");
    QCOMPARE(line->text(), QStringLiteral("5"));
    desk.type("brand-new-settingLineEdit", "6");
    desk.save();
    QCOMPARE(desk.editor.saved.first().value(QStringLiteral("brand-new-setting")), QStringLiteral("6"));
}

void TestPreferences::everyControlHasAName()
{
    const Desk desk;
    QSet<const QWidget*> labelled;
    for (const QLabel* label : desk.dialog.findChildren<QLabel*>()) {
        if (label->buddy())
            labelled.insert(label->buddy());
    }
    for (const QWidget* control : desk.dialog.findChildren<QWidget*>()) {
        const bool edits = qobject_cast<const QLineEdit*>(control) || qobject_cast<const QComboBox*>(control) ||
                           qobject_cast<const QPlainTextEdit*>(control) || qobject_cast<const QSpinBox*>(control);
        if (!edits || control->objectName().startsWith(QLatin1String("qt_")))
            continue;
        QVERIFY2(labelled.contains(control) || !control->accessibleName().isEmpty(), qPrintable(control->objectName()));
    }
}

ORDERDESK_GUI_TEST(TestPreferences)
#include "TestPreferences.moc"
