#include "FindChild.h"
#include "SampleOrders.h"
#include "support/TestRegistration.h"
#include "ui/backend/WindowSettings.h"
#include "ui/live/LiveOrdersPage.h"
#include "ui/preferences/PreferencesDialog.h"
#include "ui/widgets/Theme.h"
#include "ui/widgets/ThemeChoice.h"
#include "ui/window/MainWindow.h"
#include "ui/window/ShortcutList.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolBar>
#include <QTreeWidget>

using namespace orderdesk;

namespace {

/// The window over a backend of its own, shown, with what it remembers in a file.
struct Desk
{
    explicit Desk(const QString& stateFile = {})
    {
        WindowBackend parts = backend.window();
        parts.stateFile = stateFile;
        window = std::make_unique<MainWindow>(std::move(parts));
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

    QAction* action(const char* name) const { return find<QAction>(name); }

    SampleBackend backend;
    std::unique_ptr<MainWindow> window;
};

} // namespace

class TestWindowShell final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { theme::apply(theme::Choice::System); }
    void findsInTheRowsShown();
    void saysThatNothingIsFound();
    void escapeClosesTheFindBarFirst();
    void saysThatThereIsNoTable();
    void remembersTheTheme();
    void remembersTheToolbar();
    void preferencesTakeEffectAtOnce();
    void listsTheShortcutsOfTheActions();
    void filtersTheShortcuts();
    void usesNoShortcutTwice();
    void theStateDockOpensWideEnoughToRead();
};

