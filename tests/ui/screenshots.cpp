#include "Pictures.h"
#include "SampleOrders.h"
#include "domain/OrderEncoder.h"
#include "ui/json/JsonEditPane.h"
#include "ui/letters/LetterWorkDialog.h"
#include "ui/traffic/SendDialog.h"
#include "ui/widgets/ThemeChoice.h"
#include "ui/window/MainWindow.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QCompleter>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStyleFactory>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QTextStream>
#include <QToolButton>

#include <QTimer>
#include <array>

// Pictures of the window for people to look at: screenshots FOLDER. Not a test.

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

void settle(int milliseconds = 400)
{
    wait(milliseconds);
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

/// The filter bar of the page with this name.
void type(const MainWindow& window, const char* bar, const QStringList& conditions)
{
    auto* box = window.findChild<QWidget*>(QLatin1String(bar))->findChild<QLineEdit*>();
    for (const QString& condition : conditions) {
        box->setText(condition);
        Q_EMIT box->returnPressed();
    }
}

void walkOrders(MainWindow& window, SampleBackend& backend, const Pictures& pictures)
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
    window.findChild<QAction*>(QStringLiteral("liveAction"))->trigger();
    auto* filterLine = window.findChild<QWidget*>(QStringLiteral("browseFilterBar"))->findChild<QLineEdit*>();
    filterLine->setFocus();
    QTest::keyClicks(filterLine, QStringLiteral("city:"));
    QTest::qWait(50);
    pictures.take(*filterLine->completer()->popup(), QStringLiteral("completion"));
    filterLine->completer()->popup()->hide();
    filterLine->clear();
    window.findChild<QAction*>(QStringLiteral("exportAction"))->trigger();
    auto* dialog = window.findChild<QDialog*>(QStringLiteral("ExportDialog"));
    pictures.take(*dialog, QStringLiteral("export"));
    dialog->reject();

    backend.setHanging(true);
    type(window, "browseFilterBar", {QStringLiteral("city:Oslo")});
    QTest::qWait(2'200);
    pictures.take(window, QStringLiteral("orders-waiting"));
    window.findChild<QPushButton*>(QStringLiteral("cancelReadingButton"))->click();
    pictures.take(window, QStringLiteral("orders-cancelled"));
    backend.setHanging(false);
    window.findChild<QAction*>(QStringLiteral("liveAction"))->trigger();
    pages->setCurrentIndex(2);
    settle();
    window.findChild<QAction*>(QStringLiteral("exportAction"))->trigger();
    if (auto* letters = window.findChild<QDialog*>(QStringLiteral("ExportDialog"))) {
        pictures.take(*letters, QStringLiteral("export-letters"));
        letters->reject();
    }
    pages->setCurrentIndex(0);
}

/// The dead letters' work: reasons, editor, the dialogs of many, sending.
void walkLetters(MainWindow& window, SampleBackend& backend, const Pictures& pictures)
{
    static const std::array codes{"invalid_json", "missing_member", "out_of_range", "invalid_currency",
                                  "too_few_items"};
    for (int i = 300; i < 340; ++i) {
        DeadLetter letter = sampleDeadLetter(i, sampleOrder(i).orderUid);
        letter.violations.front().code = codes.at(static_cast<std::size_t>(i * i) % codes.size());
        letter.message.value = encodeOrder(sampleOrder(i));
        if (i % 3 != 0)
            letter.message.value->replace("\"currency\":\"", "\"currency\":\"x");
        backend.store(letter);
    }
    window.findChild<QToolButton*>(QStringLiteral("refreshButton"))->click();
    settle();
    auto* table = window.findChild<QTableView*>(QStringLiteral("deadLettersTableView"));
    table->selectRow(1);
    settle();
    auto* tabs = window.findChild<QTabWidget*>(QStringLiteral("deadLetterTabs"));
    tabs->setCurrentIndex(tabs->count() - 1);
    auto* editor = window.findChild<JsonEditPane*>(QStringLiteral("editPane"));
    editor->replaceText(editor->shownText().replace(QStringLiteral("\"wbpay\""), QStringLiteral("\"card\"")));
    pictures.take(window, QStringLiteral("letter-edit"));
    tabs->setCurrentIndex(0);
    table->selectAll();
    for (const char* button : {"redriveSelectedButton", "discardSelectedButton"}) {
        window.findChild<QPushButton*>(QLatin1String(button))->click();
        settle();
        auto* dialog = window.findChild<LetterWorkDialog*>();
        pictures.take(*dialog, QLatin1String(button));
        window.findChild<QPushButton*>(QStringLiteral("actButton"))->click();
        settle();
        pictures.take(*dialog, QLatin1String(button) + QStringLiteral("-done"));
        dialog->reject();
        settle();
    }
    window.findChild<QToolButton*>(QStringLiteral("changesButton"))->click();
    settle();
    auto* changes = window.findChild<QDialog*>(QStringLiteral("letterChangesDialog"));
    pictures.take(*changes, QStringLiteral("letter-changes"));
    changes->reject();
    window.findChild<QAction*>(QStringLiteral("sendAction"))->trigger();
    auto* send = window.findChild<SendDialog*>();
    pictures.take(*send, QStringLiteral("send"));
    send->setText(encodeOrder(sampleOrder(1)) + "\n{\"order_uid\":\"a\"}\n" + encodeOrder(sampleOrder(2)),
                  QStringLiteral("clipboard"));
    pictures.take(*send, QStringLiteral("send-lines"));
    window.findChild<QPushButton*>(QStringLiteral("sendButton"))->click();
    pictures.take(*send, QStringLiteral("send-done"));
    send->reject();
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
    backend.snapshot.database = {ComponentState::Level::Down, Sentence::tr("connection refused"),
                                 currentTimestamp() - std::chrono::seconds(42),
                                 currentTimestamp() + std::chrono::seconds(4)};
    backend.snapshot.ingest = {ComponentState::Level::Degraded,
                               Sentence::tr("waiting for the database"),
                               currentTimestamp() - std::chrono::seconds(42),
                               {}};
    find(QStringLiteral("+49 30 000000"));
    settle(1100);
    pictures.take(window, QStringLiteral("database-away"));
    backend.setAway(false);
    window.findChild<QAction*>(QStringLiteral("liveAction"))->trigger();
    auto* pages = window.findChild<QTabWidget*>(QStringLiteral("pagesTabWidget"));
    const ComponentState ok{ComponentState::Level::Ok, {}, currentTimestamp(), {}};
    backend.snapshot.database = ok;
    backend.snapshot.ingest = ok;
    pages->setCurrentWidget(window.findChild<QWidget*>(QStringLiteral("DeadLettersPage")));
    settle(1200);
    window.findChild<QTableView*>(QStringLiteral("deadLettersTableView"))->selectRow(1);
    pictures.take(window, QStringLiteral("dead-letters"));
    walkLetters(window, backend, pictures);
    window.findChild<QAction*>(QStringLiteral("liveAction"))->trigger();
    window.findChild<QAction*>(QStringLiteral("findInRowsAction"))->trigger();
    QTest::keyClicks(window.findChild<QLineEdit*>(QStringLiteral("findLineEdit")), QStringLiteral("haifa"));
    settle(600);
    pictures.take(window, QStringLiteral("find"));
    window.findChild<QAction*>(QStringLiteral("shortcutsAction"))->trigger();
    settle(100);
    pictures.take(*window.findChild<QDialog*>(QStringLiteral("ShortcutsDialog")), QStringLiteral("shortcuts"));
}

/// The docks: all well, an outage, stuck, paused; and the dialog that goes elsewhere in the topic.
void walkStates(const Pictures& pictures, Look look)
{
    using Level = ComponentState::Level;
    const Timestamp now = currentTimestamp();
    SampleBackend backend;
    MainWindow window(backend.windowWithOrders());
    window.show();
    look.putOn(window);
    fill(backend, window);
    window.findChild<QAction*>(QStringLiteral("stateDockAction"))->trigger();
    window.findChild<QAction*>(QStringLiteral("logDockAction"))->trigger();
    settle(1200);
    pictures.take(window, QStringLiteral("state-well"));
    backend.snapshot.kafka = {Level::Down,
                              Sentence::tr("cannot reach Kafka at localhost:9092 (connection refused)"),
                              now - std::chrono::minutes(3),
                              {},
                              QStringLiteral("is it running, and is --kafka-brokers right?")};
    backend.snapshot.database = {Level::Down,
                                 QStringLiteral("cannot connect to PostgreSQL at localhost:5432: the password is wrong "
                                                "or missing (SQLSTATE 28P01)"),
                                 now - std::chrono::seconds(42), now + std::chrono::seconds(4),
                                 QStringLiteral("check ORDERDESK_DATABASE_URL_FILE, ORDERDESK_DATABASE_URL or "
                                                "~/.pgpass")};
    backend.snapshot.ingest = backend.snapshot.database;
    settle(1200);
    pictures.take(window, QStringLiteral("state-outage"));
    const ComponentState ok{Level::Ok, {}, now - std::chrono::minutes(12), {}};
    backend.snapshot.kafka = ok;
    backend.snapshot.database = ok;
    backend.snapshot.lag = 48'211;
    backend.snapshot.lagTime = std::chrono::minutes(4);
    backend.snapshot.messagesPerSecond = 0;
    backend.snapshot.ingest = {Level::Stuck,
                               Sentence::tr("stuck: messages are waiting and none is stored"),
                               now - std::chrono::minutes(4),
                               {},
                               QStringLiteral("look at the log and at locks in the database; a restart is safe")};
    settle(1200);
    pictures.take(window, QStringLiteral("state-stuck"));
    window.findChild<QAction*>(QStringLiteral("pauseIngestAction"))->trigger();
    backend.snapshot.ingest = {Level::Paused, Sentence::tr("paused by anna"), now, {}};
    settle(1200);
    pictures.take(window, QStringLiteral("state-paused"));
}

void walkAsViewer(const Pictures& pictures, Look look)
{
    SampleBackend backend;
    WindowBackend parts = backend.viewer();
    backend.rights = DatabaseRights{QStringLiteral("onlooker"), DatabaseRights::Limit::Role, false, false};
    MainWindow window(std::move(parts));
    window.show();
    look.putOn(window);
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
    // Russian is longer: what is cut off is seen there first.
    for (const Look look : {Look{false, false}, Look{true, false}, Look{false, true}}) {
        SampleBackend backend;
        MainWindow window(backend.windowWithOrders());
        window.show();
        settle(100);
        // While the window is there, as when a desktop changes its theme in the evening.
        look.putOn(window);
        const Pictures pictures(folder, look.name());
        walk(window, backend, pictures);
        walkOrders(window, backend, pictures);
        walkStates(pictures, look);
        walkAsViewer(pictures, look);
        look.putOn(window);
        walkDetail(window, backend, pictures);
        takeDialogs(pictures, look);
    }
    QFont large = QApplication::font();
    large.setPointSizeF(large.pointSizeF() * 2);
    QApplication::setFont(large);
    SampleBackend backend;
    MainWindow window(backend.windowWithOrders());
    window.show();
    Look().putOn(window);
    fill(backend, window);
    settle(600);
    const Pictures pictures(folder, QStringLiteral("large-"));
    pictures.take(window, QStringLiteral("live"));
    walkDetail(window, backend, pictures);
    takeDialogs(pictures, {});
    return 0;
}
