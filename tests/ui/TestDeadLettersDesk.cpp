#include "AnswerBox.h"
#include "FindChild.h"
#include "SampleOrders.h"
#include "domain/OrderEncoder.h"
#include "support/TestRegistration.h"
#include "ui/json/JsonEditPane.h"
#include "ui/json/JsonEditor.h"
#include "ui/letters/DeadLettersModel.h"
#include "ui/letters/LetterChangesModel.h"
#include "ui/letters/LetterWorkDialog.h"
#include "ui/letters/ReasonBar.h"
#include "ui/window/DetailPane.h"
#include "ui/window/MainWindow.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QRadioButton>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

QByteArray validValue(int number)
{
    return encodeOrder(sampleOrder(number));
}

/// Refused for its currency alone, on one line, with a number no double holds.
DeadLetter correctable(std::int64_t id)
{
    DeadLetter letter = sampleDeadLetter(id, sampleOrder(1).orderUid);
    QByteArray value = validValue(1);
    value.insert(1, "\"ticket\":9007199254740993,");
    const QByteArray currency = QByteArray::fromStdString(sampleOrder(1).payment.currency);
    value.replace(QByteArray("\"currency\":\"").append(currency), "\"currency\":\"usd");
    letter.message.value = value;
    letter.violations = {{"/payment/currency", "invalid_currency", "must be three capital letters", Severity::Error}};
    return letter;
}

/// The window with the dead letters' page in front.
struct Desk
{
    explicit Desk(const std::vector<DeadLetter>& letters)
    {
        for (const DeadLetter& letter : letters)
            backend.store(letter);
        window = std::make_unique<MainWindow>(backend.window());
        window->resize(1500, 900);
        window->show();
        find<QTabWidget>("pagesTabWidget")->setCurrentIndex(1);
        table = find<QTableView>("deadLettersTableView");
        if (!QTest::qWaitFor([&] { return table->model()->rowCount() == static_cast<int>(letters.size()); }))
            qFatal("the letters are not shown");
    }

    template <typename Widget>
    Widget* find(const char* name) const
    {
        return test::find<Widget>(*window, name);
    }
    LetterWorkDialog* dialog() const { return window->findChild<LetterWorkDialog*>(); }
    QString text(const char* label) const
    {
        const auto* found = window->findChild<QLabel*>(QLatin1String(label));
        return found ? found->text() : QString();
    }
    JsonEditPane* pane() const { return find<JsonEditPane>("editPane"); }
    /// The letter with its editor in front.
    void edit(int row) const
    {
        table->selectRow(row);
        auto* tabs = find<QTabWidget>("deadLetterTabs");
        if (!QTest::qWaitFor([&] { return tabs->isVisible() && tabs->isTabEnabled(3); }))
            qFatal("nothing to edit");
        tabs->setCurrentIndex(3);
    }

    SampleBackend backend;
    std::unique_ptr<MainWindow> window;
    QTableView* table = nullptr;
};

DeadLetter withReason(std::int64_t id, const char* code)
{
    DeadLetter letter = sampleDeadLetter(id, "order" + std::to_string(id));
    letter.violations.front().code = code;
    return letter;
}

} // namespace

class TestDeadLettersDesk final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theEditorAloneSendsAgain();
    void walksThroughTheList();
    void filtersByAReasonWithAClick();
    void filtersByNumber();
    void showsWhereAndWhy();
    void redrivesTheSelectionAfterADryRun();
    void discardsAllOfAReason();
    void nothingHappensWhenTheQuestionIsCancelled();
    void correctsAndSendsAgain();
    void tellsWhatBecameOfWhatWasSent_data();
    void tellsWhatBecameOfWhatWasSent();
    void followsWhatWasSentButNotNoted();
    void keepsAnEditWhileLookingElsewhere();
    void saysWhyBinaryIsNotEditable();
    void showsWhatWasDone();
    void onlyDiscardsInAViewer();
};

/// Beside its own button the one that sends what came would be taken for it.
void TestDeadLettersDesk::theEditorAloneSendsAgain()
{
    const Desk desk({correctable(1)});
    desk.edit(0);
    QVERIFY(desk.find<QWidget>("redriveCorrectedButton")->isVisible());
    QVERIFY(!desk.find<QWidget>("redriveButton")->isVisible());
    QVERIFY(!desk.find<QWidget>("discardButton")->isVisible());
    desk.find<QTabWidget>("deadLetterTabs")->setCurrentIndex(0);
    QVERIFY(desk.find<QWidget>("redriveButton")->isVisible());
    QVERIFY(desk.find<QWidget>("discardButton")->isVisible());
}

