#include "WindowTour.h"
#include "support/TestRegistration.h"
#include "ui/status/Announcement.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSet>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QToolBar>
#include <QToolButton>

using namespace orderdesk;

namespace {

bool isInteractive(QAccessible::Role role)
{
    switch (role) {
    case QAccessible::PushButton:
    case QAccessible::ButtonMenu:
    case QAccessible::ButtonDropDown:
    case QAccessible::CheckBox:
    case QAccessible::RadioButton:
    case QAccessible::ComboBox:
    case QAccessible::EditableText:
    case QAccessible::SpinBox:
    case QAccessible::Slider:
    case QAccessible::MenuItem:
    case QAccessible::PageTab:
    case QAccessible::Table:
    case QAccessible::List:
    case QAccessible::Tree:
    case QAccessible::Link:
        return true;
    default:
        return false;
    }
}

QString nameOf(const QObject* object)
{
    QStringList path;
    for (; object && path.size() < 4; object = object->parent())
        path.prepend(object->objectName().isEmpty() ? QString::fromLatin1(object->metaObject()->className())
                                                    : object->objectName());
    return path.join(QLatin1Char('/'));
}

/// Parts of Qt's own widgets: Qt answers for them (the entry field of a combo box, the arrows of a tab bar, …).
bool isPartOfQt(const QObject* object)
{
    if (!object)
        return true;
    const QString name = object->objectName();
    return name.startsWith(QLatin1String("qt_")) || name.startsWith(QLatin1String("ScrollLeft")) ||
           name.startsWith(QLatin1String("ScrollRight")) || object->inherits("QScrollBar") ||
           object->inherits("QComboBoxPrivateContainer") || object->inherits("QComboBoxListView") ||
           object->inherits("QLineEditIconButton") || object->inherits("QTableCornerButton") ||
           object->inherits("QCompleterPopup") ||
           (object->parent() && object->parent()->inherits("QAbstractSpinBox")) ||
           (object->parent() && object->parent()->inherits("QComboBox")) ||
           (object->parent() && object->parent()->inherits("QCalendarWidget"));
}

void walkTree(QAccessibleInterface* node, int depth, const std::function<void(QAccessibleInterface*)>& look)
{
    if (!node || !node->isValid() || depth > 40)
        return;
    look(node);
    // Cells are looked at by themselves: a table may have a hundred thousand.
    if (node->tableInterface())
        return;
    for (int i = 0; i < node->childCount(); ++i)
        walkTree(node->child(i), depth + 1, look);
}

QList<QWidget*> openWindows()
{
    if (QWidget* popup = QApplication::activePopupWidget())
        return {popup};
    if (QWidget* modal = QApplication::activeModalWidget())
        return {modal};
    QList<QWidget*> windows;
    const QWidgetList all = QApplication::topLevelWidgets();
    for (QWidget* window : all) {
        if (window->isVisible() && !window->inherits("QTipLabel"))
            windows += window;
    }
    return windows;
}

QStringList namelessIn(QWidget* window)
{
    QStringList found;
    walkTree(QAccessible::queryAccessibleInterface(window), 0, [&found](QAccessibleInterface* node) {
        const QObject* object = node->object();
        const QString name = node->text(QAccessible::Name).trimmed();
        const QAccessible::State state = node->state();
        if (state.invisible || (object && object->isWidgetType() && isPartOfQt(object)))
            return;
        if (node->role() == QAccessible::NoRole)
            found += QStringLiteral("no role: ") + nameOf(object);
        if (isInteractive(node->role()) && name.isEmpty())
            found += QStringLiteral("no name: ") + nameOf(object);
    });
    return found;
}

QStringList silentCellsIn(QWidget* window)
{
    QStringList found;
    const QList<QTableView*> tables = window->findChildren<QTableView*>();
    for (QTableView* table : tables) {
        // A fresh one: Qt tells a table's interface of changes only while a screen reader runs.
        if (QAccessibleInterface* old = QAccessible::queryAccessibleInterface(table))
            QAccessible::deleteAccessibleInterface(QAccessible::uniqueId(old));
        QAccessibleInterface* node = QAccessible::queryAccessibleInterface(table);
        if (!table->isVisible() || !node || !node->tableInterface())
            continue;
        const int rows = std::min(node->tableInterface()->rowCount(), 30);
        for (int row = 0; row < rows; ++row) {
            for (int column = 0; column < node->tableInterface()->columnCount(); ++column) {
                if (table->isColumnHidden(column))
                    continue;
                QAccessibleInterface* cell = node->tableInterface()->cellAt(row, column);
                const QString where =
                    QStringLiteral("%1, row %2, column %3").arg(table->objectName()).arg(row).arg(column);
                if (!cell || cell->text(QAccessible::Name).trimmed().isEmpty())
                    found += QStringLiteral("silent: ") + where;
                else if (cell->text(QAccessible::Description).trimmed().isEmpty())
                    found += QStringLiteral("the row is not told: ") + where;
            }
        }
    }
    return found;
}

/// Whether the action of a tool bar's button, which takes no focus there, is in a menu as well.
bool isInAMenu(const QToolButton* button)
{
    const QAction* action = button->defaultAction();
    if (!action)
        return false;
    const QList<QObject*> owners = action->associatedObjects();
    return std::any_of(owners.begin(), owners.end(),
                       [](const QObject* owner) { return qobject_cast<const QMenu*>(owner) != nullptr; });
}

QStringList unreachableIn(QWidget* window)
{
    QSet<QWidget*> wanted;
    QStringList found;
    const QList<QWidget*> widgets = window->findChildren<QWidget*>();
    for (QWidget* widget : widgets) {
        if (widget->window() != window || !widget->isVisible() || !widget->isEnabled() || isPartOfQt(widget) ||
            widget->focusProxy())
            continue;
        const bool acts = qobject_cast<QAbstractButton*>(widget) || qobject_cast<QLineEdit*>(widget) ||
                          qobject_cast<QAbstractItemView*>(widget) || qobject_cast<QAbstractSpinBox*>(widget);
        if ((widget->focusPolicy() & Qt::TabFocus) != 0)
            wanted += widget;
        else if (acts && !qobject_cast<QHeaderView*>(widget) && !qobject_cast<QRadioButton*>(widget) &&
                 !(qobject_cast<QToolButton*>(widget) && isInAMenu(qobject_cast<QToolButton*>(widget))))
            found += QStringLiteral("not by keyboard: ") + nameOf(widget);
    }
    if (wanted.isEmpty())
        return found;
    QPointer<QWidget> before = window->focusWidget();
    // Where a person begins: the look-up, which is always visible; in a dialog anywhere.
    auto* lookup = window->findChild<QWidget*>(QStringLiteral("lookupLineEdit"));
    QWidget* focused = wanted.contains(lookup) ? lookup : *wanted.begin();
    focused->setFocus(Qt::TabFocusReason);
    QSet<QWidget*> reached;
    for (int i = 0; i < 400 && window->focusWidget() && !reached.contains(window->focusWidget()); ++i) {
        reached += window->focusWidget();
        QTest::keyClick(window->focusWidget(), Qt::Key_Tab);
    }
    for (QWidget* widget : std::as_const(wanted)) {
        // Of radio buttons that exclude each other Tab reaches one; arrows reach the rest.
        const auto* radio = qobject_cast<QRadioButton*>(widget);
        if (!reached.contains(widget) && !(radio && radio->autoExclusive()))
            found += QStringLiteral("not by Tab: ") + nameOf(widget);
    }
    if (before)
        before->setFocus(Qt::OtherFocusReason);
    return found;
}

QStringList mnemonicsIn(const QString& menu, const QList<QAction*>& actions)
{
    static const QRegularExpression mnemonic(QStringLiteral("(?<!&)&([^&\\s])"));
    QMap<QString, QString> taken;
    QStringList found;
    for (const QAction* action : actions) {
        const QString letter = mnemonic.match(action->text()).captured(1).toLower();
        if (!action->isVisible() || letter.isEmpty())
            continue;
        if (taken.contains(letter))
            found += QStringLiteral("%1: “%2” and “%3”").arg(menu, taken.value(letter), action->text());
        taken.insert(letter, action->text());
    }
    return found;
}

QStringList heard;

/// What is announced must be found where the screen reader looks for it.
void listen(QWidget* speaker, const QString& words)
{
    QAccessibleInterface* node = QAccessible::queryAccessibleInterface(speaker);
    heard += node && node->text(QAccessible::Name) == words ? words : QStringLiteral("not the name: ") + words;
}

} // namespace

