#include "SampleOrders.h"
#include "support/TestRegistration.h"
#include "ui/backend/WindowState.h"
#include "ui/filter/FilterBar.h"
#include "ui/filter/FilterChip.h"
#include "ui/filter/FilterEditor.h"
#include "ui/filter/FilterValues.h"
#include "ui/widgets/CompactButton.h"
#include "ui/words/Language.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QCompleter>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace orderdesk;

namespace {

struct Bar
{
    Bar()
    {
        bar.resize(900, 40);
        bar.show();
        bar.activateWindow();
        if (!QTest::qWaitForWindowActive(&bar))
            qWarning("the bar did not become active");
        box = bar.findChild<QLineEdit*>(QStringLiteral("filterLineEdit"));
    }

    QList<FilterChip*> chips() const
    {
        QList<FilterChip*> shown;
        for (FilterChip* chip : bar.findChildren<FilterChip*>()) {
            if (chip->isVisible())
                shown += chip;
        }
        return shown;
    }

    QToolButton* button(int chip) const
    {
        return chips().at(chip)->findChild<QToolButton*>(QStringLiteral("chipButton"));
    }

    QString words(int chip) const { return button(chip)->text(); }

    void type(const QString& line)
    {
        box->setFocus();
        QTest::keyClicks(box, line);
        QTest::keyClick(box, Qt::Key_Return);
    }

    /// Letters that QTest's keys do not have.
    void typeText(const QString& text)
    {
        for (const QChar letter : text) {
            QKeyEvent press(QEvent::KeyPress, Qt::Key_unknown, Qt::NoModifier, QString(letter));
            QApplication::sendEvent(box, &press);
        }
    }

    QAbstractItemView* list() const { return box->completer()->popup(); }

    /// What is completed to; empty when the list is not open.
    QStringList offered() const
    {
        QStringList lines;
        const QAbstractItemModel* model = box->completer()->completionModel();
        for (int row = 0; list()->isVisible() && row < model->rowCount(); ++row)
            lines += model->index(row, 0).data().toString();
        return lines;
    }

    FilterEditor* editor() const { return bar.findChild<FilterEditor*>(); }

    /// The action of the menu "Add filter" with these words, in a submenu when there are two.
    void choose(const QStringList& path)
    {
        auto* button = bar.findChild<QToolButton*>(QStringLiteral("addFilterButton"));
        QMenu* menu = button->menu();
        Q_EMIT menu->aboutToShow();
        for (const QString& name : path) {
            const QList<QAction*> actions = menu->actions();
            const auto found = std::find_if(actions.begin(), actions.end(),
                                            [&](const QAction* action) { return action->text() == name; });
            QVERIFY2(found != actions.end(), qPrintable(name));
            if ((*found)->menu())
                menu = (*found)->menu();
            else
                (*found)->trigger();
        }
    }

    FilterBar bar;
    QLineEdit* box = nullptr;
};

} // namespace

class TestFilterBar final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filtersWhileOneTypes();
    void aStoredListWaitsForEnter();
    void enterMakesAChip();
    void aSecondConditionOfAFieldReplacesTheFirst();
    void anUnreadableConditionSaysWhyAndIsNotApplied();
    void escapeClears();
    void aChipIsRemovedByKeyboardAndMouse();
    void aChipIsEditedByKeyboard();
    void theEditorRefusesWhatCannotBeRead();
    void theMenuAddsEveryCondition();
    void editsAPeriodIntoDates();
    void aNarrowBarWrapsItsChips();
    void theButtonStaysBesideTheBox_data();
    void theButtonStaysBesideTheBox();
    void completesFieldsThenValues();
    void completesInRussian();
    void aFieldAloneIsNoCondition();
    void completesOnlyWhatAStoredOrderCanBe();
    void theEditorOffersTheValuesSeen();
    void remembersTheValuesSeenLast();
    void everyControlSaysItsName();
};