void TestDeadLettersDesk::walksThroughTheList()
{
    const Desk desk({correctable(1), correctable(2), correctable(3)});
    desk.table->selectRow(0);
    auto* walk = desk.find<QWidget>("letterWalk");
    QTRY_VERIFY(walk->isVisible());
    auto* next = walk->findChild<QToolButton*>(QStringLiteral("nextButton"));
    const auto* previous = walk->findChild<QToolButton*>(QStringLiteral("previousButton"));
    QCOMPARE(walk->findChild<QLabel*>(QStringLiteral("placeLabel"))->text(), QStringLiteral("1 of 3"));
    QVERIFY(!previous->isEnabled());
    next->click();
    QTRY_VERIFY(desk.table->selectionModel()->isRowSelected(1));
    next->click();
    QTRY_VERIFY(desk.table->selectionModel()->isRowSelected(2));
    QCOMPARE(walk->findChild<QLabel*>(QStringLiteral("placeLabel"))->text(), QStringLiteral("3 of 3"));
    QVERIFY(!next->isEnabled());
    QVERIFY(previous->isEnabled());
}

void TestDeadLettersDesk::filtersByAReasonWithAClick()
{
    const Desk desk({withReason(1, "too_long"), withReason(2, "too_long"), withReason(3, "invalid_json")});
    auto* bar = desk.find<ReasonBar>("reasonBar");
    QTRY_COMPARE(bar->total(), 3);
    auto* chip = desk.find<QToolButton>("reasonButton_too_long");
    QCOMPARE(chip->text(), QStringLiteral("too_long  2"));
    chip->click();
    QTRY_COMPARE(desk.table->model()->rowCount(), 2);
    QVERIFY(chip->isChecked());
    desk.find<QToolButton>("reasonButton_")->click();
    QTRY_COMPARE(desk.table->model()->rowCount(), 3);
}

void TestDeadLettersDesk::filtersByNumber()
{
    const Desk desk({withReason(1, "a"), withReason(2, "a"), withReason(12, "a")});
    desk.find<QLineEdit>("letterFilterLineEdit")->setText(QStringLiteral("order1"));
    QTRY_COMPARE(desk.table->model()->rowCount(), 2);
    desk.find<QLineEdit>("letterFilterLineEdit")->setText(QStringLiteral("nothing"));
    QTRY_VERIFY(desk.find<QWidget>("noDeadLettersPage")->isVisible());
    QTRY_COMPARE(desk.text("noDeadLettersPageTitle"), QStringLiteral("No dead letter matches the filter"));
    desk.find<QPushButton>("clearLetterFilterButton")->click();
    QTRY_COMPARE(desk.table->model()->rowCount(), 3);
}

void TestDeadLettersDesk::showsWhereAndWhy()
{
    const Desk desk({sampleDeadLetter(7, "broken")});
    const auto cell = [&](int column) { return desk.table->model()->index(0, column).data().toString(); };
    QCOMPARE(cell(DeadLettersModel::Path), QStringLiteral("/track_number"));
    QCOMPARE(cell(DeadLettersModel::Reason), QStringLiteral("must not be empty (and 3 more)"));
}

void TestDeadLettersDesk::redrivesTheSelectionAfterADryRun()
{
    DeadLetter good = sampleDeadLetter(1, "good");
    good.message.value = validValue(1);
    const Desk desk({good, sampleDeadLetter(2, "bad"), sampleDeadLetter(3, "bad-too")});
    auto* redrive = desk.find<QPushButton>("redriveSelectedButton");
    QVERIFY(!redrive->isEnabled());
    desk.table->selectAll();
    QCOMPARE(desk.text("selectionLabel"), QStringLiteral("3 selected"));
    redrive->click();
    QTRY_VERIFY(desk.dialog() && desk.dialog()->work().stage() == LetterWork::Stage::Ready);
    QVERIFY(desk.text("titleLabel").contains(QStringLiteral("3 messages")));
    QVERIFY(desk.text("textLabel").contains(QStringLiteral("1 would be accepted")));
    QVERIFY(desk.text("textLabel").contains(QStringLiteral("2 would come back")));
    auto* act = desk.find<QPushButton>("actButton");
    QCOMPARE(act->text(), QStringLiteral("Send 1"));
    QVERIFY(act->property("primary").toBool());
    QCOMPARE(desk.find<QTableWidget>("groupsTableWidget")->item(0, 0)->text(), QStringLiteral("2"));
    desk.find<QRadioButton>("allRadioButton")->setChecked(true);
    QCOMPARE(act->text(), QStringLiteral("Send 3"));
    QVERIFY(!act->property("primary").toBool()); // two of them come back: that is not what one would do
    desk.find<QRadioButton>("acceptedRadioButton")->setChecked(true);
    QCOMPARE(desk.backend.sent->count(), 0U);
    act->click();
    QTRY_COMPARE(desk.text("titleLabel"), QStringLiteral("Done"));
    QVERIFY(desk.text("textLabel").contains(QStringLiteral("1 message sent again.")));
    QCOMPARE(desk.backend.sent->count(), 1U);
    desk.find<QPushButton>("cancelButton")->click();
    QTRY_COMPARE(desk.table->model()->index(2, DeadLettersModel::Redriven).data().toString(), QStringLiteral("1×"));
}

