#include "app/Application.h"
#include "broker/KafkaMessagePublisher.h"
#include "domain/OrderEncoder.h"
#include "storage/PostgresOrderStore.h"
#include "support/OrderdeskProcess.h"
#include "support/Paths.h"
#include "support/PostgresFixture.h"
#include "support/TcpProxy.h"
#include "support/TestOrders.h"
#include "support/TestRegistration.h"
#include "ui/json/JsonEditPane.h"
#include "ui/status/StatusLamp.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QMessageBox>
#include <QPushButton>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <array>

using namespace orderdesk;
using namespace orderdesk::test;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 60'000;
constexpr int burst = 10'000;
constexpr int yesterdaysOrders = 40;

QMainWindow* mainWindow()
{
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        if (auto* window = qobject_cast<QMainWindow*>(widget)) {
            return window;
        }
    }
    qFatal("there is no window");
}

template <typename Widget>
Widget* find(const char* name)
{
    auto* widget = mainWindow()->findChild<Widget*>(QLatin1String(name));
    if (widget == nullptr) {
        qFatal("the window has no %s", name);
    }
    return widget;
}

void openTab(const char* page)
{
    find<QTabWidget>("pagesTabWidget")->setCurrentWidget(find<QWidget>(page));
}

/// The row of a table that holds this text in any column; -1: none.
int rowWith(const QAbstractItemModel& model, const QString& text)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            if (model.index(row, column).data().toString().contains(text)) {
                return row;
            }
        }
    }
    return -1;
}

int rowsWith(const QAbstractItemModel& model, const QString& text)
{
    int rows = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        bool has = false;
        for (int column = 0; column < model.columnCount(); ++column) {
            has = has || model.index(row, column).data().toString().contains(text);
        }
        rows += has ? 1 : 0;
    }
    return rows;
}

void confirmNextBox()
{
    QTimer::singleShot(50, qApp, [] {
        auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        if (box == nullptr) {
            confirmNextBox();
            return;
        }
        box->findChild<QPushButton*>(QStringLiteral("confirmButton"))->click();
    });
}

/// How late the event loop serves a timer of five milliseconds while this lives.
class LoopDelay final : public QObject
{
public:
    LoopDelay()
    {
        connect(&m_timer, &QTimer::timeout, this,
                [this] { m_delays.push_back(std::max<qint64>(0, m_since.restart() - interval)); });
        m_since.start();
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.start(interval);
    }

    QString words()
    {
        std::sort(m_delays.begin(), m_delays.end());
        return m_delays.empty() ? QStringLiteral("nothing measured")
                                : QStringLiteral("event loop: %1 ms late at the 99th percentile, %2 ms at most")
                                      .arg(m_delays[m_delays.size() * 99 / 100])
                                      .arg(m_delays.back());
    }

private:
    static constexpr int interval = 5;
    QTimer m_timer;
    QElapsedTimer m_since;
    std::vector<qint64> m_delays;
};

} // namespace