void TestFilterBar::filtersWhileOneTypes()
{
    Bar b;
    QSignalSpy changed(&b.bar, &FilterBar::filterChanged);
    QTest::keyClicks(b.box, QStringLiteral("oslo"));
    QCOMPARE(b.bar.filter().text, QStringLiteral("oslo"));
    QCOMPARE(changed.count(), 4);
    // A condition that is being typed is no text to look for.
    b.box->clear();
    QTest::keyClicks(b.box, QStringLiteral("city:Oslo"));
    QVERIFY(b.bar.filter().text.isEmpty());
    QVERIFY(b.bar.filter().city.isEmpty());
    QTest::keyClick(b.box, Qt::Key_Return);
    QCOMPARE(b.bar.filter().city, QStringLiteral("Oslo"));
}

void TestFilterBar::aStoredListWaitsForEnter()
{
    Bar b;
    b.bar.setStoredOnly(true);
    QSignalSpy changed(&b.bar, &FilterBar::filterChanged);
    QTest::keyClicks(b.box, QStringLiteral("oslo"));
    QCOMPARE(changed.count(), 0);
    QTest::keyClick(b.box, Qt::Key_Return);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(b.bar.filter().text, QStringLiteral("oslo"));
}

void TestFilterBar::enterMakesAChip()
{
    Bar b;
    b.type(QStringLiteral("anna"));
    b.type(QStringLiteral("amount:100..500"));
    b.type(QStringLiteral("warnings"));
    QCOMPARE(b.chips().size(), 3);
    QCOMPARE(b.words(0), QStringLiteral("“anna”"));
    QCOMPARE(b.words(1), QStringLiteral("Amount: 100 to 500"));
    QCOMPARE(b.words(2), QStringLiteral("With warnings"));
    QVERIFY(b.box->text().isEmpty());
    QCOMPARE(b.bar.filter().text, QStringLiteral("anna"));
    QCOMPARE(b.bar.filter().amountMax, std::optional<std::int64_t>(500));
    QVERIFY(b.bar.filter().withWarnings);
    QCOMPARE(b.bar.conditions().size(), 3);
}

void TestFilterBar::aSecondConditionOfAFieldReplacesTheFirst()
{
    Bar b;
    b.type(QStringLiteral("city:Oslo"));
    b.type(QStringLiteral("city:Haifa"));
    QCOMPARE(b.chips().size(), 1);
    QCOMPARE(b.bar.filter().city, QStringLiteral("Haifa"));
}

void TestFilterBar::anUnreadableConditionSaysWhyAndIsNotApplied()
{
    Bar b;
    b.type(QStringLiteral("city:Oslo"));
    QSignalSpy changed(&b.bar, &FilterBar::filterChanged);
    b.box->setText(QStringLiteral("amount:abc"));
    QTest::keyClick(b.box, Qt::Key_Return);
    QCOMPARE(b.chips().size(), 2);
    const auto* problem = b.chips().at(1)->findChild<QLabel*>(QStringLiteral("chipProblemLabel"));
    QVERIFY(problem->isVisible());
    QCOMPARE(problem->text(), QStringLiteral("Not applied: “abc” is not a whole number"));
    QVERIFY(!b.bar.isReadable());
    QCOMPARE(changed.count(), 0);
    QVERIFY(!b.bar.filter().amountMin);
    b.type(QStringLiteral("amount:7"));
    QVERIFY(b.bar.isReadable());
    QVERIFY(!b.chips().at(1)->findChild<QLabel*>(QStringLiteral("chipProblemLabel"))->isVisible());
}

void TestFilterBar::escapeClears()
{
    Bar b;
    b.type(QStringLiteral("city:Oslo"));
    QTest::keyClicks(b.box, QStringLiteral("abc"));
    QTest::keyClick(b.box, Qt::Key_Escape);
    QVERIFY(b.chips().isEmpty());
    QVERIFY(b.box->text().isEmpty());
    QVERIFY(b.bar.filter().isEmpty());
    b.type(QStringLiteral("city:Oslo"));
    QTest::keyClick(b.button(0), Qt::Key_Escape);
    QVERIFY(!b.bar.hasConditions());
}