void TestDeadLettersDesk::discardsAllOfAReason()
{
    const Desk desk({withReason(1, "too_long"), withReason(2, "invalid_json"), withReason(3, "too_long")});
    auto* bar = desk.find<ReasonBar>("reasonBar");
    QTRY_COMPARE(bar->total(), 3);
    bar->choose("too_long");
    QTRY_COMPARE(desk.table->model()->rowCount(), 2);
    QMenu* menu = desk.find<QPushButton>("allButton")->menu();
    Q_EMIT menu->aboutToShow();
    QCOMPARE(menu->actions().size(), 2);
    QCOMPARE(menu->actions().at(1)->text(), QStringLiteral("&Discard all of this filter…"));
    menu->actions().at(1)->trigger();
    QTRY_VERIFY(desk.dialog() && desk.dialog()->work().stage() == LetterWork::Stage::Ready);
    QCOMPARE(desk.text("titleLabel"), QStringLiteral("Discard 2 dead letters?"));
    QVERIFY(desk.backend.holds(1));
    QVERIFY(!desk.find<QPushButton>("actButton")->property("primary").toBool());
    desk.find<QPushButton>("actButton")->click();
    QTRY_COMPARE(desk.text("titleLabel"), QStringLiteral("Done"));
    QVERIFY(!desk.backend.holds(1) && desk.backend.holds(2) && !desk.backend.holds(3));
    desk.find<QPushButton>("cancelButton")->click();
    QTRY_COMPARE(bar->total(), 1);
}

void TestDeadLettersDesk::nothingHappensWhenTheQuestionIsCancelled()
{
    const Desk desk({withReason(1, "too_long")});
    desk.table->selectAll();
    desk.find<QPushButton>("discardSelectedButton")->click();
    QTRY_VERIFY(desk.dialog() && desk.dialog()->work().stage() == LetterWork::Stage::Ready);
    desk.find<QPushButton>("cancelButton")->click();
    QTRY_VERIFY(!desk.dialog());
    QVERIFY(desk.backend.holds(1));
    QVERIFY(desk.backend.changes().empty());
}

void TestDeadLettersDesk::correctsAndSendsAgain()
{
    const Desk desk({correctable(1)});
    desk.edit(0);
    auto* send = desk.find<QPushButton>("redriveCorrectedButton");
    QVERIFY(!send->isEnabled());
    auto* findings = desk.find<QListWidget>("findingsListWidget");
    QVERIFY(findings->item(0)->text().contains(QStringLiteral("/payment/currency")));
    QVERIFY(desk.pane()->shownText().contains(QLatin1Char('\n'))); // one line was indented
    QCOMPARE(desk.text("changesHeading"), QStringLiteral("Only spaces changed"));
    QString text = desk.pane()->shownText();
    text.replace(QStringLiteral("\"usd\""), QStringLiteral("\"EUR\""));
    desk.pane()->editor()->replaceText(text);
    QTRY_VERIFY(send->isEnabled());
    auto* changes = desk.find<QListWidget>("changesListWidget");
    QCOMPARE(changes->count(), 1);
    QCOMPARE(changes->item(0)->text(), QStringLiteral("/payment/currency: \"usd\" → \"EUR\""));
    answerNextBox(false);
    send->click();
    QCOMPARE(desk.backend.sent->count(), 0U);
    answerNextBox(true);
    send->click();
    QTRY_COMPARE(desk.backend.sent->count(), 1U);
    const OutgoingMessage sent = desk.backend.sent->all()[0];
    QCOMPARE(sent.value, text.toUtf8());
    QVERIFY(sent.value->contains("9007199254740993"));
    QCOMPARE(sent.key, QByteArray::fromStdString(sampleOrder(1).orderUid));
    QVERIFY(sent.headers.contains({"orderdesk.redrive.corrected", "true"}));
    QVERIFY(desk.backend.holds(1)); // until it is discarded
    QTRY_COMPARE(desk.backend.changes().size(), 1U);
    QCOMPARE(desk.backend.changes()[0].detail, "to orders/1@0; changed: /payment/currency");
    QTRY_VERIFY(desk.text("change0Fact").contains(QStringLiteral("corrected and sent again")));
    // The same text is not sent twice by mistake; another one may be.
    QTRY_VERIFY(!send->isEnabled());
    desk.pane()->editor()->replaceText(text + QLatin1Char(' '));
    QTRY_VERIFY(send->isEnabled());
}

