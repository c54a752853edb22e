#include "WindowTour.h"

#include "FindChild.h"
#include "ui/widgets/BadgeLabel.h"
#include "ui/widgets/TableRoles.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QThread>
#include <QTimer>
#include <QToolButton>

namespace orderdesk::test {

namespace {

constexpr int rows = 24;

Order greekOrder(int number)
{
    Order order = sampleOrder(number);
    const std::string digits = std::to_string(1'000 + number);
    order.orderUid = "00" + digits;
    order.trackNumber = "77" + digits;
    order.entry = "χ";
    order.customerId = "πελάτης";
    order.deliveryService = "ταχυδρομείο";
    order.locale = "el";
    order.shardkey = "9";
    order.oofShard = "1";
    order.delivery = {"Νίκος", "+302100000000", "10431", "Αθήνα", "Οδός 1", "Αττική", "ν@1.2"};
    order.payment.transaction = order.orderUid;
    order.payment.provider = "κάρτα";
    order.payment.bank = "τράπεζα";
    for (Item& item : order.items) {
        item.trackNumber = order.trackNumber;
        item.name = "Λάμπα";
        item.brand = "Φως";
        item.rid = "55";
        item.size = "0";
    }
    return order;
}

MessagePosition positionOf(MessagePosition position)
{
    position.topic = QStringLiteral("παραγγελίες");
    return position;
}

Violations warningsOf(int number)
{
    if (number % 5 != 2)
        return {};
    return {{"/payment/amount", "amount_mismatch", "should be goods_total + delivery_cost + custom_fee",
             Severity::Warning}};
}

bool isOpen(const QWidget* widget)
{
    return widget->isVisible() && !widget->inherits("QTipLabel");
}

void addText(QList<VisibleText>& texts, const QObject* object, const char* what, const QString& text)
{
    if (!text.trimmed().isEmpty())
        texts += {QLatin1String(object->metaObject()->className()) + QLatin1Char(' ') + object->objectName() +
                      QLatin1Char(' ') + QLatin1String(what),
                  text};
}

void addModel(QList<VisibleText>& texts, const QAbstractItemView* view)
{
    const QAbstractItemModel* model = view->model();
    if (!model || view->inherits("QComboBoxListView"))
        return;
    for (int column = 0; column < model->columnCount(); ++column) {
        if (qobject_cast<const QTableView*>(view))
            addText(texts, view, "header", model->headerData(column, Qt::Horizontal).toString());
        for (int row = 0; row < std::min(model->rowCount(), rows); ++row) {
            const QModelIndex index = model->index(row, column);
            if (index.data(BadgeRole).isValid())
                addText(texts, view, "badge", index.data().toString());
        }
    }
}

void addWidget(QList<VisibleText>& texts, const QWidget* widget)
{
    addText(texts, widget, "tool tip", widget->toolTip());
    addText(texts, widget, "accessible name", widget->accessibleName());
    addText(texts, widget, "accessible description", widget->accessibleDescription());
    if (widget->isWindow() && !qobject_cast<const QMenu*>(widget))
        addText(texts, widget, "title", widget->windowTitle());
    if (const auto* label = qobject_cast<const QLabel*>(widget))
        addText(texts, widget, "text", label->text());
    else if (const auto* badge = qobject_cast<const BadgeLabel*>(widget))
        addText(texts, widget, "badge", badge->content().text);
    else if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
        addText(texts, widget, "text", button->text());
    else if (const auto* edit = qobject_cast<const QLineEdit*>(widget))
        addText(texts, widget, "place holder", edit->placeholderText());
    else if (const auto* group = qobject_cast<const QGroupBox*>(widget))
        addText(texts, widget, "title", group->title());
    else if (const auto* menu = qobject_cast<const QMenu*>(widget)) {
        const QList<QAction*> actions = menu->actions();
        for (const QAction* action : actions) {
            if (action->isVisible())
                addText(texts, action, "text", action->text());
        }
    } else if (const auto* tabs = qobject_cast<const QTabBar*>(widget)) {
        for (int i = 0; i < tabs->count(); ++i)
            addText(texts, widget, "tab", tabs->tabText(i));
    } else if (const auto* combo = qobject_cast<const QComboBox*>(widget)) {
        for (int i = 0; i < combo->count(); ++i)
            addText(texts, widget, "entry", combo->itemText(i));
    } else if (const auto* view = qobject_cast<const QAbstractItemView*>(widget)) {
        addModel(texts, view);
    }
    if (const auto* bar = qobject_cast<const QMenuBar*>(widget)) {
        const QList<QAction*> actions = bar->actions();
        for (const QAction* action : actions)
            addText(texts, action, "menu", action->text());
    }
}

} // namespace

void settle(int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    do {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QThread::msleep(1);
    } while (timer.elapsed() < milliseconds);
}

QList<VisibleText> visibleTexts()
{
    QList<VisibleText> texts;
    const QWidgetList widgets = QApplication::allWidgets();
    for (const QWidget* widget : widgets) {
        if (widget->isVisible() && isOpen(widget->window()))
            addWidget(texts, widget);
    }
    return texts;
}

WindowTour::WindowTour(SampleBackend& backend, MainWindow& window, Visitor visitor)
    : m_backend(backend)
    , m_window(window)
    , m_visitor(std::move(visitor))
{
}

template <typename Widget>
Widget* WindowTour::find(const char* name) const
{
    return test::find<Widget>(m_window, name);
}

void WindowTour::visit(const QString& name)
{
    settle();
    m_stops += name;
    m_visitor({name, QApplication::activeModalWidget() != nullptr});
}

void WindowTour::walk()
{
    visit(QStringLiteral("empty"));
    fill();
    walkPages();
    walkFilter();
    walkOrder();
    walkDeadLetters();
    walkSearch();
    walkContextMenus();
    walkMenus();
}

void WindowTour::fill()
{
    QList<IngestEvent> events;
    for (int i = 0; i < rows; ++i) {
        const Order order = greekOrder(i);
        StoredOrder stored = storedSample(order, i, warningsOf(i));
        stored.position = positionOf(stored.position);
        m_backend.store(stored);
        static constexpr IngestEvent::Kind kinds[] = {IngestEvent::Kind::New, IngestEvent::Kind::Updated,
                                                      IngestEvent::Kind::Unchanged, IngestEvent::Kind::Superseded};
        events += eventOf(order, i, kinds[i % 4], warningsOf(i));
        events.last().order.position = positionOf(events.last().order.position);
    }
    for (int i = 1; i <= 3; ++i) {
        DeadLetter letter = sampleDeadLetter(i, "00" + std::to_string(1'000 + i));
        letter.message.position = positionOf(letter.message.position);
        letter.message.headers = {{"λ", "1"}};
        letter.redriveCount = i - 1;
        if (i > 1)
            letter.redrivenAt = letter.receivedAt + std::chrono::hours(2);
        m_backend.store(letter);
        events += eventOf(letter);
        events.last().order.position = letter.message.position;
    }
    m_window.addEvents(events);
    settle(100);
}

void WindowTour::walkPages()
{
    auto* tabs = find<QTabWidget>("pagesTabWidget");
    for (int i = 0; i < tabs->count(); ++i) {
        if (!tabs->isTabVisible(i))
            continue;
        tabs->setCurrentIndex(i);
        settle(100);
        visit(QStringLiteral("page %1").arg(tabs->widget(i)->objectName()));
    }
    tabs->setCurrentIndex(0);
    auto* filter = find<QWidget>("liveFilterBar")->findChild<QLineEdit*>(QStringLiteral("filterLineEdit"));
    filter->setText(QStringLiteral("ξξξξ"));
    visit(QStringLiteral("no match"));
    filter->clear();
    find<QToolButton>("pauseButton")->click();
    visit(QStringLiteral("paused"));
    find<QToolButton>("pauseButton")->click();
    find<QToolButton>("databaseLamp")->click();
    visit(QStringLiteral("state panel"));
    if (QWidget* popup = QApplication::activePopupWidget())
        popup->close();
}

void WindowTour::walkFilter()
{
    QMenu* menu = find<QWidget>("liveFilterBar")->findChild<QToolButton*>(QStringLiteral("addFilterButton"))->menu();
    menu->popup(m_window.mapToGlobal(QPoint(20, 120)));
    visit(QStringLiteral("filter menu"));
    menu->close();
    const QList<QAction*> actions = menu->actions();
    for (int i = 0; i < actions.size(); ++i) {
        if (!actions.at(i)->text().endsWith(QChar(0x2026)))
            continue;
        actions.at(i)->trigger();
        visit(QStringLiteral("filter editor %1").arg(i));
        if (QWidget* editor = QApplication::activePopupWidget())
            editor->close();
    }
    auto* box = find<QWidget>("liveFilterBar")->findChild<QLineEdit*>(QStringLiteral("filterLineEdit"));
    for (const char* condition : {"amount:1..999999999", "date:today", "warnings"}) {
        box->setText(QLatin1String(condition));
        Q_EMIT box->returnPressed();
    }
    visit(QStringLiteral("filter chips"));
    find<QWidget>("liveFilterBar")->findChild<QAbstractButton*>(QStringLiteral("clearFiltersButton"))->click();
    settle();
}

void WindowTour::walkOrder()
{
    find<QTableView>("liveTableView")->selectRow(4);
    settle(100);
    auto* tabs = find<QTabWidget>("orderTabs");
    for (int i = 0; i < tabs->count(); ++i) {
        if (!tabs->isTabVisible(i))
            continue;
        tabs->setCurrentIndex(i);
        settle(60);
        visit(QStringLiteral("order, tab %1").arg(i));
    }
    tabs->setCurrentIndex(0);
}

void WindowTour::walkDeadLetters()
{
    find<QTabWidget>("pagesTabWidget")->setCurrentWidget(find<QWidget>("DeadLettersPage"));
    settle(100);
    auto* table = find<QTableView>("deadLettersTableView");
    table->selectRow(1);
    settle(100);
    auto* tabs = find<QTabWidget>("deadLetterTabs");
    for (int i = 0; i < tabs->count(); ++i) {
        if (!tabs->isTabVisible(i))
            continue;
        tabs->setCurrentIndex(i);
        settle(60);
        visit(QStringLiteral("dead letter, tab %1").arg(i));
    }
    tabs->setCurrentIndex(0);
    for (const char* name : {"redriveButton", "discardButton"}) {
        bool visited = false;
        QTimer timer;
        QObject::connect(&timer, &QTimer::timeout, &timer, [&] { visitOpened(QLatin1String(name), &visited); });
        timer.start(20);
        find<QAbstractButton>(name)->click();
        settle(60);
    }
}

void WindowTour::walkSearch()
{
    auto* lookup = find<QLineEdit>("lookupLineEdit");
    const auto find = [lookup](const QString& words) {
        lookup->setText(words);
        Q_EMIT lookup->returnPressed();
        settle(100);
    };
    find(QStringLiteral("πελάτης"));
    visit(QStringLiteral("several found"));
    find(QStringLiteral("999999"));
    visit(QStringLiteral("nothing found"));
    m_backend.setAway(true);
    m_backend.snapshot.database = {ComponentState::Level::Down, Sentence::tr("the database is away"),
                                   currentTimestamp() - std::chrono::seconds(42),
                                   currentTimestamp() + std::chrono::seconds(30)};
    find(QStringLiteral("999998"));
    settle(1100);
    visit(QStringLiteral("database away"));
    this->find<QToolButton>("databaseLamp")->click();
    visit(QStringLiteral("state panel, database away"));
    if (QWidget* popup = QApplication::activePopupWidget())
        popup->close();
    m_backend.setAway(false);
    m_backend.snapshot.database = {ComponentState::Level::Ok, {}, currentTimestamp(), {}};
    this->find<QAction>("liveAction")->trigger();
    settle(100);
}

void WindowTour::walkContextMenus()
{
    const QList<QTableView*> tables = m_window.findChildren<QTableView*>();
    auto* pages = find<QTabWidget>("pagesTabWidget");
    for (int page = 0; page < pages->count(); ++page) {
        if (!pages->isTabVisible(page))
            continue;
        pages->setCurrentIndex(page);
        settle(100);
        for (QTableView* table : tables) {
            if (!table->isVisible() || table->model()->rowCount() == 0)
                continue;
            table->selectRow(0);
            settle(100);
            for (QWidget* target : {static_cast<QWidget*>(table), static_cast<QWidget*>(table->horizontalHeader())}) {
                Q_EMIT target->customContextMenuRequested(QPoint(10, 10));
                settle();
                if (QWidget* menu = QApplication::activePopupWidget()) {
                    visit(QStringLiteral("context menu of %1%2")
                              .arg(table->objectName(), target == table ? QString() : QStringLiteral("'s header")));
                    menu->close();
                }
            }
        }
    }
    find<QAction>("liveAction")->trigger();
}

void WindowTour::walkMenus()
{
    const QList<QMenu*> menus = find<QMenuBar>("menubar")->findChildren<QMenu*>();
    for (QMenu* menu : menus) {
        if (!menu->menuAction()->isVisible())
            continue;
        menu->popup(QPoint(10, 10));
        visit(QStringLiteral("menu %1").arg(menu->objectName()));
        menu->close();
        if (menu->objectName() == QLatin1String("languageMenu"))
            continue;
        const QList<QAction*> actions = menu->actions();
        for (QAction* action : actions) {
            const bool opens = action->isVisible() && action->isEnabled() && !action->menu() && !action->isSeparator();
            if (opens && !action->isCheckable() && action != find<QAction>("quitAction"))
                trigger(*action);
        }
    }
}

void WindowTour::trigger(QAction& action)
{
    const QString name = QStringLiteral("action %1").arg(action.objectName());
    bool visited = false;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] { visitOpened(name, &visited); });
    timer.start(20);
    action.trigger();
    settle(100);
}

/// Visits the window that has come up beside the main one, once, and closes it; called again and again, from inside
/// its event loop too.
void WindowTour::visitOpened(const QString& name, bool* visited)
{
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget* opened : windows) {
        if (opened == &m_window || !isOpen(opened) || qobject_cast<QMenu*>(opened))
            continue;
        // A dialog of the platform or of Qt is not ours to check.
        if (!*visited && !qobject_cast<QFileDialog*>(opened)) {
            *visited = true;
            settle();
            m_stops += name;
            m_visitor({name, opened->isModal()});
        }
        if (auto* dialog = qobject_cast<QDialog*>(opened))
            dialog->reject();
        else
            opened->close();
    }
}

} // namespace orderdesk::test