void TestFilterBar::aChipIsRemovedByKeyboardAndMouse()
{
    Bar b;
    b.type(QStringLiteral("city:Oslo"));
    b.type(QStringLiteral("currency:USD"));
    // Backspace in the empty box goes to the last chip, again removes it.
    QTest::keyClick(b.box, Qt::Key_Backspace);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backspace);
    QCOMPARE(b.chips().size(), 1);
    QVERIFY(b.bar.filter().currency.isEmpty());
    QCOMPARE(b.bar.filter().city, QStringLiteral("Oslo"));
    auto* cross = b.chips().first()->findChild<QToolButton*>(QStringLiteral("chipRemoveButton"));
    QTest::mouseClick(cross, Qt::LeftButton);
    QVERIFY(b.bar.filter().isEmpty());
    QVERIFY(b.chips().isEmpty());
}

void TestFilterBar::aChipIsEditedByKeyboard()
{
    Bar b;
    b.type(QStringLiteral("city:Oslo"));
    QTest::keyClick(b.button(0), Qt::Key_F2);
    QVERIFY(b.editor());
    auto* value = b.editor()->findChild<QLineEdit*>(QStringLiteral("valueLineEdit"));
    QCOMPARE(value->selectedText(), QStringLiteral("Oslo"));
    QTest::keyClicks(value, QStringLiteral("Haifa"));
    QTest::keyClick(value, Qt::Key_Return);
    QCOMPARE(b.bar.filter().city, QStringLiteral("Haifa"));
    QTRY_VERIFY(!b.editor());
    // Esc in the editor leaves the condition as it is.
    QTest::keyClick(b.button(0), Qt::Key_Return);
    value = b.editor()->findChild<QLineEdit*>(QStringLiteral("valueLineEdit"));
    QTest::keyClicks(value, QStringLiteral("Lisbon"));
    QTest::keyClick(value, Qt::Key_Escape);
    QTRY_VERIFY(!b.editor());
    QCOMPARE(b.bar.filter().city, QStringLiteral("Haifa"));
}

void TestFilterBar::theEditorRefusesWhatCannotBeRead()
{
    Bar b;
    b.choose({QStringLiteral("Amount…")});
    FilterEditor* editor = b.editor();
    QVERIFY(editor);
    auto* from = editor->findChild<QLineEdit*>(QStringLiteral("valueLineEdit"));
    auto* until = editor->findChild<QLineEdit*>(QStringLiteral("untilLineEdit"));
    auto* problem = editor->findChild<QLabel*>(QStringLiteral("problemLabel"));
    QVERIFY(!problem->isVisible());
    QTest::keyClicks(from, QStringLiteral("500"));
    QTest::keyClicks(until, QStringLiteral("100"));
    QCOMPARE(problem->text(), QStringLiteral("500 is more than 100, so no amount is between them"));
    editor->findChild<QPushButton*>(QStringLiteral("applyButton"))->click();
    QVERIFY(b.chips().isEmpty());
    QVERIFY(editor->isVisible());
    QTest::keyClicks(until, QStringLiteral("0"));
    QVERIFY(!problem->isVisible());
    QTest::keyClick(until, Qt::Key_Return);
    QCOMPARE(b.bar.filter().amountMin, std::optional<std::int64_t>(500));
    QCOMPARE(b.bar.filter().amountMax, std::optional<std::int64_t>(1000));
}

