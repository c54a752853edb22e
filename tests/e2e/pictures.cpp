#include "app/Application.h"
#include "broker/KafkaMessagePublisher.h"
#include "generator/OrderGenerator.h"
#include "support/OrderdeskProcess.h"
#include "support/PostgresFixture.h"
#include "support/TcpProxy.h"
#include "ui/backend/WindowState.h"
#include "ui/json/JsonEditPane.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QImageWriter>
#include <QLineEdit>
#include <QMainWindow>
#include <QScreen>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTableView>
#include <QTextStream>
#include <QThread>
#include <QToolButton>

// The pictures of the documents: pictures FOLDER. The whole program in this process, on the real Kafka and PostgreSQL
// (a topic and a database of its own), fed with generated orders and photographed. `./dev.sh pictures` calls it; as a
// test it shows that all of that works on a real X server. Exits with 1 when a picture could not be taken.

using namespace orderdesk;
using namespace orderdesk::test;
using namespace std::chrono_literals;

namespace {

constexpr int messages = 600;
constexpr qint64 largestPicture = 250 * 1024;

void settle(int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    do {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        QThread::msleep(5);
    } while (timer.elapsed() < milliseconds);
}

template <typename Condition>
bool waitFor(Condition condition, int milliseconds = 60'000)
{
    QElapsedTimer timer;
    timer.start();
    while (!condition()) {
        if (timer.elapsed() > milliseconds)
            return false;
        settle(20);
    }
    return true;
}

[[noreturn]] void fail(const QString& why)
{
    QTextStream(stderr) << "pictures: " << why << '\n';
    std::exit(1);
}

/// The program, its window and what it lives on.
class Studio
{
public:
    explicit Studio(QDir folder)
        : m_folder(std::move(folder))
    {
    }

    void open();
    void takeAll();

private:
    void publish(int count);
    void correctALetter();
    void take(const QString& name, QWidget* widget = nullptr);
    void trigger(const char* action);
    template <typename Widget>
    Widget* find(const char* name) const;

    QDir m_folder;
    PostgresFixture m_postgres;
    std::unique_ptr<TcpProxy> m_proxy;
    Settings m_settings;
    std::unique_ptr<KafkaMessagePublisher> m_publisher;
    OrderGenerator m_generator{{20'260'101, 4, 12}};
    std::unique_ptr<Application> m_application;
    QMainWindow* m_window = nullptr;
};

template <typename Widget>
Widget* Studio::find(const char* name) const
{
    auto* widget = m_window->findChild<Widget*>(QLatin1String(name));
    if (!widget)
        fail(QStringLiteral("the window has no ") + QLatin1String(name));
    return widget;
}

void Studio::open()
{
    if (const QString why = m_postgres.start(false); !why.isEmpty())
        fail(why);
    m_proxy = std::make_unique<TcpProxy>(m_postgres.serverHost(), m_postgres.serverPort());
    m_settings.broker.brokers = qEnvironmentVariable("ORDERDESK_KAFKA_BROKERS");
    // On the pictures it stands beside each message: short, and still its own.
    m_settings.broker.topic = QStringLiteral("orders-") + uniqueName(QString()).right(4);
    m_settings.broker.group = m_settings.broker.topic;
    m_settings.database = m_postgres.settingsVia(QStringLiteral("127.0.0.1"), m_proxy->port());
    m_settings.http.port = 0;
    m_publisher = std::make_unique<KafkaMessagePublisher>(m_settings.broker);
    publish(messages / 2);
    m_application = std::make_unique<Application>(m_settings);
    if (const auto started = m_application->start(); !started)
        fail(started.error().message.english());
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget* window : windows) {
        if (auto* found = qobject_cast<QMainWindow*>(window))
            m_window = found;
    }
    if (!m_window)
        fail(QStringLiteral("no window opened"));
    m_window->resize(1360, 840);
    trigger("englishAction");
    trigger("lightThemeAction");
    auto* table = find<QTableView>("liveTableView");
    if (!waitFor([table] { return table->model()->rowCount() >= messages / 2; }))
        fail(QStringLiteral("the orders do not come"));
}

void Studio::publish(int count)
{
    std::vector<OutgoingMessage> batch;
    for (int i = 0; i < count; ++i) {
        const GeneratedMessage message = m_generator.next();
        batch.push_back({m_settings.broker.topic, message.key, message.json, {}});
    }
    for (const auto& sent : m_publisher->publish(batch, 60s)) {
        if (!sent)
            fail(sent.error().message.english());
    }
}

/// A message of its own, refused for one member, which is put right in the editor.
void Studio::correctALetter()
{
    GeneratedMessage message = m_generator.next();
    while (!message.valid)
        message = m_generator.next();
    const qsizetype at = message.json.indexOf("\"currency\":\"") + 12;
    const QByteArray right = message.json.mid(at, 3);
    message.json.replace(at, 3, right.toLower());
    const std::vector<OutgoingMessage> one{{m_settings.broker.topic, message.key, message.json, {}}};
    for (const auto& sent : m_publisher->publish(one, 60s)) {
        if (!sent)
            fail(sent.error().message.english());
    }
    auto* letters = find<QTableView>("deadLettersTableView");
    auto* tabs = find<QTabWidget>("deadLetterTabs");
    auto* pane = find<JsonEditPane>("editPane");
    const QString wrong = QStringLiteral("\"%1\"").arg(QString::fromUtf8(right.toLower()));
    const bool isShown = waitFor([&] {
        find<QToolButton>("refreshButton")->click();
        letters->selectRow(0);
        settle(500);
        tabs->setCurrentIndex(tabs->count() - 1);
        return pane->shownText().contains(wrong);
    });
    if (!isShown)
        fail(QStringLiteral("the letter to correct does not come"));
    pane->replaceText(pane->shownText().replace(wrong, QStringLiteral("\"%1\"").arg(QString::fromUtf8(right))));
    take(QStringLiteral("dead-letter-corrected"));
    tabs->setCurrentIndex(0);
}

void Studio::trigger(const char* action)
{
    find<QAction>(action)->trigger();
    settle(300);
}

void Studio::take(const QString& name, QWidget* widget)
{
    settle(700);
    const QPixmap picture = (widget ? widget : m_window)->grab();
    const QString path = m_folder.filePath(name + QStringLiteral(".png"));
    QImageWriter writer(path, "png");
    writer.setCompression(100);
    if (picture.isNull() || !writer.write(picture.toImage().convertToFormat(QImage::Format_RGB32)))
        fail(path + QStringLiteral(": ") + writer.errorString());
    if (QFile(path).size() > largestPicture)
        fail(QStringLiteral("%1 has %2 bytes").arg(path).arg(QFile(path).size()));
    QTextStream(stdout) << path << '\n';
}

void Studio::takeAll()
{
    auto* table = find<QTableView>("liveTableView");
    table->selectRow(3);
    settle(800);
    publish(messages / 2);
    settle(1'500);
    take(QStringLiteral("window"));
    trigger("darkThemeAction");
    take(QStringLiteral("window-dark"));
    trigger("lightThemeAction");
    trigger("russianAction");
    take(QStringLiteral("window-russian"));
    trigger("englishAction");

    auto* pages = find<QTabWidget>("pagesTabWidget");
    pages->setCurrentWidget(find<QWidget>("DeadLettersPage"));
    auto* letters = find<QTableView>("deadLettersTableView");
    if (!waitFor([letters] { return letters->model()->rowCount() > 0; }))
        fail(QStringLiteral("no dead letter is listed"));
    letters->selectRow(0);
    settle(800);
    take(QStringLiteral("dead-letter"));
    correctALetter();

    pages->setCurrentWidget(find<QWidget>("BrowsePage"));
    auto* orders = find<QTableView>("browseTableView");
    auto* box = find<QWidget>("browseFilterBar")->findChild<QLineEdit*>();
    for (const char* condition : {"currency:USD", "amount:1000..", "date:today"}) {
        box->setText(QLatin1String(condition));
        Q_EMIT box->returnPressed();
    }
    settle(500);
    if (!waitFor([orders] { return orders->model()->rowCount() > 3; }))
        fail(QStringLiteral("no order is listed"));
    orders->selectRow(2);
    settle(800);
    take(QStringLiteral("orders"));

    trigger("liveAction");
    trigger("stateDockAction");
    auto* lamp = find<QToolButton>("databaseLamp");
    const QString before = lamp->text();
    m_proxy->setMode(TcpProxy::Mode::Reset);
    publish(5);
    if (!waitFor([lamp, before] { return lamp->text() != before; }))
        fail(QStringLiteral("nobody notices that the database is gone"));
    settle(5'000);
    take(QStringLiteral("outage"));
    trigger("stateDockAction");
    m_proxy->setMode(TcpProxy::Mode::Pass);
    if (!waitFor([lamp, before] { return lamp->text() == before; }))
        fail(QStringLiteral("the database does not come back"));
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("orderdesk"));
    QApplication::setApplicationVersion(QStringLiteral("0.1.0"));
    QStandardPaths::setTestModeEnabled(true);
    QFile::remove(WindowState::userFile());
    if (argc != 2 || !QDir().mkpath(QString::fromLocal8Bit(argv[1]))) {
        QTextStream(stderr) << "usage: pictures FOLDER\n";
        return 2;
    }
    if (qEnvironmentVariableIsEmpty("ORDERDESK_KAFKA_BROKERS")) {
        QTextStream(stderr) << "SKIPPED: ORDERDESK_KAFKA_BROKERS is not set: NO picture was taken. Run this through "
                               "./dev.sh test or ./dev.sh pictures, which start a real Kafka\n";
        return 77;
    }
    Studio studio(QDir(QString::fromLocal8Bit(argv[1])));
    studio.open();
    studio.takeAll();
    QFile::remove(WindowState::userFile());
    return 0;
}
