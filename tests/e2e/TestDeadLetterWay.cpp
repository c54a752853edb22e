#include "app/Application.h"
#include "broker/KafkaMessagePublisher.h"
#include "domain/OrderEncoder.h"
#include "support/OrderdeskProcess.h"
#include "support/PostgresFixture.h"
#include "support/SampleOrders.h"
#include "support/TestRegistration.h"
#include "ui/json/JsonEditPane.h"
#include "ui/traffic/SendDialog.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QMainWindow>
#include <QMessageBox>
#include <QPushButton>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QTimer>

#include <array>

using namespace orderdesk;
using namespace orderdesk::test;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 30'000;

QMainWindow* mainWindow()
{
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        if (auto* window = qobject_cast<QMainWindow*>(widget)) {
            return window;
        }
    }
    return nullptr;
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

/// Messages of two partitions are refused in either order.
int rowThatShows(const QTableView& table, const QString& text)
{
    const QAbstractItemModel& model = *table.model();
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            if (model.index(row, column).data().toString() == text) {
                return row;
            }
        }
    }
    return -1;
}

} // namespace

/// What an operator does with a refused message, through the window, on the real Kafka and the real PostgreSQL.
class TestDeadLetterWay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        if (qEnvironmentVariableIsEmpty("ORDERDESK_KAFKA_BROKERS")) {
            QSKIP("ORDERDESK_KAFKA_BROKERS is not set: run this through ./dev.sh test, which starts a real Kafka");
        }
        if (const QString why = m_postgres.start(false); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
        m_settings.broker.brokers = qEnvironmentVariable("ORDERDESK_KAFKA_BROKERS");
        m_settings.broker.topic = uniqueName(QStringLiteral("letters"));
        m_settings.broker.group = m_settings.broker.topic;
        m_settings.database = m_postgres.settings();
        m_settings.http.port = 0;
        m_publisher = std::make_unique<KafkaMessagePublisher>(m_settings.broker);
        QByteArray broken = encodeOrder(sampleOrder("correct-me"));
        broken.replace("\"currency\":\"", "\"currency\":\"x");
        QVERIFY(publish(broken));
        QVERIFY(publish("no JSON at all"));
        m_application = std::make_unique<Application>(m_settings);
        const auto started = m_application->start();
        QVERIFY2(started, started ? "" : qPrintable(started.error().message.english()));
    }

    void aNewOrderIsSentAndStored()
    {
        find<QAction>("sendAction")->trigger();
        auto* dialog = mainWindow()->findChild<SendDialog*>();
        QVERIFY(dialog != nullptr);
        auto* send = find<QPushButton>("sendButton");
        QTRY_VERIFY_WITH_TIMEOUT(send->isEnabled(), patience);
        send->click();
        QTRY_COMPARE_WITH_TIMEOUT(find<QLabel>("sendSummaryLabel")->text(), QStringLiteral("1 sent"), patience);
        const std::string number = dialog->work().records().recordAt(0).orderUid;
        QTRY_COMPARE_WITH_TIMEOUT(storedCount(number), 1, patience);
        dialog->reject();
    }

    void aRefusedOneIsCorrectedAndStored()
    {
        find<QTabWidget>("pagesTabWidget")->setCurrentWidget(find<QWidget>("DeadLettersPage"));
        auto* table = find<QTableView>("deadLettersTableView");
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 2, patience);
        table->selectRow(rowThatShows(*table, QStringLiteral("correct-me")));
        auto* tabs = find<QTabWidget>("deadLetterTabs");
        QTRY_VERIFY_WITH_TIMEOUT(tabs->isVisible() && tabs->isTabEnabled(3), patience);
        tabs->setCurrentIndex(3);
        auto* pane = find<JsonEditPane>("editPane");
        QTRY_VERIFY(pane->shownText().contains(QStringLiteral("correct-me")));
        pane->replaceText(
            pane->shownText().replace(QStringLiteral("\"currency\": \"x"), QStringLiteral("\"currency\": \"")));
        auto* send = find<QPushButton>("redriveCorrectedButton");
        QTRY_VERIFY(send->isEnabled());
        confirmNextBox();
        send->click();
        QTRY_COMPARE_WITH_TIMEOUT(storedCount("correct-me"), 1, patience);
        QTRY_COMPARE_WITH_TIMEOUT(
            m_postgres.value(QStringLiteral("select detail from dead_letter_changes where action = 'corrected'"))
                .endsWith(QStringLiteral("changed: /payment/currency")),
            true, patience);
        QVERIFY(m_postgres.value(QStringLiteral("select changed_by from dead_letter_changes"))
                    .startsWith(QStringLiteral("window (")));
    }

    void theRestIsTriedAndDiscarded()
    {
        auto* table = find<QTableView>("deadLettersTableView");
        table->selectAll();
        find<QPushButton>("redriveSelectedButton")->click();
        auto* act = find<QPushButton>("actButton");
        QTRY_VERIFY_WITH_TIMEOUT(act->isVisible(), patience);
        QCOMPARE(act->text(), QStringLiteral("Send 2")); // neither would be accepted
        find<QPushButton>("cancelButton")->click();
        QTRY_VERIFY(mainWindow()->findChild<QPushButton*>(QStringLiteral("actButton")) == nullptr);
        find<QPushButton>("discardSelectedButton")->click();
        act = find<QPushButton>("actButton");
        QTRY_VERIFY_WITH_TIMEOUT(act->isVisible(), patience);
        QCOMPARE(act->text(), QStringLiteral("Discard 2"));
        act->click();
        QTRY_COMPARE_WITH_TIMEOUT(m_postgres.value(QStringLiteral("select count(*) from dead_letters")).toInt(), 0,
                                  patience);
        QCOMPARE(m_postgres.value(QStringLiteral("select count(*) from dead_letter_changes")).toInt(), 3);
    }

    void cleanupTestCase() { m_application.reset(); }

private:
    bool publish(const QByteArray& value)
    {
        const std::array message{OutgoingMessage{m_settings.broker.topic, {}, value, {}}};
        return m_publisher->publish(message, 30s).front().has_value();
    }
    int storedCount(const std::string& orderUid)
    {
        const QList<QStringList> rows = m_postgres.tryQuery(
            QStringLiteral("select count(*) from orders where order_uid = '%1'").arg(QString::fromStdString(orderUid)));
        return rows.isEmpty() ? -1 : rows.front().front().toInt();
    }

    PostgresFixture m_postgres;
    Settings m_settings;
    std::unique_ptr<KafkaMessagePublisher> m_publisher;
    std::unique_ptr<Application> m_application;
};

ORDERDESK_GUI_TEST(TestDeadLetterWay)
#include "TestDeadLetterWay.moc"