/// An operator's day: the whole program with its window, in this process, on the real Kafka and the real PostgreSQL,
/// which is reached through a proxy. Pictures of each hour are left in tests/e2e/operators-day of the build folder,
/// one folder for each platform.
class TestOperatorsDay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        if (qEnvironmentVariableIsEmpty("ORDERDESK_KAFKA_BROKERS")) {
            QSKIP("ORDERDESK_KAFKA_BROKERS is not set: run this through ./dev.sh test, which starts a real Kafka");
        }
        if (const QString why = m_postgres.start(); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
        storeYesterdaysOrders();
        m_proxy = std::make_unique<TcpProxy>(m_postgres.serverHost(), m_postgres.serverPort());
        m_settings.database = m_postgres.settingsVia(QStringLiteral("127.0.0.1"), m_proxy->port());
        m_settings.broker.brokers = qEnvironmentVariable("ORDERDESK_KAFKA_BROKERS");
        m_settings.broker.topic = uniqueName(QStringLiteral("day"));
        m_settings.broker.group = m_settings.broker.topic;
        m_settings.http.port = 0;
        m_publisher = std::make_unique<KafkaMessagePublisher>(m_settings.broker);
        QVERIFY(publish({encodeOrder(makeOrder(123)), encodeOrder(makeOrder(124))}));
        m_application = std::make_unique<Application>(m_settings);
        const auto started = m_application->start();
        QVERIFY2(started, started ? "" : qPrintable(started.error().message.english()));
        QVERIFY(QDir().mkpath(pictures()));
        mainWindow()->resize(1360, 840);
        mainWindow()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(mainWindow()));
    }

    void findsAnOrderByPhone()
    {
        QTRY_VERIFY_WITH_TIMEOUT(rowWith(*liveTable()->model(), QStringLiteral("order-000123")) >= 0, patience);
        QTest::keyClick(mainWindow(), Qt::Key_L, Qt::ControlModifier);
        auto* box = find<QLineEdit>("lookupLineEdit");
        QVERIFY(box->hasFocus());
        QTest::keyClicks(box, QStringLiteral("8 (900) 100-01-23")); // the order has +7 (900) 1000123
        QTest::keyClick(box, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("OrderDetail")->isVisible(), patience);
        QTRY_COMPARE(find<QLabel>("orderNumberLabel")->text(), QStringLiteral("order-000123"));
        picture("1-found-by-phone");
        QTest::keyClick(mainWindow(), Qt::Key_Escape);
        QTRY_VERIFY(!find<QWidget>("OrderDetail")->isVisible());
    }

    void seesWhyAMessageWasRefusedCorrectsItSendsItAgainAndSeesItStored()
    {
        QByteArray broken = encodeOrder(makeOrder(200));
        QVERIFY(broken.contains("\"currency\":\"USD\""));
        broken.replace("\"currency\":\"USD\"", "\"currency\":\"xUSD\"");
        QVERIFY(publish({broken}));
        openTab("DeadLettersPage");
        auto* table = find<QTableView>("deadLettersTableView");
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, patience);
        table->selectRow(0);
        auto* tabs = find<QTabWidget>("deadLetterTabs");
        QTRY_VERIFY_WITH_TIMEOUT(tabs->isVisible() && tabs->isTabEnabled(3), patience);
        QVERIFY(hasLabel(*find<QWidget>("DeadLetterDetail"), QStringLiteral("/payment/currency")));
        QVERIFY(hasLabel(*find<QWidget>("DeadLetterDetail"), QStringLiteral("three capital letters")));
        picture("2-why-it-was-refused");

        tabs->setCurrentIndex(3);
        auto* pane = find<JsonEditPane>("editPane");
        QTRY_VERIFY(pane->shownText().contains(QStringLiteral("xUSD")));
        pane->replaceText(pane->shownText().replace(QStringLiteral("xUSD"), QStringLiteral("USD")));
        auto* send = find<QPushButton>("redriveCorrectedButton");
        QTRY_VERIFY(send->isEnabled());
        picture("3-corrected");
        confirmNextBox();
        send->click();
        find<QAction>("liveAction")->trigger();
        // Twice now: as it was refused, and above that as it was stored.
        QTRY_COMPARE_WITH_TIMEOUT(rowsWith(*liveTable()->model(), QStringLiteral("order-000200")), 2, patience);
        liveTable()->selectRow(rowWith(*liveTable()->model(), QStringLiteral("order-000200")));
        QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("OrderDetail")->isVisible(), patience);
        QTRY_COMPARE(find<QLabel>("orderNumberLabel")->text(), QStringLiteral("order-000200"));
        QCOMPARE(m_postgres.value(QStringLiteral("select revision from orders where order_uid = 'order-000200'")),
                 QStringLiteral("1"));
        picture("4-stored");
    }

    // The row that is selected holds the table still meanwhile, and the button says how many came.
    void watchesABurst()
    {
        LoopDelay delay;
        QElapsedTimer timer;
        timer.start();
        for (int first = 1'000; first < 1'000 + burst; first += 1'000) {
            QList<QByteArray> orders;
            for (int number = first; number < first + 1'000; ++number) {
                orders += encodeOrder(makeOrder(number));
            }
            QVERIFY(publish(orders));
            QCoreApplication::processEvents();
        }
        auto* button = find<QPushButton>("newButton");
        QTRY_COMPARE_WITH_TIMEOUT(button->text(), QStringLiteral("10,000 new"), patience);
        qInfo("%d orders in %lld ms; %s", burst, static_cast<long long>(timer.elapsed()), qPrintable(delay.words()));
        QCOMPARE(rowWith(*liveTable()->model(), QStringLiteral("order-010999")), -1);
        picture("5-ten-thousand-new");
        button->click();
        QTRY_VERIFY_WITH_TIMEOUT(rowWith(*liveTable()->model(), QStringLiteral("order-010999")) >= 0, patience);
        QTRY_COMPARE_WITH_TIMEOUT(liveTable()->model()->rowCount(), burst, patience); // every one, and no older
        QCOMPARE(m_postgres.value(QStringLiteral("select count(*) from orders where order_uid between 'order-001000'"
                                                 " and 'order-010999'")),
                 QString::number(burst));
        picture("6-burst");
    }

    void exportsYesterdaysOrdersWithWarnings()
    {
        openTab("BrowsePage");
        auto* page = find<QWidget>("BrowsePage");
        auto* box = page->findChild<QLineEdit*>(QStringLiteral("filterLineEdit"));
        for (const char* condition : {"date:yesterday", "warnings"}) {
            QTest::keyClicks(box, QLatin1String(condition));
            QTest::keyClick(box, Qt::Key_Return);
        }
        auto* table = find<QTableView>("browseTableView");
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), yesterdaysOrders / 4, patience);
        picture("7-yesterday-with-warnings");

        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("yesterday.csv"));
        find<QAction>("exportAction")->trigger();
        QTRY_VERIFY(mainWindow()->findChild<QLineEdit*>(QStringLiteral("pathLineEdit")) != nullptr);
        find<QLineEdit>("pathLineEdit")->setText(path);
        picture("8-export", mainWindow()->findChild<QDialog*>(QStringLiteral("ExportDialog")));
        find<QPushButton>("exportButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), patience);
        QFile file(path);
        QVERIFY(file.open(QFile::ReadOnly));
        const QByteArray csv = file.readAll();
        for (int number = 0; number < yesterdaysOrders; ++number) {
            QCOMPARE(csv.contains(QByteArray::fromStdString(makeOrder(number).orderUid)), number % 4 == 0);
        }
        QVERIFY(!csv.contains("order-000040")); // has a warning, but is of today
        QVERIFY2(!csv.contains("example.com") && !csv.contains("1000004"), "personal data in an export");
        for (QDialog* dialog : mainWindow()->findChildren<QDialog*>()) {
            dialog->reject();
        }
        find<QAction>("liveAction")->trigger();
    }

    void losesAndRegainsTheDatabaseWithoutTouchingAnything()
    {
        auto* lamp = find<StatusLamp>("databaseLamp");
        QTRY_COMPARE_WITH_TIMEOUT(lamp->state().level, ComponentState::Level::Ok, patience);
        m_proxy->setMode(TcpProxy::Mode::Reset);
        QVERIFY(publish({encodeOrder(makeOrder(301)), encodeOrder(makeOrder(302))}));
        QTRY_COMPARE_WITH_TIMEOUT(lamp->state().level, ComponentState::Level::Down, patience);
        QVERIFY(!lamp->state().cause.isEmpty());
        // What is at hand is still answered.
        auto* box = find<QLineEdit>("lookupLineEdit");
        box->setText(QStringLiteral("order-000123"));
        QTest::keyClick(box, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("OrderDetail")->isVisible(), patience);
        picture("9-database-away");
        find<QAction>("liveAction")->trigger();
        QCOMPARE(rowWith(*liveTable()->model(), QStringLiteral("order-000302")), -1);

        m_proxy->setMode(TcpProxy::Mode::Pass);
        QTRY_VERIFY_WITH_TIMEOUT(rowWith(*liveTable()->model(), QStringLiteral("order-000302")) >= 0, patience);
        QTRY_COMPARE_WITH_TIMEOUT(lamp->state().level, ComponentState::Level::Ok, patience);
        QCOMPARE(m_postgres.value(
                     QStringLiteral("select count(*) from orders where order_uid in ('order-000301', 'order-000302')")),
                 QStringLiteral("2"));
        picture("10-database-back");
    }

    void cleanupTestCase() { m_application.reset(); }