void TestFilterBar::theMenuAddsEveryCondition()
{
    Bar b;
    b.choose({QStringLiteral("State"), QStringLiteral("Dead letters")});
    QCOMPARE(b.bar.filter().state, std::optional(OrderFilter::State::DeadLettered));
    b.choose({QStringLiteral("With warnings")});
    QVERIFY(b.bar.filter().withWarnings);
    b.choose({QStringLiteral("Date"), QStringLiteral("Yesterday")});
    QVERIFY(b.bar.filter().storedUntil);
    for (const QString& name : {QStringLiteral("Currency…"), QStringLiteral("City…"),
                                QStringLiteral("Delivery service…"), QStringLiteral("Amount…")}) {
        b.choose({name});
        QVERIFY(b.editor());
        auto* value = b.editor()->findChild<QLineEdit*>(QStringLiteral("valueLineEdit"));
        QTest::keyClicks(value, name.startsWith(QLatin1Char('A')) ? QStringLiteral("5") : QStringLiteral("abc"));
        QTest::keyClick(value, Qt::Key_Return);
        QTRY_VERIFY(!b.editor());
    }
    QCOMPARE(b.bar.filter().currency, QStringLiteral("ABC"));
    QCOMPARE(b.bar.filter().city, QStringLiteral("abc"));
    QCOMPARE(b.bar.filter().deliveryService, QStringLiteral("abc"));
    QCOMPARE(b.bar.filter().amountMin, std::optional<std::int64_t>(5));
    QCOMPARE(b.chips().size(), 7);
}

void TestFilterBar::editsAPeriodIntoDates()
{
    Bar b;
    b.type(QStringLiteral("date:today"));
    QTest::keyClick(b.button(0), Qt::Key_F2);
    auto* period = b.editor()->findChild<QComboBox*>(QStringLiteral("periodComboBox"));
    QCOMPARE(period->currentText(), QStringLiteral("Today"));
    QVERIFY(!b.editor()->findChild<QLineEdit*>(QStringLiteral("valueLineEdit"))->isVisible());
    period->setCurrentIndex(period->count() - 1);
    auto* from = b.editor()->findChild<QLineEdit*>(QStringLiteral("valueLineEdit"));
    QVERIFY(from->isVisible());
    QTest::keyClicks(from, QStringLiteral("2026-11-01"));
    QTest::keyClick(from, Qt::Key_Return);
    QCOMPARE(b.words(0), QStringLiteral("Date: from 2026-11-01"));
    QVERIFY(!b.bar.filter().storedUntil);
}

void TestFilterBar::aNarrowBarWrapsItsChips()
{
    Bar b;
    b.type(QStringLiteral("city:Porto Alegre"));
    b.type(QStringLiteral("service:meest"));
    b.type(QStringLiteral("amount:100..500"));
    const int wide = b.bar.heightForWidth(1600);
    const int narrow = b.bar.heightForWidth(420);
    QVERIFY2(narrow > wide * 2, qPrintable(QStringLiteral("%1 against %2").arg(narrow).arg(wide)));
    b.bar.resize(420, narrow);
    QCoreApplication::processEvents();
    for (const FilterChip* chip : b.chips())
        QVERIFY(b.bar.rect().contains(chip->geometry()));
}

void TestFilterBar::theButtonStaysBesideTheBox_data()
{
    QTest::addColumn<bool>("russian");
    QTest::newRow("english") << false;
    QTest::newRow("russian") << true;
}

/// With its words where there is room, as its icon alone where there is none; never in a line of its own, never cut.
void TestFilterBar::theButtonStaysBesideTheBox()
{
    QFETCH(const bool, russian);
    WindowState state{QString()};
    Language language(state);
    language.choose(russian ? Language::Choice::Russian : Language::Choice::English);
    Bar b;
    const auto* button = b.bar.findChild<CompactButton*>(QStringLiteral("addFilterButton"));
    QVERIFY(!button->icon().isNull());
    const int least = b.bar.minimumSizeHint().width();
    bool hadWords = false;
    bool wasIcon = false;
    for (int width = 800; width >= least; width -= 10) {
        b.bar.resize(width, b.bar.heightForWidth(width));
        QCoreApplication::processEvents();
        QCOMPARE(button->y(), b.box->y());
        QVERIFY(button->x() > b.box->geometry().right());
        QVERIFY(button->geometry().right() < b.bar.width());
        QVERIFY(b.box->width() >= b.box->minimumSizeHint().width());
        QVERIFY(button->width() >= button->minimumSizeHint().width());
        hadWords = hadWords || button->width() >= button->sizeHint().width();
        wasIcon = wasIcon || button->width() < button->sizeHint().width();
    }
    QVERIFY(hadWords && wasIcon);
    QVERIFY(!button->toolTip().isEmpty());
    language.choose(Language::Choice::English);
}