/// What a screen reader is told of the real window and of everything that opens in it.
class TestAccessibility final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everythingHasNameAndRole();
    void everythingIsReachedByKeyboard();
    void tabGoesAsOneReads();
    void rowsAreTold();
    void mnemonicsAreUnique();
    void stateIsToldInWords();
    void troubleIsAnnounced();
    void seesWhatIsWrong();

private:
    using Look = std::function<QStringList(QWidget*)>;
    static void walk(const char* language, const QList<std::pair<QStringList*, Look>>& looks);
    static void expectNone(const QStringList& found);

    QStringList m_nameless;
    QStringList m_unreachable;
    QStringList m_silent;
    QStringList m_mnemonics;
};

/// One walk for all: it takes some seconds.
void TestAccessibility::walk(const char* language, const QList<std::pair<QStringList*, Look>>& looks)
{
    SampleBackend backend;
    MainWindow window(backend.windowWithOrders());
    window.show();
    window.activateWindow();
    if (!QTest::qWaitForWindowActive(&window))
        qWarning("the window did not become active");
    window.findChild<QAction*>(QLatin1String(language))->trigger();
    QSet<QString> told; // each once
    test::WindowTour tour(backend, window, [&](const test::WindowTour::Stop& stop) {
        const QList<QWidget*> windows = openWindows();
        for (QWidget* open : windows) {
            for (const auto& [found, look] : looks) {
                const QStringList wrong = look(open);
                for (const QString& line : wrong) {
                    if (!told.contains(line))
                        *found += stop.name + QStringLiteral(": ") + line;
                    told += line;
                }
            }
        }
    });
    tour.walk();
    window.findChild<QAction*>(QStringLiteral("englishAction"))->trigger();
}