void TestDeadLettersDesk::tellsWhatBecameOfWhatWasSent_data()
{
    using Kind = IngestEvent::Kind;
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("words");
    QTest::addColumn<bool>("leadsToTheOrder");
    QTest::newRow("new") << Kind::New << QStringLiteral("and stored as order") << true;
    QTest::newRow("updated") << Kind::Updated << QStringLiteral("and stored as order") << true;
    QTest::newRow("unchanged") << Kind::Unchanged << QStringLiteral("with these values already") << true;
    QTest::newRow("superseded") << Kind::Superseded << QStringLiteral("A newer version") << true;
    QTest::newRow("refused") << Kind::DeadLettered << QStringLiteral("refused again") << false;
}

void TestDeadLettersDesk::tellsWhatBecameOfWhatWasSent()
{
    QFETCH(IngestEvent::Kind, kind);
    QFETCH(QString, words);
    QFETCH(bool, leadsToTheOrder);
    Desk desk({correctable(1), correctable(2)});
    const Order order = sampleOrder(1);
    desk.backend.store(storedSample(order, 1));
    desk.table->selectRow(1);
    auto* redrive = desk.find<QPushButton>("redriveButton");
    QTRY_VERIFY(redrive->isEnabled());
    auto* notice = desk.find<QWidget>("sentNotice");
    QVERIFY(notice->isHidden());
    answerNextBox(true);
    redrive->click();
    QTRY_VERIFY(notice->isVisible());
    QVERIFY(desk.text("sentLabel").contains(QStringLiteral("Sent to orders/1@0")));
    auto* show = desk.find<QPushButton>("showReturnButton");
    QVERIFY(show->isHidden());
    IngestEvent back = eventOf(order, 0, kind);
    back.order.position = {QStringLiteral("orders"), 1, 0, {}};
    desk.window->addEvents({eventOf(sampleOrder(7), 3), back});
    QTRY_VERIFY2(desk.text("sentLabel").contains(words), qPrintable(desk.text("sentLabel")));
    QVERIFY(show->isVisible());
    if (leadsToTheOrder) {
        show->click();
        QTRY_COMPARE(desk.text("orderNumberLabel"), QString::fromStdString(order.orderUid));
        QTRY_VERIFY(desk.find<QLabel>("orderNumberLabel")->isVisible());
    }
    // It belongs to the letter that was sent.
    desk.table->selectRow(0);
    QTRY_VERIFY(notice->isHidden());
}

/// It is on the topic: to say "not sent" would make a person send it twice.
void TestDeadLettersDesk::followsWhatWasSentButNotNoted()
{
    Desk desk({correctable(1)});
    QStringList said;
    connect(desk.window->findChild<DetailPane*>(), &DetailPane::said, this,
            [&said](const QString& words) { said += words; });
    desk.edit(0);
    desk.backend.setMarkingFails();
    QString corrected = desk.pane()->shownText();
    corrected.replace(QStringLiteral("\"usd\""), QStringLiteral("\"EUR\""));
    desk.pane()->editor()->replaceText(corrected);
    auto* send = desk.find<QPushButton>("redriveCorrectedButton");
    QTRY_VERIFY(send->isEnabled());
    answerNextBox(true);
    send->click();
    auto* notice = desk.find<QWidget>("sentNotice");
    QTRY_VERIFY(!notice->isHidden()); // on the first tab
    QVERIFY2(said.last().startsWith(QStringLiteral("Published to orders/1@0")), qPrintable(said.last()));
    QVERIFY2(said.last().contains(QStringLiteral("the database is away")), qPrintable(said.last()));
    QVERIFY(desk.text("sentLabel").contains(QStringLiteral("do not send it again")));
    QTRY_VERIFY(!send->isEnabled()); // this text went
    answerNextBox(true);
    desk.find<QPushButton>("redriveButton")->click();
    QTRY_VERIFY2(said.last().startsWith(QStringLiteral("Published to orders/1@1")), qPrintable(said.last()));
    IngestEvent back = eventOf(sampleOrder(1), 0, IngestEvent::Kind::New);
    back.order.position = {QStringLiteral("orders"), 1, 1, {}};
    desk.window->addEvents({back});
    QTRY_VERIFY2(desk.text("sentLabel").contains(QStringLiteral("and stored as order")),
                 qPrintable(desk.text("sentLabel")));
}