void TestFilterBar::completesFieldsThenValues()
{
    Bar b;
    FilterValues values;
    for (int i = 0; i < 7; ++i)
        values.note(summarize(sampleOrder(i)));
    b.bar.setValues(&values);
    b.box->setFocus();
    QTest::keyClicks(b.box, QStringLiteral("c"));
    QCOMPARE(b.offered(), QStringList({QStringLiteral("currency:"), QStringLiteral("city:")}));
    // Down and Enter choose the field, and its values come next without a further key.
    QTest::keyClick(b.list(), Qt::Key_Down);
    QTest::keyClick(b.list(), Qt::Key_Down);
    QTest::keyClick(b.list(), Qt::Key_Return);
    QTRY_COMPARE(b.box->text(), QStringLiteral("city:"));
    QTRY_COMPARE(b.offered().size(), 7);
    QVERIFY(b.chips().isEmpty());
    QTest::keyClicks(b.list(), QStringLiteral("o"));
    QCOMPARE(b.offered(), QStringList(QStringLiteral("city:Oslo")));
    QTest::keyClick(b.list(), Qt::Key_Down);
    QTest::keyClick(b.list(), Qt::Key_Return);
    QTRY_COMPARE(b.chips().size(), 1);
    QCOMPARE(b.bar.filter().city, QStringLiteral("Oslo"));
    QCOMPARE(b.box->text(), QString());
    // A state, by the word alone.
    QTest::keyClicks(b.box, QStringLiteral("state:u"));
    QCOMPARE(b.offered(), QStringList({QStringLiteral("state:updated"), QStringLiteral("state:unchanged")}));
    QTest::keyClick(b.list(), Qt::Key_Escape);
    QVERIFY(!b.list()->isVisible());
    QCOMPARE(b.box->text(), QStringLiteral("state:u"));
}

void TestFilterBar::completesInRussian()
{
    WindowState state{QString()};
    Language language(state);
    language.choose(Language::Choice::Russian);
    Bar b;
    FilterValues values;
    values.note(summarize(sampleOrder(4)));
    b.bar.setValues(&values);
    b.box->setFocus();
    b.box->setText(QStringLiteral("гор"));
    b.typeText(QStringLiteral("о"));
    QCOMPARE(b.offered(), QStringList(QStringLiteral("город:")));
    b.box->setText(QStringLiteral("город:"));
    b.typeText(QStringLiteral("к"));
    QCOMPARE(b.offered(), QStringList(QStringLiteral("город:Казань")));
    b.box->setText(QStringLiteral("дата:"));
    b.typeText(QStringLiteral("в"));
    QCOMPARE(b.offered(), QStringList(QStringLiteral("дата:вчера")));
    b.list()->hide();
    b.box->clear();
    b.typeText(QStringLiteral("дата:вчера"));
    QTest::keyClick(b.box, Qt::Key_Return);
    QCOMPARE(b.words(0), QStringLiteral("Дата: Вчера"));
    language.choose(Language::Choice::English);
}

void TestFilterBar::aFieldAloneIsNoCondition()
{
    Bar b;
    QSignalSpy changed(&b.bar, &FilterBar::filterChanged);
    b.box->setFocus();
    b.box->setText(QStringLiteral("city:"));
    QCOMPARE(changed.count(), 0); // not a text that the live rows would have to hold
    QTest::keyClick(b.box, Qt::Key_Return);
    QVERIFY(b.chips().isEmpty());
    QCOMPARE(b.box->text(), QStringLiteral("city:"));
}

