#include "CutTexts.h"
#include "FakeSettingsEditor.h"
#include "FindChild.h"
#include "WindowTour.h"
#include "domain/OrderEncoder.h"
#include "support/TestRegistration.h"
#include "ui/letters/LetterWorkDialog.h"
#include "ui/preferences/SetupAssistant.h"
#include "ui/traffic/SendDialog.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QListWidget>
#include <QMap>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace orderdesk;
using test::settle;

namespace {

/// With fonts of 200 %, on an ordinary screen and on a small one.
constexpr QSize screen(1920, 1080);
constexpr QSize smallScreen(1280, 720);

/// What is cut, and where it was seen first.
class Findings
{
public:
    explicit Findings(const QSize& size = screen)
        : m_screen(size)
    {
    }

    void look(const QString& stop)
    {
        settle(50); // layouts follow their contents with the next events
        for (const QString& problem : test::cutTexts(m_screen)) {
            if (!m_first.contains(problem))
                m_first.insert(problem, stop);
        }
        takePicture(stop);
    }

    /// How many there are.
    int tell() const
    {
        for (auto it = m_first.begin(); it != m_first.end(); ++it)
            qWarning("[%s] %s", qUtf8Printable(it.value()), qUtf8Printable(it.key()));
        return static_cast<int>(m_first.size());
    }

    void setPictures(const QString& prefix) { m_prefix = prefix; }

private:
    /// For people, where ORDERDESK_LARGE_FONTS names a folder.
    void takePicture(QString stop) const
    {
        const QString folder = qEnvironmentVariable("ORDERDESK_LARGE_FONTS");
        if (folder.isEmpty())
            return;
        QWidget* window = QApplication::activePopupWidget();
        if (!window)
            window = QApplication::activeModalWidget();
        if (!window)
            window = QApplication::activeWindow();
        if (window)
            window->grab().save(QDir(folder).filePath(
                m_prefix + stop.replace(QLatin1Char(' '), QLatin1Char('-')).remove(QLatin1Char(',')) +
                QStringLiteral(".png")));
    }

    QSize m_screen;
    QMap<QString, QString> m_first;
    QString m_prefix;
};

/// The window as a person with large fonts has it, in one language.
struct Desk
{
    explicit Desk(bool russian, WindowBackend parts, const QSize& size = screen)
        : window(std::move(parts))
    {
        window.findChild<QAction*>(russian ? QStringLiteral("russianAction") : QStringLiteral("englishAction"))
            ->trigger();
        window.resize(size);
        window.show();
        window.activateWindow();
        settle(100);
    }

    template <typename Widget>
    Widget* find(const char* name) const
    {
        return test::find<Widget>(window, name);
    }

    MainWindow window;
};

} // namespace

class TestLargeFonts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void findsWhatIsCut();
    void theWholeTour_data() { languages(); }
    void theWholeTour();
    void theWholeTourOnASmallScreen_data() { languages(); }
    void theWholeTourOnASmallScreen();
    void docksOnASmallScreen_data() { languages(); }
    void docksOnASmallScreen();
    void docksAndBars_data() { languages(); }
    void docksAndBars();
    void sendAndDeadLetters_data() { languages(); }
    void sendAndDeadLetters();
    void preferencesAndSetup_data() { languages(); }
    void preferencesAndSetup();
    void aViewer_data() { languages(); }
    void aViewer();

private:
    static void languages();
    static void walk(const QSize& size);
};

void TestLargeFonts::languages()
{
    QTest::addColumn<bool>("russian");
    QTest::newRow("english") << false;
    QTest::newRow("russian") << true;
}

void TestLargeFonts::initTestCase()
{
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * 2);
    QApplication::setFont(font);
}

/// The test itself: it would be worth nothing if it found nothing.
void TestLargeFonts::findsWhatIsCut()
{
    QWidget window;
    window.resize(400, 300);
    auto* label = new QLabel(QStringLiteral("a rather long text that does not fit"), &window);
    label->setObjectName(QStringLiteral("narrow"));
    label->setGeometry(10, 10, 60, 40);
    auto* button = new QPushButton(QStringLiteral("OK"), &window);
    button->setObjectName(QStringLiteral("outside"));
    button->setGeometry(390, 100, button->sizeHint().width(), button->sizeHint().height());
    auto* wrapped = new QLabel(QStringLiteral("some words that need more than the one line that they have"), &window);
    wrapped->setObjectName(QStringLiteral("low"));
    wrapped->setWordWrap(true);
    wrapped->setGeometry(10, 150, 300, wrapped->fontMetrics().height());
    auto* good = new QLabel(QStringLiteral("fits"), &window);
    good->setGeometry(QRect(QPoint(10, 60), good->sizeHint()));
    window.show();
    const QStringList found = test::cutTexts(screen);
    QCOMPARE(found.size(), 3);
    for (const char* name : {"narrow", "outside", "low"})
        QVERIFY2(found.filter(QLatin1String(name)).size() == 1, name);
    window.setMinimumHeight(screen.height() + 100);
    QCOMPARE(test::cutTexts(screen).filter(QStringLiteral("(window)")).size(), 1);
}

