#include "FindChild.h"
#include "SampleOrders.h"
#include "support/TestRegistration.h"
#include "ui/traffic/ExportDialog.h"
#include "ui/window/MainWindow.h"
#include "ui/window/ShortcutList.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

#include <algorithm>

using namespace orderdesk;

namespace {

/// The window with all its pages over a backend of its own, shown.
struct Desk
{
    Desk()
    {
        for (int i = 0; i < 30; ++i)
            backend.store(storedSample(sampleOrder(i), i));
        backend.store(sampleDeadLetter(3, "broken"));
        window = std::make_unique<MainWindow>(backend.windowWithOrders());
        window->show();
        window->activateWindow();
        if (!QTest::qWaitForWindowActive(window.get()))
            qWarning("the window did not become active");
    }

    template <typename T>
    T* find(const char* name) const
    {
        return test::find<T>(*window, name);
    }

    QTabWidget* pages() const { return find<QTabWidget>("pagesTabWidget"); }
    QString page() const { return pages()->tabText(pages()->currentIndex()); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : window.get(), key, modifiers);
    }
    /// The table of live orders with 30 rows and the focus.
    QTableView* liveTable() const
    {
        auto* table = find<QTableView>("liveTableView");
        QList<IngestEvent> events;
        for (int i = 0; i < 30; ++i)
            events += eventOf(sampleOrder(i), i);
        window->addEvents(events);
        [table] { QTRY_COMPARE(table->model()->rowCount(), 30); }();
        find<QLineEdit>("lookupLineEdit")->setFocus();
        table->setFocus(Qt::TabFocusReason);
        return table;
    }

    SampleBackend backend;
    std::unique_ptr<MainWindow> window;
};

QList<int> selectedRows(const QTableView* table)
{
    QList<int> rows;
    for (const QModelIndex& row : table->selectionModel()->selectedRows())
        rows += row.row();
    std::sort(rows.begin(), rows.end());
    return rows;
}

/// Claims every key for itself, as the fields of some systems do with Ctrl+E.
class GreedyField final : public QLineEdit
{
public:
    using QLineEdit::QLineEdit;

    bool event(QEvent* event) override
    {
        if (event->type() != QEvent::ShortcutOverride)
            return QLineEdit::event(event);
        event->accept();
        return true;
    }
};

} // namespace

class TestWindowKeys final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void escapeStaysOnThePage_data();
    void escapeStaysOnThePage();
    void escapeKeepsWhatWasFound();
    void exportsWhileAFieldHasTheFocus();
    void theFirstArrowChoosesTheFirstRow();
    void homeAndEndChooseRows();
    void findsInTheJsonAfterAClickOnItsTab();
    void choosesPages();
    void theListOfKeysFollowsTheLanguage();
};

void TestWindowKeys::escapeStaysOnThePage_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QByteArray>("tableName");
    QTest::newRow("Orders") << 1 << QByteArray("browseTableView");
    QTest::newRow("Dead letters") << 2 << QByteArray("deadLettersTableView");
}

void TestWindowKeys::escapeStaysOnThePage()
{
    QFETCH(const int, number);
    QFETCH(const QByteArray, tableName);
    const Desk desk;
    desk.pages()->setCurrentIndex(number);
    auto* table = desk.find<QTableView>(tableName.constData());
    QTRY_VERIFY(table->model()->rowCount() > 0);
    table->setFocus();
    table->selectRow(0);
    auto* detail = desk.find<QWidget>("detailPane");
    QTRY_VERIFY(detail->isVisible());
    desk.press(Qt::Key_Escape);
    QVERIFY(detail->isHidden());
    QCOMPARE(desk.pages()->currentIndex(), number);
    QVERIFY(table->hasFocus());
    desk.press(Qt::Key_Escape);
    QCOMPARE(desk.pages()->currentIndex(), number);
}

void TestWindowKeys::escapeKeepsWhatWasFound()
{
    const Desk desk;
    auto* box = desk.find<QLineEdit>("lookupLineEdit");
    box->setFocus();
    QTest::keyClicks(box, QStringLiteral("nowhere"));
    QTest::keyClick(box, Qt::Key_Return);
    QTRY_COMPARE(desk.page(), QStringLiteral("Search"));
    desk.press(Qt::Key_Escape);
    desk.press(Qt::Key_Escape);
    QCOMPARE(desk.page(), QStringLiteral("Search"));
    QCOMPARE(box->text(), QStringLiteral("nowhere"));
}