void TestFilterBar::completesOnlyWhatAStoredOrderCanBe()
{
    Bar b;
    b.bar.setStoredOnly(true);
    b.box->setFocus();
    b.box->setText(QStringLiteral("state"));
    QTest::keyClicks(b.box, QStringLiteral(":"));
    QCOMPARE(b.offered(), QStringList({QStringLiteral("state:new"), QStringLiteral("state:updated")}));
    b.list()->hide();
}

void TestFilterBar::theEditorOffersTheValuesSeen()
{
    Bar b;
    FilterValues values;
    for (int i = 0; i < 7; ++i)
        values.note(summarize(sampleOrder(i)));
    b.bar.setValues(&values);
    b.choose({QStringLiteral("City…")});
    auto* value = b.editor()->findChild<QLineEdit*>(QStringLiteral("valueLineEdit"));
    QAbstractItemView* list = value->completer()->popup();
    QTRY_VERIFY(list->isVisible()); // nothing is typed yet: all there is
    QCOMPARE(value->completer()->completionCount(), 7);
    QTest::keyClicks(list, QStringLiteral("OS"));
    QCOMPARE(value->completer()->completionCount(), 1);
    // Esc closes the list, not the editor.
    QTest::keyClick(list, Qt::Key_Escape);
    QVERIFY(!list->isVisible());
    QVERIFY(b.editor()->isVisible());
    QTest::keyClick(value, Qt::Key_Backspace);
    QTRY_VERIFY(list->isVisible());
    // Down and Enter take one, the next Enter applies it.
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(value->text(), QStringLiteral("Oslo"));
    QVERIFY(b.editor()->isVisible());
    QVERIFY(b.chips().isEmpty());
    QTest::keyClick(value, Qt::Key_Return);
    QCOMPARE(b.bar.filter().city, QStringLiteral("Oslo"));
    QTRY_VERIFY(!b.editor());
    // A condition that is there is changed, not chosen anew: no list in the way.
    QTest::keyClick(b.button(0), Qt::Key_F2);
    value = b.editor()->findChild<QLineEdit*>(QStringLiteral("valueLineEdit"));
    QVERIFY(!value->completer()->popup()->isVisible());
    QTest::keyClick(value, Qt::Key_Escape);
    QTRY_VERIFY(!b.editor());
    // Of an amount nothing is known.
    b.choose({QStringLiteral("Amount…")});
    QVERIFY(!b.editor()->findChild<QLineEdit*>(QStringLiteral("valueLineEdit"))->completer());
    b.editor()->close();
}

void TestFilterBar::remembersTheValuesSeenLast()
{
    FilterValues values;
    OrderSummary order;
    for (int i = 0; i < 1'000; ++i) {
        order.city = "city" + std::to_string(i);
        order.currency = i % 2 == 0 ? "usd" : "USD";
        order.deliveryService = std::string(500, 'x');
        values.note(order);
    }
    QCOMPARE(values.of(FilterField::City).size(), int(FilterValues::mostValues));
    QVERIFY(values.of(FilterField::City).contains(QStringLiteral("city999")));
    QVERIFY(!values.of(FilterField::City).contains(QStringLiteral("city699")));
    QCOMPARE(values.of(FilterField::Currency).size(), 1);
    QVERIFY(values.of(FilterField::DeliveryService).isEmpty());
    QVERIFY(values.of(FilterField::Text).isEmpty());
}

void TestFilterBar::everyControlSaysItsName()
{
    Bar b;
    b.bar.setBoxWords(QStringLiteral("words"), QStringLiteral("Filter"));
    b.type(QStringLiteral("city:Oslo"));
    for (const QToolButton* button : b.bar.findChildren<QToolButton*>()) {
        if (button->focusPolicy() != Qt::NoFocus)
            QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(),
                     qPrintable(button->objectName()));
    }
    QCOMPARE(b.box->accessibleName(), QStringLiteral("Filter"));
    QCOMPARE(b.chips().first()->findChild<QToolButton*>(QStringLiteral("chipButton"))->accessibleName(),
             QStringLiteral("Filter City: Oslo"));
}

ORDERDESK_GUI_TEST(TestFilterBar)
#include "TestFilterBar.moc"
