#include "AnswerBox.h"
#include "FindChild.h"
#include "SampleOrders.h"
#include "support/TestRegistration.h"
#include "ui/backend/WindowSettings.h"
#include "ui/browse/FoundOrdersModel.h"
#include "ui/letters/DeadLettersModel.h"
#include "ui/live/LiveFeed.h"
#include "ui/live/LiveOrdersModel.h"
#include "ui/live/LiveOrdersPage.h"
#include "ui/order/ItemsModel.h"
#include "ui/widgets/TableColumns.h"
#include "ui/widgets/Theme.h"
#include "ui/window/MainWindow.h"
#include "ui/words/DisplayText.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMap>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace orderdesk;

namespace {

/// The window over a backend of its own, shown.
struct Desk
{
    Desk()
        : Desk(QString())
    {
    }

    explicit Desk(const QString& stateFile)
    {
        backend.store(storedSample(modelOrder(), 1));
        WindowBackend parts = backend.window();
        parts.stateFile = stateFile;
        window = std::make_unique<MainWindow>(std::move(parts));
        window->show();
        // Shortcuts reach the active window only; on a real X server that takes a moment.
        window->activateWindow();
        if (!QTest::qWaitForWindowActive(window.get()))
            qWarning("the window did not become active");
    }

    template <typename Widget>
    Widget* find(const char* name) const
    {
        return test::find<Widget>(*window, name);
    }

    QString text(const char* label) const
    {
        const auto* found = window->findChild<QLabel*>(QLatin1String(label));
        return found ? found->text() : QString();
    }

    void lookUp(const QString& words) const
    {
        QTest::keyClick(window.get(), Qt::Key_L, Qt::ControlModifier);
        auto* box = find<QLineEdit>("lookupLineEdit");
        box->selectAll();
        QTest::keyClicks(box, words);
        QTest::keyClick(box, Qt::Key_Return);
    }

    int liveRows() const { return find<QTableView>("liveTableView")->model()->rowCount(); }

    SampleBackend backend;
    std::unique_ptr<MainWindow> window;
};

using test::answerNextBox;

} // namespace

class TestMainWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatToDoWhileNothingHasCome();
    void findsAnOrderByItsNumber();
    void findsAnOrderByAnotherField();
    void listsSeveralOrders();
    void saysWhereItLooked();
    void saysThatTheDatabaseIsAway();
    void showsADeadLetterByItsNumber();
    void returnsToLive();
    void showsTenThousandEventsBitByBit();
    void aSelectionHoldsTheTableStill();
    void scrollingHoldsTheTableStill();
    void spacePausesTheView();
    void filtersTheTable();
    void looksInTheWholeDatabaseWithTheSameFilter();
    void remembersHowManyRowsAndTheirOrder();
    void resumeLosesNothing();
    void opensALiveDeadLetter();
    void redrivesADeadLetter();
    void discardsADeadLetterOnlyWhenConfirmed();
    void lampsSayTheirState();
    void pausesIngest();
    void copiesRowsWithMaskedCustomers();
    void remembersTheColumns();
    void everyTableHasAColumnChooser();
    void columnsOfTimesHoldTheLongest_data();
    void columnsOfTimesHoldTheLongest();
    void remembersTheColumnsOfAShortTable();
    void sortsTheDeadLettersOfAnOrder();
    void aViewerHasNoIngest();
    void followsADarkPalette();
    void followsALargerFont();
    void everyControlSaysItsName();
};

void TestMainWindow::saysWhatToDoWhileNothingHasCome()
{
    const Desk desk;
    QVERIFY(desk.find<QWidget>("emptyPage")->isVisible());
    QVERIFY(desk.text("emptyTextLabel").contains(QStringLiteral("localhost:9092, topic orders")));
    desk.find<QPushButton>("copyCommandButton")->click();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("orderdesk send --kafka-brokers localhost:9092 --kafka-topic orders data/model.json"));
    QVERIFY(desk.find<QWidget>("detailPane")->isHidden());
}

