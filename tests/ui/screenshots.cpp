#include "SampleOrders.h"
#include "domain/OrderEncoder.h"
#include "ui/MainWindow.h"
#include "ui/theme/ThemeChoice.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QStyleFactory>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QTextStream>
#include <QThread>

// Pictures of the window for people to look at: screenshots FOLDER. Not a test.

using namespace orderdesk;

namespace {

void settle(int milliseconds = 400)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < milliseconds) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        QThread::msleep(5);
    }
}

void fill(SampleBackend& backend, MainWindow& window)
{
    QList<IngestEvent> events;
    for (int i = 0; i < 240; ++i) {
        const Order order = sampleOrder(i);
        Violations warnings;
        if (i % 11 == 5)
            warnings = {{"/payment/amount", "sum_mismatch", "should be goods_total + delivery_cost + custom_fee",
                         Severity::Warning}};
        backend.store(storedSample(order, i, warnings));
        if (i % 17 == 4) {
            const DeadLetter letter = sampleDeadLetter(i, order.orderUid + "x");
            backend.store(letter);
            IngestEvent event = eventOf(letter);
            event.order.position.offset = 41'000 + i;
            events += event;
            continue;
        }
        const auto kind = i % 7 == 3    ? IngestEvent::Kind::Updated
                          : i % 13 == 2 ? IngestEvent::Kind::Unchanged
                          : i % 23 == 1 ? IngestEvent::Kind::Superseded
                                        : IngestEvent::Kind::New;
        events += eventOf(order, i, kind, warnings);
    }
    window.addEvents(events);
}

class Pictures
{
public:
    Pictures(QDir folder, QString prefix)
        : m_folder(std::move(folder))
        , m_prefix(std::move(prefix))
    {
    }

    void take(QWidget& window, const QString& name) const
    {
        settle();
        window.grab().save(m_folder.filePath(m_prefix + name + QStringLiteral(".png")));
    }

private:
    QDir m_folder;
    QString m_prefix;
};

/// The filter bar of the page with this name.
void type(const MainWindow& window, const char* bar, const QStringList& conditions)
{
    auto* box = window.findChild<QWidget*>(QLatin1String(bar))->findChild<QLineEdit*>();
    for (const QString& condition : conditions) {
        box->setText(condition);
        Q_EMIT box->returnPressed();
    }
}

void walkOrders(MainWindow& window, const Pictures& pictures)
{
    window.findChild<QAction*>(QStringLiteral("liveAction"))->trigger();
    auto* pages = window.findChild<QTabWidget*>(QStringLiteral("pagesTabWidget"));
    type(window, "liveFilterBar", {QStringLiteral("currency:USD"), QStringLiteral("amount:100..2200")});
    pictures.take(window, QStringLiteral("live-filtered"));
    type(window, "liveFilterBar",
         {QStringLiteral("amount:many"), QStringLiteral("city:Oslo"), QStringLiteral("warnings")});
    pictures.take(window, QStringLiteral("live-unreadable"));
    pages->setCurrentIndex(1);
    pictures.take(window, QStringLiteral("orders"));
    type(window, "browseFilterBar", {QStringLiteral("service:dhl"), QStringLiteral("state:updated")});
    settle();
    window.findChild<QTableView*>(QStringLiteral("browseTableView"))->selectRow(2);
    pictures.take(window, QStringLiteral("orders-filtered"));
    window.findChild<QAction*>(QStringLiteral("liveAction"))->trigger();
    pages->setCurrentIndex(1);
    type(window, "browseFilterBar", {QStringLiteral("city:Nowhere")});
    pictures.take(window, QStringLiteral("orders-none"));
}

void walk(MainWindow& window, SampleBackend& backend, const Pictures& pictures)
{
    pictures.take(window, QStringLiteral("empty"));
    fill(backend, window);
    settle(600);
    pictures.take(window, QStringLiteral("live"));
    auto* table = window.findChild<QTableView*>(QStringLiteral("liveTableView"));
    table->selectRow(3);
    window.addEvents(sampleEvents(0, 57));
    pictures.take(window, QStringLiteral("order"));
    auto* lookup = window.findChild<QLineEdit*>(QStringLiteral("lookupLineEdit"));
    const auto find = [&](const QString& text) {
        lookup->setText(text);
        Q_EMIT lookup->returnPressed();
    };
    find(QString::fromStdString(sampleOrder(5).orderUid));
    settle();
    auto* tabs = window.findChild<QTabWidget*>(QStringLiteral("orderTabs"));
    tabs->setCurrentIndex(1);
    pictures.take(window, QStringLiteral("json"));
    tabs->setCurrentIndex(0);
    find(QStringLiteral("customer12"));
    pictures.take(window, QStringLiteral("several"));
    find(QStringLiteral("+49 30 000000"));
    pictures.take(window, QStringLiteral("not-found"));
    backend.setAway(true);
    backend.snapshot.database = {ComponentState::Level::Down, QStringLiteral("connection refused"),
                                 currentTimestamp() - std::chrono::seconds(42),
                                 currentTimestamp() + std::chrono::seconds(4)};
    backend.snapshot.ingest = {ComponentState::Level::Degraded,
                               QStringLiteral("waiting for the database"),
                               currentTimestamp() - std::chrono::seconds(42),
                               {}};
    find(QStringLiteral("+49 30 000000"));
    settle(1100);
    pictures.take(window, QStringLiteral("database-away"));
    backend.setAway(false);
    window.findChild<QAction*>(QStringLiteral("liveAction"))->trigger();
    auto* pages = window.findChild<QTabWidget*>(QStringLiteral("pagesTabWidget"));
    pages->setCurrentIndex(2);
    settle(1200);
    window.findChild<QTableView*>(QStringLiteral("deadLettersTableView"))->selectRow(1);
    pictures.take(window, QStringLiteral("dead-letters"));
    window.findChild<QAction*>(QStringLiteral("liveAction"))->trigger();
    window.findChild<QAction*>(QStringLiteral("findInRowsAction"))->trigger();
    QTest::keyClicks(window.findChild<QLineEdit*>(QStringLiteral("findLineEdit")), QStringLiteral("haifa"));
    settle(600);
    pictures.take(window, QStringLiteral("find"));
    window.findChild<QAction*>(QStringLiteral("shortcutsAction"))->trigger();
    settle(100);
    pictures.take(*window.findChild<QDialog*>(QStringLiteral("ShortcutsDialog")), QStringLiteral("shortcuts"));
}