void TestLargeFonts::theWholeTour()
{
    walk(screen);
}

/// The window is never larger than the screen, whatever is open in it.
void TestLargeFonts::theWholeTourOnASmallScreen()
{
    walk(smallScreen);
}

void TestLargeFonts::docksOnASmallScreen()
{
    QFETCH(bool, russian);
    SampleBackend backend;
    Desk desk(russian, backend.windowWithOrders(), smallScreen);
    Findings findings(smallScreen);
    findings.setPictures(QLatin1String(QTest::currentDataTag()) + QStringLiteral("-small-dock-"));
    desk.window.addEvents(sampleEvents(0, 20));
    settle(100);
    desk.find<QAction>("findInRowsAction")->trigger();
    for (const char* dock : {"logDockAction", "stateDockAction"}) {
        desk.find<QAction>(dock)->trigger();
        settle(1200);
        findings.look(QLatin1String(dock));
        desk.find<QTableView>("liveTableView")->selectRow(2);
        settle(100);
        findings.look(QLatin1String(dock) + QStringLiteral(" beside an order"));
        desk.find<QAction>("liveAction")->trigger();
        desk.find<QAction>(dock)->trigger();
        desk.find<QAction>("findInRowsAction")->trigger();
        settle(100);
    }
    QCOMPARE(findings.tell(), 0);
}

void TestLargeFonts::walk(const QSize& size)
{
    QFETCH(bool, russian);
    SampleBackend backend;
    Desk desk(russian, backend.windowWithOrders(), size);
    Findings findings(size);
    findings.setPictures(QStringLiteral("%1-%2-").arg(QLatin1String(QTest::currentDataTag())).arg(size.width()));
    test::WindowTour tour(backend, desk.window, [&](const test::WindowTour::Stop& stop) { findings.look(stop.name); });
    tour.walk();
    QVERIFY(tour.stops().size() > 40);
    QCOMPARE(findings.tell(), 0);
}

void TestLargeFonts::docksAndBars()
{
    QFETCH(bool, russian);
    SampleBackend backend;
    const Desk desk(russian, backend.windowWithOrders());
    Findings findings;
    findings.setPictures(QLatin1String(QTest::currentDataTag()) + QStringLiteral("-dock-"));
    desk.find<QAction>("stateDockAction")->trigger();
    settle(1200);
    findings.look(QStringLiteral("state dock"));
    backend.snapshot.kafka = {
        ComponentState::Level::Down,
        Sentence::tr("cannot reach Kafka at localhost:9092 (connection refused)"),
        currentTimestamp(),
        {},
        Sentence::advice("is it running, and is --kafka-brokers right?",
                         Sentence::tr("is it running, and is Preferences ▸ Kafka ▸ Brokers right?"))};
    desk.find<QAction>("pauseIngestAction")->trigger();
    settle(1200);
    findings.look(QStringLiteral("state dock, outage and pause"));
    desk.find<QAction>("stateDockAction")->trigger();
    desk.find<QAction>("logDockAction")->trigger();
    desk.find<QAction>("findInRowsAction")->trigger();
    settle(200);
    findings.look(QStringLiteral("log dock and find bar"));
    QCOMPARE(findings.tell(), 0);
}