void TestMainWindow::findsAnOrderByItsNumber()
{
    const Desk desk;
    desk.lookUp(QStringLiteral("b563feb7b2b84b6test"));
    QTRY_COMPARE(desk.text("orderNumberLabel"), QStringLiteral("b563feb7b2b84b6test"));
    QTRY_COMPARE(desk.text("phoneFact"), QStringLiteral("+9720000000"));
    QVERIFY(desk.find<QWidget>("detailPane")->isVisible());
    QCOMPARE(desk.find<QTabWidget>("pagesTabWidget")->currentIndex(), 0);
}

void TestMainWindow::findsAnOrderByAnotherField()
{
    const Desk desk;
    desk.lookUp(QStringLiteral("+9720000000"));
    QTRY_COMPARE(desk.text("orderNumberLabel"), QStringLiteral("b563feb7b2b84b6test"));
}

void TestMainWindow::listsSeveralOrders()
{
    Desk desk;
    Order second = modelOrder();
    second.orderUid = "second";
    desk.backend.store(storedSample(second, 2));
    desk.lookUp(QStringLiteral("WBILMTESTTRACK"));
    auto* results = desk.find<QTableView>("resultsTableView");
    QTRY_VERIFY(results->isVisible());
    QCOMPARE(results->model()->rowCount(), 2);
    QVERIFY(desk.text("summaryLabel").startsWith(QStringLiteral("2 orders found")));
    QTRY_COMPARE(desk.text("orderNumberLabel"), QStringLiteral("b563feb7b2b84b6test"));
    QTest::keyClick(results, Qt::Key_Down);
    QTRY_COMPARE(desk.text("orderNumberLabel"), QStringLiteral("second"));
}

void TestMainWindow::saysWhereItLooked()
{
    const Desk desk;
    desk.lookUp(QStringLiteral("nowhere"));
    QTRY_VERIFY(desk.find<QWidget>("nothingPage")->isVisible());
    QCOMPARE(desk.text("nothingPageTitle"), QStringLiteral("Nothing found for “nowhere”"));
    QCOMPARE(desk.text("nothingPageText"),
             QStringLiteral("✓ cache: not there\n✓ database: not there\n✓ dead letters: not there"));
    QVERIFY(desk.find<QWidget>("detailPane")->isHidden());
}