void walkAsViewer(const Pictures& pictures)
{
    SampleBackend backend;
    WindowBackend parts = backend.window();
    parts.ingest = {};
    parts.setIngestPaused = {};
    parts.redrive = {};
    backend.rights = DatabaseRights{QStringLiteral("onlooker"), DatabaseRights::Limit::Role, false, false};
    MainWindow window(std::move(parts));
    window.show();
    pictures.take(window, QStringLiteral("viewer-empty"));
    fill(backend, window);
    window.noteSkipped(12'345);
    settle(1200);
    window.findChild<QTabWidget*>(QStringLiteral("pagesTabWidget"))->setCurrentIndex(1);
    settle(1200);
    window.findChild<QTableView*>(QStringLiteral("deadLettersTableView"))->selectRow(1);
    pictures.take(window, QStringLiteral("viewer"));
}

/// The detail of an order with a history, tab by tab.
void walkDetail(MainWindow& window, SampleBackend& backend, const Pictures& pictures)
{
    Order order = sampleOrder(318);
    for (std::int64_t revision = 1; revision <= 4; ++revision) {
        StoredOrder stored = storedSample(order, 300 + revision);
        stored.revision = revision;
        if (revision < 4) {
            backend.storeReplaced(stored);
        } else {
            stored.warnings = {{"/payment/goods_total", "sum_mismatch", "should be the sum of the items' total_price",
                                Severity::Warning}};
            backend.store(stored);
        }
        order.payment.amount += 120;
        order.delivery.city = revision == 2 ? "Haifa" : order.delivery.city;
        order.items.front().status += 1;
        Item item = order.items.front();
        item.rid = "ab4219087a764ae0b" + std::to_string(revision);
        item.chrtId += revision;
        item.name = "Lipstick";
        if (revision == 3)
            order.items.insert(order.items.begin(), item);
    }
    backend.kafka = [](const MessagePosition& position) {
        return Message{position, QByteArray("b563feb7b2b8"), encodeOrder(sampleOrder(318)), {{"source", "checkout"}}};
    };
    window.findChild<QAction*>(QStringLiteral("liveAction"))->trigger();
    auto* lookup = window.findChild<QLineEdit*>(QStringLiteral("lookupLineEdit"));
    lookup->setText(QString::fromStdString(order.orderUid));
    QTest::keyClick(lookup, Qt::Key_Return);
    auto* tabs = window.findChild<QTabWidget*>(QStringLiteral("orderTabs"));
    auto* pane = window.findChild<QWidget*>(QStringLiteral("detailPane"));
    tabs->setCurrentIndex(0);
    pictures.take(*pane, QStringLiteral("detail"));
    auto* bar = tabs->findChild<QScrollArea*>(QStringLiteral("scrollArea"))->verticalScrollBar();
    bar->setValue(bar->maximum());
    pictures.take(*pane, QStringLiteral("detail-below"));
    tabs->setCurrentIndex(2);
    pictures.take(*pane, QStringLiteral("detail-history"));
    tabs->setCurrentIndex(1);
    window.findChild<QComboBox*>(QStringLiteral("jsonFormComboBox"))->setCurrentIndex(2);
    settle(200);
    window.findChild<QLineEdit*>(QStringLiteral("jsonFindLineEdit"))->setText(QStringLiteral("price"));
    pictures.take(*pane, QStringLiteral("detail-received"));
    tabs->setCurrentIndex(0);
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationVersion(QStringLiteral("0.1.0"));
    if (argc != 2 || !QDir().mkpath(QString::fromLocal8Bit(argv[1]))) {
        QTextStream(stderr) << "usage: screenshots FOLDER\n";
        return 2;
    }
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    for (const bool dark : {false, true}) {
        // The dark palette comes while the window is there, as when a desktop changes its theme in the evening.
        SampleBackend backend;
        MainWindow window(backend.windowWithOrders());
        window.show();
        settle(100);
        if (dark)
            theme::apply(theme::Choice::Dark);
        const Pictures pictures(folder, dark ? QStringLiteral("dark-") : QStringLiteral("light-"));
        walk(window, backend, pictures);
        walkOrders(window, pictures);
        walkAsViewer(pictures);
        walkDetail(window, backend, pictures);
    }
    QFont large = QApplication::font();
    large.setPointSizeF(large.pointSizeF() * 2);
    QApplication::setFont(large);
    SampleBackend backend;
    MainWindow window(backend.window());
    window.show();
    fill(backend, window);
    settle(600);
    walkDetail(window, backend, Pictures(folder, QStringLiteral("large-")));
    return 0;
}