void TestWindowKeys::exportsWhileAFieldHasTheFocus()
{
    const Desk desk;
    desk.liveTable();
    auto* field = new GreedyField(desk.window.get());
    field->show();
    field->setFocus();
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClicks(field, QStringLiteral("kept"));
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier); // is the field's, as before
    QCOMPARE(field->selectedText(), QStringLiteral("kept"));
    QTest::keyClick(field, Qt::Key_E, Qt::ControlModifier);
    auto* dialog = desk.window->findChild<ExportDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    dialog->reject();
    QTRY_VERIFY(!desk.window->findChild<ExportDialog*>());
    // On X11 the fields of Qt are as greedy with these keys.
    auto* box = desk.find<QLineEdit>("lookupLineEdit");
    desk.window->activateWindow();
    box->setFocus();
    QTRY_VERIFY(box->hasFocus());
    QTest::keyClick(box, Qt::Key_E, Qt::ControlModifier);
    dialog = desk.window->findChild<ExportDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    dialog->reject();
}

void TestWindowKeys::theFirstArrowChoosesTheFirstRow()
{
    const Desk desk;
    const QTableView* table = desk.liveTable();
    QVERIFY(table->hasFocus() && selectedRows(table).isEmpty());
    desk.press(Qt::Key_Down);
    QCOMPARE(selectedRows(table), QList<int>{0});
    desk.press(Qt::Key_Down);
    QCOMPARE(selectedRows(table), QList<int>{1});
}

void TestWindowKeys::homeAndEndChooseRows()
{
    const Desk desk;
    const QTableView* table = desk.liveTable();
    for (const Qt::KeyboardModifiers modifiers :
         {Qt::KeyboardModifiers(Qt::NoModifier), Qt::KeyboardModifiers(Qt::ControlModifier)}) {
        desk.press(Qt::Key_End, modifiers);
        QCOMPARE(selectedRows(table), QList<int>{29});
        QCOMPARE(table->currentIndex().row(), 29);
        desk.press(Qt::Key_Home, modifiers);
        QCOMPARE(selectedRows(table), QList<int>{0});
    }
    desk.press(Qt::Key_End, Qt::ShiftModifier);
    QCOMPARE(selectedRows(table).size(), 30);
}

void TestWindowKeys::findsInTheJsonAfterAClickOnItsTab()
{
    const Desk desk;
    QTableView* table = desk.liveTable();
    desk.press(Qt::Key_Down);
    auto* tabs = desk.find<QTabWidget>("orderTabs");
    QTRY_VERIFY(tabs->isVisible() && tabs->isTabVisible(1));
    table->setFocus();
    QTest::mouseClick(tabs->tabBar(), Qt::LeftButton, {}, tabs->tabBar()->tabRect(1).center());
    QCOMPARE(tabs->currentIndex(), 1);
    desk.press(Qt::Key_F, Qt::ControlModifier);
    QVERIFY(desk.find<QLineEdit>("jsonFindLineEdit")->hasFocus());
    QVERIFY(!desk.find<QWidget>("findBar")->isVisible());
}

void TestWindowKeys::choosesPages()
{
    const Desk desk;
    desk.find<QLineEdit>("lookupLineEdit")->setFocus();
    desk.press(Qt::Key_3, Qt::ControlModifier);
    QCOMPARE(desk.page(), QStringLiteral("Dead letters"));
    desk.press(Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(desk.page(), QStringLiteral("Orders"));
    desk.press(Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(desk.page(), QStringLiteral("Live"));
    QList<Shortcut> all;
    for (const ShortcutGroup& group : shortcutsOf(*desk.window))
        all += group.shortcuts;
    QVERIFY(all.contains({QStringLiteral("Orders"), QStringLiteral("Ctrl+2")}));
    QVERIFY(all.contains({QStringLiteral("Next page"), QStringLiteral("Ctrl+Tab")}));
    QVERIFY(all.contains({QStringLiteral("Previous page"), QStringLiteral("Ctrl+Shift+Tab")}));
}

void TestWindowKeys::theListOfKeysFollowsTheLanguage()
{
    const Desk desk;
    desk.find<QAction>("russianAction")->trigger();
    static const QRegularExpression russian(QStringLiteral("[А-Яа-яЁё]{2,}"));
    QTRY_VERIFY(desk.page().contains(russian));
    int seen = 0;
    for (const ShortcutGroup& group : shortcutsOf(*desk.window)) {
        for (const Shortcut& shortcut : group.shortcuts) {
            QVERIFY2(shortcut.words.contains(russian), qPrintable(shortcut.words));
            ++seen;
        }
    }
    QVERIFY(seen > 10);
    desk.find<QAction>("englishAction")->trigger();
}

ORDERDESK_GUI_TEST(TestWindowKeys)
#include "TestWindowKeys.moc"