void TestWindowShell::theStateDockOpensWideEnoughToRead()
{
    const Desk desk;
    desk.window->resize(1'360, 840);
    auto* dock = desk.find<QDockWidget>("stateDock");
    desk.action("stateDockAction")->trigger();
    QTRY_VERIFY(dock->width() >= dock->widget()->sizeHint().width());
    QVERIFY(dock->widget()->sizeHint().width() > dock->widget()->minimumWidth());
    // A width by hand is kept while it is more than the least.
    desk.window->resizeDocks({dock}, {dock->minimumSizeHint().width() + 20}, Qt::Horizontal);
    QTRY_VERIFY(dock->width() < dock->widget()->sizeHint().width());
    const int byHand = dock->width();
    desk.action("stateDockAction")->trigger();
    desk.action("stateDockAction")->trigger();
    QCoreApplication::processEvents(); // what would come is queued
    QCOMPARE(dock->width(), byHand);
}

void TestWindowShell::findsInTheRowsShown()
{
    const Desk desk;
    QList<IngestEvent> events;
    for (int i = 0; i < 14; ++i)
        events += eventOf(sampleOrder(i), i);
    desk.window->addEvents(events);
    auto* table = desk.find<QTableView>("liveTableView");
    QTRY_COMPARE(table->model()->rowCount(), 14);
    QTest::keyClick(desk.window.get(), Qt::Key_F, Qt::ControlModifier);
    auto* box = desk.find<QLineEdit>("findLineEdit");
    QTRY_VERIFY(box->hasFocus());
    QTest::keyClicks(box, QStringLiteral("haifa"));
    // Two of fourteen: cities go round by seven, the newest is on top.
    QTRY_COMPARE(desk.find<QLabel>("foundLabel")->text(), QStringLiteral("1 of 2"));
    const int first = table->currentIndex().row();
    QTest::keyClick(desk.window.get(), Qt::Key_F3);
    QTRY_COMPARE(desk.find<QLabel>("foundLabel")->text(), QStringLiteral("2 of 2"));
    QVERIFY(table->currentIndex().row() > first);
    QVERIFY(table->selectionModel()->isRowSelected(table->currentIndex().row()));
    QVERIFY(table->currentIndex().data().toString().contains(QStringLiteral("Haifa")));
    QTest::keyClick(desk.window.get(), Qt::Key_F3);
    QTRY_COMPARE(desk.find<QLabel>("foundLabel")->text(), QStringLiteral("1 of 2, begun anew"));
    QCOMPARE(table->currentIndex().row(), first);
    QTest::keyClick(desk.window.get(), Qt::Key_F3, Qt::ShiftModifier);
    QTRY_COMPARE(desk.find<QLabel>("foundLabel")->text(), QStringLiteral("2 of 2, begun anew"));
    QTest::keyClick(box, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(table->currentIndex().row(), first);
}

void TestWindowShell::saysThatNothingIsFound()
{
    const Desk desk;
    desk.window->addEvents({eventOf(sampleOrder(0), 0)});
    QTRY_COMPARE(desk.find<QTableView>("liveTableView")->model()->rowCount(), 1);
    desk.action("findInRowsAction")->trigger();
    QTest::keyClicks(desk.find<QLineEdit>("findLineEdit"), QStringLiteral("nowhere"));
    QTRY_COMPARE(desk.find<QLabel>("foundLabel")->text(), QStringLiteral("Not found in the rows shown"));
    QVERIFY(!desk.find<QTableView>("liveTableView")->currentIndex().isValid());
}

void TestWindowShell::escapeClosesTheFindBarFirst()
{
    const Desk desk;
    desk.action("findInRowsAction")->trigger();
    auto* bar = desk.find<QWidget>("findBar");
    QVERIFY(bar->isVisible());
    auto* box = desk.find<QLineEdit>("findLineEdit");
    QTRY_VERIFY(box->hasFocus());
    QTest::keyClick(box, Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
    desk.action("findInRowsAction")->trigger();
    desk.find<QLineEdit>("lookupLineEdit")->setFocus();
    QTest::keyClick(desk.window.get(), Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
}

void TestWindowShell::saysThatThereIsNoTable()
{
    const Desk desk;
    desk.action("findInRowsAction")->trigger();
    QCOMPARE(desk.find<QLabel>("foundLabel")->text(), QStringLiteral("There is no table here to search"));
}

void TestWindowShell::remembersTheTheme()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("window.ini"));
    {
        const Desk desk(file);
        QVERIFY(desk.action("systemThemeAction")->isChecked());
        desk.action("darkThemeAction")->trigger();
        QVERIFY(theme::isDark());
        QTRY_VERIFY(desk.window->styleSheet().contains(theme::darkPalette().color(QPalette::Base).name()));
    }
    theme::apply(theme::Choice::System);
    {
        const Desk desk(file);
        QVERIFY(theme::isDark());
        QVERIFY(desk.action("darkThemeAction")->isChecked());
        desk.action("lightThemeAction")->trigger();
        QVERIFY(!theme::isDark());
        desk.action("systemThemeAction")->trigger();
    }
    const Desk desk(file);
    QVERIFY(desk.action("systemThemeAction")->isChecked());
}

void TestWindowShell::remembersTheToolbar()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("window.ini"));
    {
        const Desk desk(file);
        auto* bar = desk.find<QToolBar>("mainToolBar");
        QVERIFY(bar->isVisible());
        QVERIFY(bar->isMovable());
        bar->toggleViewAction()->trigger();
        desk.window->addToolBar(Qt::LeftToolBarArea, bar);
        bar->hide();
        desk.window->close();
    }
    const Desk desk(file);
    auto* bar = desk.find<QToolBar>("mainToolBar");
    QVERIFY(bar->isHidden());
    bar->toggleViewAction()->trigger();
    QVERIFY(bar->isVisible());
    QCOMPARE(desk.window->toolBarArea(bar), Qt::LeftToolBarArea);
}