void TestLargeFonts::sendAndDeadLetters()
{
    QFETCH(bool, russian);
    SampleBackend backend;
    for (int id = 1; id <= 5; ++id)
        backend.store(sampleDeadLetter(id, "letter" + std::to_string(id)));
    const Desk desk(russian, backend.windowWithOrders());
    Findings findings;
    findings.setPictures(QLatin1String(QTest::currentDataTag()) + QStringLiteral("-work-"));
    desk.find<QTabWidget>("pagesTabWidget")->setCurrentIndex(2);
    auto* table = desk.find<QTableView>("deadLettersTableView");
    QTRY_COMPARE(table->model()->rowCount(), 5);
    table->selectAll();
    settle(100);
    findings.look(QStringLiteral("dead letters chosen"));
    for (const char* button : {"redriveSelectedButton", "discardSelectedButton"}) {
        desk.find<QPushButton>(button)->click();
        auto* dialog = desk.window.findChild<LetterWorkDialog*>();
        QVERIFY(dialog);
        auto* act = dialog->findChild<QPushButton*>(QStringLiteral("actButton"));
        QTRY_VERIFY(act->isEnabled());
        findings.look(QLatin1String(button));
        act->click();
        settle(200);
        findings.look(QLatin1String(button) + QStringLiteral(" done"));
        dialog->reject();
        settle(50);
    }
    desk.find<QToolButton>("changesButton")->click();
    settle(100);
    findings.look(QStringLiteral("changes"));
    desk.find<QDialog>("letterChangesDialog")->reject();
    desk.find<QAction>("sendAction")->trigger();
    auto* send = desk.window.findChild<SendDialog*>();
    settle(400);
    findings.look(QStringLiteral("send"));
    send->setText(encodeOrder(sampleOrder(1)) + "\n{\"order_uid\":\"a\"}\n", QStringLiteral("clipboard"));
    settle(400);
    findings.look(QStringLiteral("send lines"));
    send->setFiles({QStringLiteral("/nowhere/a.json")});
    settle(400);
    findings.look(QStringLiteral("send files"));
    send->reject();
    QCOMPARE(findings.tell(), 0);
}

void TestLargeFonts::preferencesAndSetup()
{
    QFETCH(bool, russian);
    SampleBackend backend;
    test::FakeSettingsEditor editor;
    WindowBackend parts = backend.windowWithOrders();
    parts.settings = &editor;
    const Desk desk(russian, std::move(parts));
    Findings findings;
    findings.setPictures(QLatin1String(QTest::currentDataTag()) + QStringLiteral("-settings-"));
    desk.find<QAction>("preferencesAction")->trigger();
    auto* preferences = desk.window.findChild<QDialog*>(QStringLiteral("PreferencesDialog"));
    QVERIFY(preferences);
    auto* pages = preferences->findChild<QListWidget*>(QStringLiteral("pagesListWidget"));
    QVERIFY(pages);
    for (int i = 0; i < pages->count(); ++i) {
        pages->setCurrentRow(i);
        settle(50);
        findings.look(QStringLiteral("preferences %1").arg(i));
        for (const auto* page : preferences->findChildren<QScrollArea*>())
            QVERIFY2(!page->isVisible() || page->horizontalScrollBar()->maximum() == 0, qPrintable(page->objectName()));
        for (auto* test : preferences->findChildren<QPushButton*>(QStringLiteral("testButton"))) {
            if (test->isVisible())
                test->click();
        }
        settle(100);
        findings.look(QStringLiteral("preferences %1 tested").arg(i));
    }
    preferences->reject();
    settle(50);
    auto* assistant = new SetupAssistant(&editor);
    assistant->setAttribute(Qt::WA_DeleteOnClose);
    assistant->show();
    assistant->activateWindow();
    for (int i = 0; i < 6 && assistant->currentPage(); ++i) {
        settle(100);
        findings.look(QStringLiteral("setup %1").arg(i));
        if (assistant->nextId() < 0)
            break;
        assistant->next();
    }
    assistant->reject();
    settle(50);
    QCOMPARE(findings.tell(), 0);
}

void TestLargeFonts::aViewer()
{
    QFETCH(bool, russian);
    SampleBackend backend;
    backend.rights = DatabaseRights{QStringLiteral("onlooker"), DatabaseRights::Limit::Role, false, false};
    Desk desk(russian, backend.viewer());
    Findings findings;
    findings.setPictures(QLatin1String(QTest::currentDataTag()) + QStringLiteral("-viewer-"));
    findings.look(QStringLiteral("empty"));
    desk.window.noteSkipped(12'345);
    settle(1200);
    findings.look(QStringLiteral("notices"));
    desk.window.present({}, {QStringLiteral("/tmp/a.json")});
    settle(50);
    findings.look(QStringLiteral("files refused"));
    QCOMPARE(findings.tell(), 0);
}

ORDERDESK_GUI_TEST(TestLargeFonts)
#include "TestLargeFonts.moc"
