#include "app/Application.h"
#include "broker/KafkaMessagePublisher.h"
#include "domain/OrderEncoder.h"
#include "support/OrderdeskProcess.h"
#include "support/PostgresFixture.h"
#include "support/SampleOrders.h"
#include "support/TestRegistration.h"

#include <QApplication>
#include <QLineEdit>
#include <QMainWindow>
#include <QStandardPaths>
#include <QTableView>
#include <QTest>

#include <array>

using namespace orderdesk;
using namespace orderdesk::test;
using namespace std::chrono_literals;

namespace {

QWidget* mainWindow()
{
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        if (qobject_cast<QMainWindow*>(widget) != nullptr) {
            return widget;
        }
    }
    return nullptr;
}

/// The row of the live table that holds this text in any column; -1: none.
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

} // namespace

/// The whole program with its window, in this process, on the real Kafka and the real PostgreSQL.
class TestWindowWholeWay : public QObject
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
        m_settings.broker.topic = uniqueName(QStringLiteral("window"));
        m_settings.broker.group = m_settings.broker.topic;
        m_settings.database = m_postgres.settings();
        m_settings.http.port = 0;
        m_publisher = std::make_unique<KafkaMessagePublisher>(m_settings.broker);
        QVERIFY(publish(encodeOrder(sampleOrder("before-the-start"))));
        m_application = std::make_unique<Application>(m_settings);
        const auto started = m_application->start();
        QVERIFY2(started, started ? "" : qPrintable(started.error().message.english()));
    }

    void theLiveTableShowsWhatComes()
    {
        QVERIFY(mainWindow() != nullptr);
        auto* table = mainWindow()->findChild<QTableView*>(QStringLiteral("liveTableView"));
        QVERIFY(table != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(rowWith(*table->model(), QStringLiteral("before-the-start")) >= 0, 30000);
        QVERIFY(publish(encodeOrder(sampleOrder("while-running", 777))));
        QTRY_VERIFY_WITH_TIMEOUT(rowWith(*table->model(), QStringLiteral("while-running")) >= 0, 20000);
        QVERIFY(publish(QByteArrayLiteral("{\"order_uid\":\"refused-one\"}")));
        QTRY_VERIFY_WITH_TIMEOUT(rowWith(*table->model(), QStringLiteral("refused-one")) >= 0, 20000);
    }

    void theLookupFindsItAndShowsTheDetail()
    {
        auto* lookup = mainWindow()->findChild<QLineEdit*>(QStringLiteral("lookupLineEdit"));
        QVERIFY(lookup != nullptr);
        lookup->setText(QStringLiteral("while-running"));
        QTest::keyClick(lookup, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(mainWindow()->findChild<QWidget*>(QStringLiteral("OrderDetail")) != nullptr &&
                                     mainWindow()->findChild<QWidget*>(QStringLiteral("OrderDetail"))->isVisible(),
                                 10000);
    }

    void stopsInOrder()
    {
        m_application.reset();
        QVERIFY(mainWindow() == nullptr);
    }

private:
    bool publish(const QByteArray& value)
    {
        const std::array message{OutgoingMessage{m_settings.broker.topic, {}, value, {}}};
        return m_publisher->publish(message, 30s).front().has_value();
    }

    PostgresFixture m_postgres;
    Settings m_settings;
    std::unique_ptr<KafkaMessagePublisher> m_publisher;
    std::unique_ptr<Application> m_application;
};

ORDERDESK_GUI_TEST(TestWindowWholeWay)
#include "TestWindowWholeWay.moc"