void TestMainWindow::saysThatTheDatabaseIsAway()
{
    Desk desk;
    desk.backend.setAway(true);
    desk.lookUp(QStringLiteral("nowhere"));
    QTRY_VERIFY(desk.text("nothingPageText").contains(QStringLiteral("✕ database: not asked. The database is away")));
    desk.backend.setAway(false);
    // The breaker lets one question a second through: asking again is what a person would do.
    QTRY_VERIFY_WITH_TIMEOUT((desk.find<QPushButton>("againButton")->click(),
                              desk.text("nothingPageText").contains(QStringLiteral("✓ database: not there"))),
                             10'000);
}

void TestMainWindow::showsADeadLetterByItsNumber()
{
    Desk desk;
    desk.backend.store(sampleDeadLetter(7, "broken7"));
    desk.lookUp(QStringLiteral("broken7"));
    QTRY_COMPARE(desk.text("deadLetterNumberLabel"), QStringLiteral("broken7"));
    QVERIFY(desk.text("summaryLabel").contains(QStringLiteral("is not stored")));
    QTRY_COMPARE(desk.text("violation3Fact"), QStringLiteral("must have at least one item  (too_few_items)"));
    QTRY_VERIFY(desk.find<QPlainTextEdit>("rawTextEdit")->toPlainText().contains(QStringLiteral("broken7")));
    QVERIFY(desk.find<QPlainTextEdit>("hexTextEdit")->toPlainText().startsWith(QStringLiteral("00000000  7b 22")));
    QTRY_COMPARE(desk.text("keyFact"), QStringLiteral("broken7"));
    QCOMPARE(desk.text("header1Fact"), QStringLiteral("checkout"));
}

void TestMainWindow::returnsToLive()
{
    const Desk desk;
    desk.lookUp(QStringLiteral("nowhere"));
    QTRY_COMPARE(desk.find<QTabWidget>("pagesTabWidget")->currentIndex(), 2);
    desk.find<QPushButton>("backButton")->click();
    QCOMPARE(desk.find<QTabWidget>("pagesTabWidget")->currentIndex(), 0);
    QVERIFY(!desk.find<QTabWidget>("pagesTabWidget")->isTabVisible(2));
    QVERIFY(desk.find<QLineEdit>("lookupLineEdit")->text().isEmpty());
    QVERIFY(desk.find<QWidget>("detailPane")->isHidden());
}

void TestMainWindow::showsTenThousandEventsBitByBit()
{
    const Desk desk;
    QAbstractItemModel* model = desk.find<QTableView>("liveTableView")->model();
    QSignalSpy inserted(model, &QAbstractItemModel::rowsInserted);
    desk.window->addEvents(sampleEvents(0, 10'000));
    QCOMPARE(desk.liveRows(), 0);
    // Between two insertions the event loop turns: a posted event gets through.
    int turns = 0;
    connect(model, &QAbstractItemModel::rowsInserted, this, [&turns, this] {
        QMetaObject::invokeMethod(
            this, [&turns] { ++turns; }, Qt::QueuedConnection);
    });
    QTRY_COMPARE(desk.liveRows(), 10'000);
    QCoreApplication::processEvents();
    QCOMPARE(inserted.count(), 10'000 / LiveFeed::maxPerTick);
    QCOMPARE(turns, inserted.count());
    for (const auto& insertion : inserted)
        QCOMPARE(insertion.at(2).toInt() - insertion.at(1).toInt() + 1, LiveFeed::maxPerTick);
}

void TestMainWindow::aSelectionHoldsTheTableStill()
{
    const Desk desk;
    desk.window->addEvents({eventOf(modelOrder(), 1)});
    QTRY_COMPARE(desk.liveRows(), 1);
    auto* table = desk.find<QTableView>("liveTableView");
    table->selectRow(0);
    QTRY_COMPARE(desk.text("phoneFact"), QStringLiteral("+9720000000"));
    const QPoint place = table->mapTo(desk.window.get(), QPoint());
    desk.window->addEvents(sampleEvents(0, 1'234));
    auto* button = desk.find<QPushButton>("newButton");
    QVERIFY(button->isVisible());
    QCoreApplication::processEvents();
    QCOMPARE(table->mapTo(desk.window.get(), QPoint()), place);
    QCOMPARE(button->text(), QStringLiteral("1,234 new"));
    QCOMPARE(desk.liveRows(), 1);
    button->click();
    QTRY_COMPARE(desk.liveRows(), 1'235);
    QVERIFY(!button->isVisible());
}

void TestMainWindow::scrollingHoldsTheTableStill()
{
    const Desk desk;
    desk.window->addEvents(sampleEvents(0, 200));
    QTRY_COMPARE(desk.liveRows(), 200);
    QScrollBar* bar = desk.find<QTableView>("liveTableView")->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0);
    bar->setValue(bar->maximum());
    desk.window->addEvents(sampleEvents(200, 3));
    QCOMPARE(desk.find<QPushButton>("newButton")->text(), QStringLiteral("3 new"));
    bar->setValue(0);
    QTRY_COMPARE(desk.liveRows(), 203);
}

void TestMainWindow::spacePausesTheView()
{
    const Desk desk;
    desk.window->addEvents(sampleEvents(0, 2));
    QTRY_COMPARE(desk.liveRows(), 2);
    auto* table = desk.find<QTableView>("liveTableView");
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Space);
    QCOMPARE(desk.find<QToolButton>("pauseButton")->text(), QStringLiteral("Resume"));
    desk.window->addEvents(sampleEvents(2, 5));
    QCOMPARE(desk.find<QPushButton>("newButton")->text(), QStringLiteral("5 new"));
    QTest::keyClick(table, Qt::Key_Space);
    QTRY_COMPARE(desk.liveRows(), 7);
}

void TestMainWindow::filtersTheTable()
{
    const Desk desk;
    desk.window->addEvents({eventOf(modelOrder(), 1), eventOf(sampleDeadLetter(3, "broken"))});
    QTRY_COMPARE(desk.liveRows(), 2);
    auto* box = desk.find<QLineEdit>("filterLineEdit");
    box->setFocus();
    QTest::keyClicks(box, QStringLiteral("state:dead"));
    QTest::keyClick(box, Qt::Key_Return);
    QCOMPARE(desk.liveRows(), 1);
    QTest::keyClicks(box, QStringLiteral("kiryat"));
    QCOMPARE(desk.liveRows(), 0);
    QVERIFY(desk.find<QWidget>("noMatchPage")->isVisible());
    desk.find<QPushButton>("clearFilterButton")->click();
    QCOMPARE(desk.liveRows(), 2);
    QTest::keyClicks(box, QStringLiteral("kiryat"));
    QCOMPARE(desk.liveRows(), 1);
    // Esc clears, wherever the focus is.
    desk.find<QTableView>("liveTableView")->setFocus();
    QTest::keyClick(desk.window.get(), Qt::Key_Escape);
    QCOMPARE(desk.liveRows(), 2);
}

void TestMainWindow::looksInTheWholeDatabaseWithTheSameFilter()
{
    SampleBackend backend;
    for (int i = 0; i < 30; ++i)
        backend.store(storedSample(sampleOrder(i), i));
    MainWindow window(backend.windowWithOrders());
    window.show();
    auto* box = window.findChild<QWidget*>(QStringLiteral("liveFilterBar"))->findChild<QLineEdit*>();
    window.addEvents({eventOf(sampleOrder(0), 0)});
    QTest::keyClicks(box, QStringLiteral("city:oslo"));
    QTest::keyClick(box, Qt::Key_Return);
    auto* instead = window.findChild<QPushButton*>(QStringLiteral("browseInsteadButton"));
    QTRY_VERIFY(instead->isVisible());
    instead->click();
    auto* table = window.findChild<QTableView*>(QStringLiteral("browseTableView"));
    QTRY_VERIFY(table->isVisible());
    QTRY_COMPARE(table->model()->rowCount(), 4); // 6, 13, 20, 27
    table->selectRow(1);
    const auto* number = window.findChild<QLabel*>(QStringLiteral("orderNumberLabel"));
    QTRY_COMPARE(number->text(), QString::fromStdString(sampleOrder(20).orderUid));
}

void TestMainWindow::remembersHowManyRowsAndTheirOrder()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("window.ini"));
    {
        const Desk desk(file);
        desk.find<LiveOrdersPage>("LiveOrdersPage")->setCapacity(1'500);
        desk.find<QTableView>("liveTableView")->sortByColumn(LiveOrdersModel::Amount, Qt::AscendingOrder);
        desk.window->close();
    }
    const Desk desk(file);
    auto* page = desk.find<LiveOrdersPage>("LiveOrdersPage");
    QCOMPARE(page->capacity(), 1'500);
    Order cheap = sampleOrder(1);
    cheap.payment.amount = 1;
    Order dear = sampleOrder(2);
    dear.payment.amount = 1'000'000;
    desk.window->addEvents({eventOf(cheap, 1), eventOf(dear, 2)});
    QTRY_COMPARE(desk.liveRows(), 2);
    const QAbstractItemModel* model = desk.find<QTableView>("liveTableView")->model();
    QCOMPARE(model->index(0, LiveOrdersModel::Number).data().toString(), QString::fromStdString(cheap.orderUid));
    page->setCapacity(5);
    QCOMPARE(page->capacity(), windowsettings::fewestLiveRows);
    desk.find<QAction>("resetColumnsAction")->trigger();
    QCOMPARE(model->index(0, LiveOrdersModel::Number).data().toString(), QString::fromStdString(dear.orderUid));
}

void TestMainWindow::resumeLosesNothing()
{
    const Desk desk;
    auto* table = desk.find<QTableView>("liveTableView");
    desk.window->addEvents(sampleEvents(0, 10));
    QTRY_COMPARE(desk.liveRows(), 10);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Space);
    for (int i = 0; i < 90; ++i)
        desk.window->addEvents(sampleEvents(10 + i * 100, 100));
    QCOMPARE(desk.liveRows(), 10);
    QTRY_COMPARE(desk.find<QPushButton>("newButton")->text(), QStringLiteral("9,000 new"));
    QTest::keyClick(table, Qt::Key_Space);
    QTRY_COMPARE(desk.liveRows(), 9'010);
    for (int row = 0; row < 9'010; ++row)
        QCOMPARE(table->model()->index(row, LiveOrdersModel::Number).data().toString(),
                 QStringLiteral("order%1").arg(9'009 - row));
}

void TestMainWindow::opensALiveDeadLetter()
{
    Desk desk;
    const DeadLetter letter = sampleDeadLetter(3, "broken");
    desk.backend.store(letter);
    desk.window->addEvents({eventOf(letter)});
    QTRY_COMPARE(desk.liveRows(), 1);
    QCOMPARE(desk.find<QTabWidget>("pagesTabWidget")->tabText(1), QStringLiteral("Dead letters (1 new)"));
    desk.find<QTableView>("liveTableView")->selectRow(0);
    QCOMPARE(desk.text("deadLetterNumberLabel"), QStringLiteral("broken"));
    QTRY_VERIFY(desk.find<QPlainTextEdit>("rawTextEdit")->toPlainText().contains(QStringLiteral("broken")));
    desk.find<QTabWidget>("pagesTabWidget")->setCurrentIndex(1);
    QCOMPARE(desk.find<QTabWidget>("pagesTabWidget")->tabText(1), QStringLiteral("Dead letters"));
}

void TestMainWindow::redrivesADeadLetter()
{
    Desk desk;
    desk.backend.store(sampleDeadLetter(3, "broken"));
    desk.find<QTabWidget>("pagesTabWidget")->setCurrentIndex(1);
    auto* table = desk.find<QTableView>("deadLettersTableView");
    QTRY_COMPARE(table->model()->rowCount(), 1);
    table->selectRow(0);
    auto* redrive = desk.find<QPushButton>("redriveButton");
    QTRY_VERIFY(redrive->isVisible() && redrive->isEnabled());
    answerNextBox(false);
    redrive->click();
    QCOMPARE(desk.backend.sent->count(), 0U);
    answerNextBox(true);
    redrive->click();
    QTRY_COMPARE(desk.backend.sent->count(), 1U);
    QTRY_COMPARE(desk.backend.changes().size(), 1U);
    QCOMPARE(desk.backend.changes().front().deadLetterId, 3);
    QTRY_COMPARE(desk.text("messageLabel"), QStringLiteral("Sent again"));
}

void TestMainWindow::discardsADeadLetterOnlyWhenConfirmed()
{
    Desk desk;
    desk.backend.store(sampleDeadLetter(3, "broken"));
    desk.find<QTabWidget>("pagesTabWidget")->setCurrentIndex(1);
    auto* table = desk.find<QTableView>("deadLettersTableView");
    QTRY_COMPARE(table->model()->rowCount(), 1);
    table->selectRow(0);
    auto* discard = desk.find<QPushButton>("discardButton");
    QTRY_VERIFY(discard->isVisible() && discard->isEnabled());
    answerNextBox(false);
    discard->click();
    QVERIFY(desk.backend.holds(3));
    answerNextBox(true);
    discard->click();
    QTRY_COMPARE(table->model()->rowCount(), 0);
    QVERIFY(!desk.backend.holds(3));
    QVERIFY(desk.find<QWidget>("detailPane")->isHidden());
}

void TestMainWindow::lampsSayTheirState()
{
    Desk desk;
    QCOMPARE(desk.find<QToolButton>("databaseLamp")->text(), QStringLiteral("Database: ok"));
    QCOMPARE(desk.find<QToolButton>("kafkaLamp")->text(), QStringLiteral("Kafka: ok"));
    QVERIFY(desk.text("figuresLabel").contains(QStringLiteral("lag 128")));
    QVERIFY(desk.text("figuresLabel").contains(QStringLiteral("563/s")));
    desk.backend.snapshot.database = {ComponentState::Level::Down, Sentence::tr("connection refused"),
                                      currentTimestamp() - std::chrono::seconds(42),
                                      currentTimestamp() + std::chrono::seconds(5)};
    QTRY_COMPARE(desk.find<QToolButton>("databaseLamp")->text(), QStringLiteral("Database: down"));
    const QString tip = desk.find<QToolButton>("databaseLamp")->toolTip();
    QVERIFY2(tip.contains(QStringLiteral("connection refused")), qPrintable(tip));
    QVERIFY2(tip.contains(QStringLiteral("since ")), qPrintable(tip));
    QVERIFY2(tip.contains(QStringLiteral("next try in ")), qPrintable(tip));
    desk.find<QToolButton>("databaseLamp")->click();
    const auto* panel = desk.find<QWidget>("statusPanel");
    QVERIFY(panel->isVisible());
}

void TestMainWindow::pausesIngest()
{
    const Desk desk;
    auto* action = desk.find<QAction>("pauseIngestAction");
    const auto* banner = desk.find<QWidget>("ingestBanner");
    QVERIFY(!banner->isVisible());
    action->trigger();
    QVERIFY(action->isChecked());
    QVERIFY(banner->isVisible());
    QVERIFY(desk.text("ingestBannerLabel").contains(QStringLiteral("by anna. 128 messages wait in Kafka.")));
    action->trigger();
    QVERIFY(!banner->isVisible());
    action->trigger();
    desk.find<QPushButton>("resumeIngestButton")->click();
    QVERIFY(!action->isChecked());
    QCOMPARE(desk.backend.pauses, (std::vector<bool>{true, false, true, false}));
}

void TestMainWindow::copiesRowsWithMaskedCustomers()
{
    const Desk desk;
    Order order = modelOrder();
    order.customerId = "anna.petrova";
    desk.window->addEvents({eventOf(order, 1)});
    QTRY_COMPARE(desk.liveRows(), 1);
    auto* table = desk.find<QTableView>("liveTableView");
    table->selectRow(0);
    table->findChild<QAction*>(QStringLiteral("copyRowsAction"))->trigger();
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.contains(QStringLiteral("b563feb7b2b84b6test\tNew\tan•••\tKiryat Mozkin")), qPrintable(copied));
    QVERIFY(!copied.contains(QStringLiteral("petrova")));
    QTRY_COMPARE(desk.text("messageLabel"), QStringLiteral("1 row copied"));
}

void TestMainWindow::remembersTheColumns()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("window.ini"));
    {
        const Desk desk(file);
        auto* table = desk.find<QTableView>("liveTableView");
        table->setColumnHidden(LiveOrdersModel::City, true);
        table->setColumnWidth(LiveOrdersModel::Number, 321);
        desk.window->close();
    }
    const Desk desk(file);
    auto* table = desk.find<QTableView>("liveTableView");
    QVERIFY(table->isColumnHidden(LiveOrdersModel::City));
    QCOMPARE(table->columnWidth(LiveOrdersModel::Number), 321);
    desk.find<QAction>("resetColumnsAction")->trigger();
    QVERIFY(!table->isColumnHidden(LiveOrdersModel::City));
}

void TestMainWindow::everyTableHasAColumnChooser()
{
    SampleBackend backend;
    MainWindow window(backend.windowWithOrders());
    window.show();
    window.findChild<QAction*>(QStringLiteral("sendAction"))->trigger();
    window.findChild<QToolButton*>(QStringLiteral("changesButton"))->click();
    QStringList names;
    for (const QTableView* table : window.findChildren<QTableView*>()) {
        QVERIFY2(table->findChild<TableColumns*>(), qPrintable(table->objectName()));
        names += table->objectName();
    }
    for (const char* name : {"liveTableView", "browseTableView", "itemsTableView", "foundDeadLettersTableView",
                             "orderDeadLettersTableView", "sendRecordsTableView", "letterChangesTableView"})
        QVERIFY2(names.contains(QLatin1String(name)), name);
}

void TestMainWindow::columnsOfTimesHoldTheLongest_data()
{
    QTest::addColumn<int>("column");
    QTest::newRow("deadLettersTableView") << int(DeadLettersModel::ReceivedAt);
    QTest::newRow("orderDeadLettersTableView") << int(DeadLettersModel::ReceivedAt);
    QTest::newRow("foundDeadLettersTableView") << int(DeadLettersModel::ReceivedAt);
    QTest::newRow("resultsTableView") << int(FoundOrdersModel::StoredAt);
}

void TestMainWindow::columnsOfTimesHoldTheLongest()
{
    QFETCH(const int, column);
    const Desk desk;
    constexpr int margins = 22; // of a cell
    const int digit = QFontMetrics(theme::monospaced()).horizontalAdvance(QLatin1Char('0'));
    const auto* table = desk.find<QTableView>(QTest::currentDataTag());
    QVERIFY(table->columnWidth(column) >= text::shortDateTimeWidth * digit + margins);
}

void TestMainWindow::remembersTheColumnsOfAShortTable()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("window.ini"));
    const auto showOrder = [](const Desk& desk) {
        desk.window->addEvents({eventOf(modelOrder(), 1)});
        QTRY_COMPARE(desk.liveRows(), 1);
        desk.find<QTableView>("liveTableView")->selectRow(0);
        QTRY_COMPARE(desk.find<QTableView>("itemsTableView")->model()->rowCount(), 1);
    };
    {
        const Desk desk(file);
        showOrder(desk);
        auto* items = desk.find<QTableView>("itemsTableView");
        items->setColumnHidden(ItemsModel::Size, true);
        items->setColumnWidth(ItemsModel::Name, 321);
        desk.window->close();
    }
    const Desk desk(file);
    showOrder(desk);
    const auto* items = desk.find<QTableView>("itemsTableView");
    QVERIFY(items->isColumnHidden(ItemsModel::Size));
    QCOMPARE(items->columnWidth(ItemsModel::Name), 321);
    desk.find<QAction>("resetColumnsAction")->trigger();
    QVERIFY(!items->isColumnHidden(ItemsModel::Size));
    QVERIFY(items->columnWidth(ItemsModel::Name) < 321);
}

void TestMainWindow::sortsTheDeadLettersOfAnOrder()
{
    Desk desk;
    for (int id = 1; id <= 3; ++id)
        desk.backend.store(sampleDeadLetter(id, "twice"));
    desk.lookUp(QStringLiteral("twice"));
    auto* table = desk.find<QTableView>("foundDeadLettersTableView");
    QTRY_VERIFY(table->isVisible());
    QTRY_COMPARE(table->model()->rowCount(), 3);
    table->sortByColumn(DeadLettersModel::Position, Qt::AscendingOrder);
    table->clearSelection();
    table->selectRow(0); // the oldest, which the model has last
    QTRY_COMPARE(desk.text("positionFact"), QStringLiteral("orders/1@41005"));
}

void TestMainWindow::aViewerHasNoIngest()
{
    SampleBackend backend;
    WindowBackend parts = backend.viewer();
    MainWindow window(std::move(parts));
    window.show();
    QTRY_COMPARE(window.findChild<QToolButton*>(QStringLiteral("ingestLamp"))->text(), QStringLiteral("Ingest: off"));
    QVERIFY(!window.findChild<QMenu*>(QStringLiteral("ingestMenu"))->menuAction()->isVisible());
}

/// What has a font of its own too: numbers, JSON, facts.
void TestMainWindow::followsALargerFont()
{
    const Desk desk;
    desk.lookUp(QString::fromStdString(modelOrder().orderUid));
    QTRY_VERIFY(desk.find<QWidget>("orderFacts")->isVisible());
    const QStringList names{QStringLiteral("orderNumberLabel"),
                            QStringLiteral("jsonTextEdit"),
                            QStringLiteral("kafkaFact"),
                            QStringLiteral("cityFact"),
                            QStringLiteral("rawTextEdit"),
                            QStringLiteral("hexTextEdit"),
                            QStringLiteral("deadLetterNumberLabel"),
                            QStringLiteral("liveTableView")};
    QMap<QString, int> before;
    for (const QString& name : names)
        before[name] = desk.find<QWidget>(qPrintable(name))->fontMetrics().height();
    const QFont usual = QApplication::font();
    QFont large = usual;
    large.setPointSizeF(large.pointSizeF() * 2);
    QApplication::setFont(large);
    const auto leftSmall = [&] {
        QStringList small;
        for (const QString& name : names) {
            if (desk.find<QWidget>(qPrintable(name))->fontMetrics().height() < before.value(name) * 3 / 2)
                small += name;
        }
        return small;
    };
    QTRY_COMPARE(leftSmall(), QStringList());
    QApplication::setFont(usual);
}

void TestMainWindow::followsADarkPalette()
{
    const QPalette before = QGuiApplication::palette();
    const Desk desk;
    const QString light = desk.window->styleSheet();
    QPalette dark = before;
    dark.setColor(QPalette::Window, QColor(0x20, 0x20, 0x20));
    dark.setColor(QPalette::WindowText, Qt::white);
    dark.setColor(QPalette::Base, QColor(0x10, 0x10, 0x10));
    dark.setColor(QPalette::Text, Qt::white);
    QApplication::setPalette(dark);
    QTRY_VERIFY(desk.window->styleSheet() != light);
    QVERIFY(desk.window->styleSheet().contains(QStringLiteral("#101010")));
    QApplication::setPalette(before);
    QTRY_COMPARE(desk.window->styleSheet(), light);
}

void TestMainWindow::everyControlSaysItsName()
{
    const Desk desk;
    desk.window->addEvents({eventOf(modelOrder(), 1)});
    QTRY_COMPARE(desk.liveRows(), 1);
    desk.find<QTableView>("liveTableView")->selectRow(0);
    QTRY_COMPARE(desk.text("phoneFact"), QStringLiteral("+9720000000"));
    for (const QAbstractButton* button : desk.window->findChildren<QAbstractButton*>()) {
        if (button->isVisible() && button->focusPolicy() != Qt::NoFocus)
            QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(),
                     qPrintable(button->objectName()));
    }
    for (const QTableView* table : desk.window->findChildren<QTableView*>())
        QVERIFY2(!table->accessibleName().isEmpty(), qPrintable(table->objectName()));
    QVERIFY(!desk.find<QLineEdit>("lookupLineEdit")->accessibleName().isEmpty());
    QVERIFY(!desk.find<QLineEdit>("filterLineEdit")->accessibleName().isEmpty());
}

ORDERDESK_GUI_TEST(TestMainWindow)
#include "TestMainWindow.moc"