private:
    static QTableView* liveTable() { return find<QTableView>("liveTableView"); }
    static QString pictures()
    {
        return buildPath(QStringLiteral("tests/e2e/operators-day/")) + QGuiApplication::platformName();
    }

    static void picture(const char* name, QWidget* widget = mainWindow())
    {
        QVERIFY(widget != nullptr);
        const QString file = QDir(pictures()).filePath(QLatin1String(name) + QLatin1String(".png"));
        QVERIFY2(widget->grab().save(file), qPrintable(file));
    }

    static bool hasLabel(const QWidget& widget, const QString& words)
    {
        const QList<QLabel*> labels = widget.findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel* label) { return label->text().contains(words); });
    }

    /// Every fourth has a warning. Of today there is one with a warning too, which must not be exported.
    void storeYesterdaysOrders()
    {
        PostgresOrderStore store(m_postgres.settings());
        std::vector<IncomingOrder> orders = makeBatch(0, yesterdaysOrders + 1);
        for (int number = 0; number <= yesterdaysOrders; number += 4) {
            orders[static_cast<std::size_t>(number)].warnings = {
                {"/payment/amount", "sum_mismatch", "should be another sum", Severity::Warning}};
        }
        QVERIFY(store.write(orders, {}));
        const QString noon = QDateTime(QDate::currentDate().addDays(-1), QTime(12, 0)).toUTC().toString(Qt::ISODate);
        m_postgres.query(
            QStringLiteral("update orders set stored_at = '%1' where order_uid < 'order-000040'").arg(noon));
    }

    bool publish(const QList<QByteArray>& values)
    {
        std::vector<OutgoingMessage> messages;
        for (const QByteArray& value : values) {
            messages.push_back({m_settings.broker.topic, {}, value, {}});
        }
        const auto published = m_publisher->publish(messages, 60s);
        return std::all_of(published.begin(), published.end(), [](const auto& one) { return one.has_value(); });
    }

    PostgresFixture m_postgres;
    std::unique_ptr<TcpProxy> m_proxy;
    Settings m_settings;
    std::unique_ptr<KafkaMessagePublisher> m_publisher;
    std::unique_ptr<Application> m_application;
};

ORDERDESK_GUI_TEST(TestOperatorsDay)
#include "TestOperatorsDay.moc"