void TestAccessibility::expectNone(const QStringList& found)
{
    for (const QString& line : found)
        qWarning("%s", qUtf8Printable(line));
    QVERIFY(found.isEmpty());
}

void TestAccessibility::initTestCase()
{
    const Look mnemonics = [](QWidget* window) {
        if (const auto* menu = qobject_cast<QMenu*>(window))
            return mnemonicsIn(menu->objectName(), menu->actions());
        const auto* bar = window->findChild<QMenuBar*>();
        return bar ? mnemonicsIn(bar->objectName(), bar->actions()) : QStringList();
    };
    const Look unreachable = [](QWidget* window) {
        return qobject_cast<QMenu*>(window) ? QStringList() : unreachableIn(window);
    };
    walk("englishAction", {{&m_nameless, namelessIn},
                           {&m_unreachable, unreachable},
                           {&m_silent, silentCellsIn},
                           {&m_mnemonics, mnemonics}});
    walk("russianAction", {{&m_nameless, namelessIn}, {&m_mnemonics, mnemonics}});
}

void TestAccessibility::everythingHasNameAndRole()
{
    expectNone(m_nameless);
}

void TestAccessibility::everythingIsReachedByKeyboard()
{
    expectNone(m_unreachable);
}

/// From the look-up down: the page's filter line, its table, the detail, the lamps; and back the same way.
void TestAccessibility::tabGoesAsOneReads()
{
    SampleBackend backend;
    MainWindow window(backend.windowWithOrders());
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    window.addEvents({eventOf(modelOrder(), 1)});
    auto* table = window.findChild<QTableView*>(QStringLiteral("liveTableView"));
    QTRY_COMPARE(table->model()->rowCount(), 1);
    table->selectRow(0);
    QTRY_VERIFY(window.findChild<QWidget*>(QStringLiteral("orderTabs"))->isVisible());
    QTRY_VERIFY(!window.findChild<QLabel*>(QStringLiteral("orderNoticeLabel"))->text().contains(QChar(0x2026)));
    const auto named = [&window](const char* name, const char* in = "centralwidget") {
        return window.findChild<QWidget*>(QLatin1String(in))->findChild<QWidget*>(QLatin1String(name));
    };
    const QWidgetList expected{named("lookupLineEdit"),
                               window.findChild<QTabWidget*>(QStringLiteral("pagesTabWidget"))->tabBar(),
                               named("filterLineEdit", "LiveOrdersPage"),
                               named("addFilterButton", "LiveOrdersPage"),
                               named("pauseButton"),
                               named("liveTableView"),
                               named("closeButton", "OrderDetail"),
                               window.findChild<QTabWidget*>(QStringLiteral("orderTabs"))->tabBar(),
                               named("kafkaLamp", "statusbar")};
    const auto namesOf = [](const QWidgetList& widgets) {
        QStringList names;
        for (const QWidget* widget : widgets)
            names += nameOf(widget);
        return names.join(QLatin1Char('\n'));
    };
    const auto walked = [&](Qt::Key key) {
        QWidgetList met;
        for (int i = 0; i < 100; ++i) {
            if (expected.contains(window.focusWidget()) && !met.contains(window.focusWidget()))
                met += window.focusWidget();
            QTest::keyClick(window.focusWidget(), key);
        }
        return met;
    };
    expected.first()->setFocus();
    QCOMPARE(namesOf(walked(Qt::Key_Tab)), namesOf(expected));
    expected.last()->setFocus();
    QWidgetList back = walked(Qt::Key_Backtab);
    std::reverse(back.begin(), back.end());
    QCOMPARE(namesOf(back), namesOf(expected));
}