void TestWindowShell::preferencesTakeEffectAtOnce()
{
    const QTemporaryDir folder;
    const Desk desk(folder.filePath(QStringLiteral("window.ini")));
    desk.action("preferencesAction")->trigger();
    auto* dialog = desk.find<PreferencesDialog>("PreferencesDialog");
    auto* rows = dialog->findChild<QSpinBox*>(QStringLiteral("liveRowsSpinBox"));
    QCOMPARE(rows->minimum(), windowsettings::fewestLiveRows);
    QCOMPARE(rows->maximum(), windowsettings::mostLiveRows);
    rows->setValue(2'500);
    dialog->findChild<QComboBox*>(QStringLiteral("themeComboBox"))->setCurrentIndex(2);
    dialog->findChild<QCheckBox*>(QStringLiteral("utcCheckBox"))->setChecked(true);
    const auto* page = desk.find<LiveOrdersPage>("LiveOrdersPage");
    QCOMPARE(page->capacity(), windowsettings::usualLiveRows);
    dialog->findChild<QPushButton*>(QStringLiteral("saveButton"))->click();
    QCOMPARE(page->capacity(), 2'500);
    QVERIFY(theme::isDark());
    QVERIFY(desk.action("darkThemeAction")->isChecked());
    QVERIFY(desk.action("utcTimesAction")->isChecked());
    // And what the menus change shows in the dialog.
    desk.action("lightThemeAction")->trigger();
    desk.action("utcTimesAction")->trigger();
    QCOMPARE(dialog->findChild<QComboBox*>(QStringLiteral("themeComboBox"))->currentIndex(), 1);
    QVERIFY(!dialog->findChild<QCheckBox*>(QStringLiteral("utcCheckBox"))->isChecked());
}

void TestWindowShell::listsTheShortcutsOfTheActions()
{
    const Desk desk;
    const QList<ShortcutGroup> groups = shortcutsOf(*desk.window);
    QCOMPARE(groups.first().title, QStringLiteral("File"));
    QList<Shortcut> all;
    for (const ShortcutGroup& group : groups)
        all += group.shortcuts;
    QVERIFY(all.contains({QStringLiteral("Find an order"), QStringLiteral("Ctrl+L")}));
    QVERIFY(all.contains({QStringLiteral("Find in the rows"), QStringLiteral("Ctrl+F")}));
    QVERIFY(all.contains({QStringLiteral("Copy"), QStringLiteral("Ctrl+C")}));
    // Made from the actions: a new key is in the list at once.
    desk.action("aboutAction")->setShortcut(QKeySequence(QStringLiteral("Ctrl+Alt+9")));
    bool found = false;
    for (const ShortcutGroup& group : shortcutsOf(*desk.window))
        found = found || group.shortcuts.contains({QStringLiteral("About Orderdesk"), QStringLiteral("Ctrl+Alt+9")});
    QVERIFY(found);
}

void TestWindowShell::filtersTheShortcuts()
{
    const Desk desk;
    desk.action("shortcutsAction")->trigger();
    auto* tree = desk.find<QTreeWidget>("shortcutsTree");
    desk.find<QLineEdit>("shortcutFilterLineEdit")->setText(QStringLiteral("ctrl+l"));
    int shown = 0;
    for (int i = 0; i < tree->topLevelItemCount(); ++i) {
        for (int j = 0; j < tree->topLevelItem(i)->childCount(); ++j)
            shown += tree->topLevelItem(i)->isHidden() || tree->topLevelItem(i)->child(j)->isHidden() ? 0 : 1;
    }
    QCOMPARE(shown, 1);
}

void TestWindowShell::usesNoShortcutTwice()
{
    const Desk desk;
    QHash<QString, QString> owners;
    for (const QAction* action : desk.window->findChildren<QAction*>()) {
        if (action->shortcutContext() != Qt::WindowShortcut)
            continue;
        for (const QKeySequence& keys : action->shortcuts()) {
            const QString name = keys.toString();
            QVERIFY2(!owners.contains(name),
                     qPrintable(QStringLiteral("%1: %2 and %3").arg(name, owners.value(name), action->text())));
            owners.insert(name, action->text());
        }
    }
    QVERIFY(owners.size() > 5);
}

ORDERDESK_GUI_TEST(TestWindowShell)
#include "TestWindowShell.moc"