void TestDeadLettersDesk::keepsAnEditWhileLookingElsewhere()
{
    const Desk desk({correctable(1), sampleDeadLetter(2, "other")});
    desk.edit(1);
    desk.pane()->editor()->replaceText(QStringLiteral("{\"mine\":1}"));
    desk.table->selectRow(0);
    QTRY_VERIFY(desk.pane()->shownText().contains(QStringLiteral("other")));
    desk.table->selectRow(1);
    QTRY_COMPARE(desk.pane()->shownText(), QStringLiteral("{\"mine\":1}"));
    desk.find<QPushButton>("asReceivedButton")->click();
    QCOMPARE(desk.pane()->bytes(), *correctable(1).message.value);
    QCOMPARE(desk.text("changesHeading"), QStringLiteral("Nothing changed"));
}

void TestDeadLettersDesk::saysWhyBinaryIsNotEditable()
{
    DeadLetter binary = sampleDeadLetter(1, "binary");
    binary.message.value = QByteArray("\xff\x00\xfe", 3);
    const Desk desk({binary});
    desk.edit(0);
    QVERIFY(desk.find<QWidget>("notEditablePage")->isVisible());
    QVERIFY(desk.text("notEditableLabel").contains(QStringLiteral("UTF-8")));
}

void TestDeadLettersDesk::showsWhatWasDone()
{
    const Desk desk({withReason(1, "too_long"), withReason(2, "too_long")});
    desk.table->selectRow(0);
    desk.find<QPushButton>("discardSelectedButton")->click();
    QTRY_VERIFY(desk.dialog() && desk.dialog()->work().stage() == LetterWork::Stage::Ready);
    desk.find<QPushButton>("actButton")->click();
    QTRY_COMPARE(desk.text("titleLabel"), QStringLiteral("Done"));
    desk.find<QPushButton>("cancelButton")->click();
    QTRY_VERIFY(!desk.dialog());
    desk.find<QToolButton>("changesButton")->click();
    auto* changes = desk.find<QTableView>("letterChangesTableView");
    QTRY_COMPARE(changes->model()->rowCount(), 1);
    QCOMPARE(changes->model()->index(0, LetterChangesModel::Action).data().toString(), QStringLiteral("discarded"));
    QCOMPARE(changes->model()->index(0, LetterChangesModel::ChangedBy).data().toString(),
             QStringLiteral("window (test)"));
}

/// A viewer sends nothing; whether it discards is the database's word.
void TestDeadLettersDesk::onlyDiscardsInAViewer()
{
    SampleBackend backend;
    backend.store(sampleDeadLetter(1, "broken"));
    MainWindow window(backend.viewer());
    window.show();
    const auto isVisible = [&window](const char* name) {
        return window.findChild<QWidget*>(QLatin1String(name))->isVisible();
    };
    window.findChild<QTabWidget*>(QStringLiteral("pagesTabWidget"))->setCurrentIndex(1);
    auto* table = window.findChild<QTableView*>(QStringLiteral("deadLettersTableView"));
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QVERIFY(isVisible("discardSelectedButton") && !isVisible("redriveSelectedButton"));
    table->selectRow(0);
    auto* tabs = window.findChild<QTabWidget*>(QStringLiteral("deadLetterTabs"));
    QTRY_VERIFY(tabs->isVisible());
    QCOMPARE(tabs->count(), 3);
    QVERIFY(isVisible("discardButton") && !isVisible("redriveButton"));
    backend.rights = DatabaseRights{QStringLiteral("reader"), DatabaseRights::Limit::Role, false, false};
    QTRY_VERIFY(!isVisible("workBar") && !isVisible("discardButton"));
}

ORDERDESK_GUI_TEST(TestDeadLettersDesk)
#include "TestDeadLettersDesk.moc"