void TestAccessibility::rowsAreTold()
{
    expectNone(m_silent);
}

void TestAccessibility::mnemonicsAreUnique()
{
    expectNone(m_mnemonics);
}

/// What the colour of the badge says.
void TestAccessibility::stateIsToldInWords()
{
    SampleBackend backend;
    MainWindow window(backend.windowWithOrders());
    window.show();
    window.addEvents({eventOf(modelOrder(), 1)});
    auto* table = window.findChild<QTableView*>(QStringLiteral("liveTableView"));
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QAccessibleInterface* cell = QAccessible::queryAccessibleInterface(table)->tableInterface()->cellAt(0, 1);
    QCOMPARE(cell->text(QAccessible::Name), QStringLiteral("b563feb7b2b84b6test"));
    const QString row = cell->text(QAccessible::Description);
    QVERIFY2(row.contains(QStringLiteral("State: New")), qPrintable(row));
    QVERIFY2(row.contains(QStringLiteral("City: Kiryat Mozkin")), qPrintable(row));
    QVERIFY2(row.contains(QStringLiteral("Customer: te•••")), qPrintable(row));
}

void TestAccessibility::troubleIsAnnounced()
{
    SampleBackend backend;
    MainWindow window(backend.windowWithOrders());
    window.show();
    setAnnouncementListener(listen);
    heard.clear();
    window.addEvents({eventOf(sampleDeadLetter(3, "broken")), eventOf(sampleDeadLetter(4, "broken"))});
    QTRY_VERIFY2(heard.contains(QStringLiteral("2 new dead letters")), qPrintable(heard.join(QLatin1Char('\n'))));
    backend.snapshot.database = {
        ComponentState::Level::Down, Sentence::tr("connection refused"), currentTimestamp(), {}};
    QTRY_VERIFY2(heard.contains(QStringLiteral("Database: down")), qPrintable(heard.join(QLatin1Char('\n'))));
    backend.snapshot.database = {ComponentState::Level::Ok, {}, currentTimestamp(), {}};
    QTRY_VERIFY2(heard.contains(QStringLiteral("Database: ok")), qPrintable(heard.join(QLatin1Char('\n'))));
    setAnnouncementListener(nullptr);
}

/// The checks above on a window that breaks each rule.
void TestAccessibility::seesWhatIsWrong()
{
    QWidget window;
    window.resize(300, 200);
    auto* nameless = new QPushButton(&window);
    nameless->setObjectName(QStringLiteral("nameless"));
    auto* mouseOnly = new QPushButton(QStringLiteral("mouse"), &window);
    mouseOnly->setObjectName(QStringLiteral("mouseOnly"));
    mouseOnly->setFocusPolicy(Qt::ClickFocus);
    mouseOnly->move(0, 40);
    auto* trap = new QPlainTextEdit(&window);
    trap->setObjectName(QStringLiteral("trap"));
    trap->move(0, 80);
    trap->resize(100, 50);
    auto* behind = new QPushButton(QStringLiteral("behind"), &window);
    behind->setObjectName(QStringLiteral("behind"));
    behind->move(0, 140);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QVERIFY(namelessIn(&window).join(QLatin1Char(';')).contains(QStringLiteral("nameless")));
    const QString unreachable = unreachableIn(&window).join(QLatin1Char(';'));
    QVERIFY2(unreachable.contains(QStringLiteral("mouseOnly")), qPrintable(unreachable));
    QMenu menu;
    menu.addAction(QStringLiteral("&One"));
    menu.addAction(QStringLiteral("&Other"));
    menu.addAction(QStringLiteral("T&wo"));
    QCOMPARE(mnemonicsIn(QStringLiteral("menu"), menu.actions()).size(), 1);
}

ORDERDESK_GUI_TEST(TestAccessibility)
#include "TestAccessibility.moc"
