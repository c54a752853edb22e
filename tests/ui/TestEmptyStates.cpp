#include "FindChild.h"
#include "SampleOrders.h"
#include "support/TestRegistration.h"
#include "ui/window/MainWindow.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace orderdesk;

namespace {

/// The window with the page Orders, shown.
struct Desk
{
    Desk()
        : window(backend.windowWithOrders())
    {
        window.show();
    }

    template <typename Widget>
    Widget* find(const char* name) const
    {
        return test::find<Widget>(window, name);
    }

    /// Empty while it is not seen.
    QString words(const char* label) const
    {
        const auto* found = find<QLabel>(label);
        return found->isVisible() ? found->text() : QString();
    }

    bool isSeen(const char* name) const { return find<QWidget>(name)->isVisible(); }
    void open(const char* page) const { find<QTabWidget>("pagesTabWidget")->setCurrentWidget(find<QWidget>(page)); }

    void lookUp(const char* words) const
    {
        auto* box = find<QLineEdit>("lookupLineEdit");
        box->setText(QLatin1String(words));
        Q_EMIT box->returnPressed();
    }

    void setDatabaseAway(bool away)
    {
        backend.setAway(away);
        backend.snapshot.database = {away ? ComponentState::Level::Down : ComponentState::Level::Ok,
                                     away ? Sentence::tr("connection refused") : Sentence(),
                                     currentTimestamp(),
                                     {},
                                     {}};
    }

    SampleBackend backend;
    MainWindow window;
};

} // namespace

/// What every list says while it is empty: why, and what to do next.
class TestEmptyStates final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void liveBeforeAnythingCame();
    void liveWhileNothingCanCome();
    void liveWithoutAMatch();
    void ordersBeforeAnyIsStored();
    void ordersWithoutAMatch();
    void ordersWithoutADatabase();
    void noDeadLetters();
    void deadLettersWithoutAMatch();
    void deadLettersReadAgainByThemselves();
    void nothingFound();
    void nothingFoundWithoutADatabase();
    void theLog();
};

void TestEmptyStates::liveBeforeAnythingCame()
{
    const Desk desk;
    QCOMPARE(desk.words("emptyTitleLabel"), QStringLiteral("Waiting for orders"));
    QVERIFY(desk.words("commandLabel").startsWith(QStringLiteral("orderdesk send")));
    QVERIFY(desk.isSeen("copyCommandButton"));
}

void TestEmptyStates::liveWhileNothingCanCome()
{
    Desk desk;
    desk.setDatabaseAway(true);
    QTRY_COMPARE(desk.words("emptyTitleLabel"), QStringLiteral("The database is away"));
    QVERIFY(desk.words("emptyTextLabel").contains(QStringLiteral("connection refused")));
    QVERIFY(desk.words("emptyTextLabel").contains(QStringLiteral("Nothing is lost")));
    QVERIFY(!desk.isSeen("commandLabel") && !desk.isSeen("copyCommandButton"));
    desk.backend.snapshot.kafka = {ComponentState::Level::Down,
                                   Sentence::tr("cannot reach Kafka"),
                                   currentTimestamp(),
                                   {},
                                   Sentence::tr("is it running?")};
    QTRY_COMPARE(desk.words("emptyTitleLabel"), QStringLiteral("Kafka is away"));
    QVERIFY(desk.words("emptyTextLabel").contains(QStringLiteral("is it running?")));
    desk.find<QAction>("pauseIngestAction")->trigger();
    QTRY_COMPARE(desk.words("emptyTitleLabel"), QStringLiteral("Ingest is paused"));
    desk.find<QAction>("pauseIngestAction")->trigger();
    desk.backend.snapshot.kafka.level = ComponentState::Level::Ok;
    desk.setDatabaseAway(false);
    QTRY_COMPARE(desk.words("emptyTitleLabel"), QStringLiteral("Waiting for orders"));
    QVERIFY(desk.isSeen("copyCommandButton"));
}

void TestEmptyStates::liveWithoutAMatch()
{
    Desk desk;
    desk.window.addEvents({eventOf(sampleOrder(1), 1)});
    QTRY_VERIFY(desk.isSeen("liveTableView"));
    desk.find<QWidget>("liveFilterBar")->findChild<QLineEdit*>()->setText(QStringLiteral("no such text"));
    QTRY_VERIFY(desk.words("noMatchLabel").contains(QStringLiteral("whole database")));
    QVERIFY(desk.isSeen("browseInsteadButton"));
    desk.find<QPushButton>("clearFilterButton")->click();
    QTRY_VERIFY(desk.isSeen("liveTableView"));

    SampleBackend other;
    MainWindow withoutOrders(other.window());
    withoutOrders.show();
    withoutOrders.addEvents({eventOf(sampleOrder(1), 1)});
    withoutOrders.findChild<QWidget*>(QStringLiteral("liveFilterBar"))
        ->findChild<QLineEdit*>()
        ->setText(QStringLiteral("no such text"));
    const auto* label = withoutOrders.findChild<QLabel*>(QStringLiteral("noMatchLabel"));
    QTRY_VERIFY(label->isVisible());
    QVERIFY(!label->text().contains(QStringLiteral("database")));
}

void TestEmptyStates::ordersBeforeAnyIsStored()
{
    const Desk desk;
    desk.open("BrowsePage");
    QTRY_COMPARE(desk.words("noOrdersTitleLabel"), QStringLiteral("No orders are stored yet"));
    QVERIFY(desk.words("noOrdersTextLabel").contains(QStringLiteral("the page Live")));
}

void TestEmptyStates::ordersWithoutAMatch()
{
    Desk desk;
    desk.backend.store(storedSample(sampleOrder(1), 1));
    desk.open("BrowsePage");
    QTRY_VERIFY(desk.isSeen("browseTableView"));
    auto* box = desk.find<QWidget>("browseFilterBar")->findChild<QLineEdit*>();
    box->setText(QStringLiteral("city:Nowhere"));
    Q_EMIT box->returnPressed();
    QTRY_COMPARE(desk.words("noStoredMatchTitleLabel"), QStringLiteral("No stored order matches"));
    QVERIFY(desk.words("noStoredMatchTextLabel").contains(QStringLiteral("Remove one, or change it")));
    desk.find<QPushButton>("clearBrowseFilterButton")->click();
    QTRY_VERIFY(desk.isSeen("browseTableView"));
}

void TestEmptyStates::ordersWithoutADatabase()
{
    Desk desk;
    desk.setDatabaseAway(true);
    desk.open("BrowsePage");
    QTRY_COMPARE(desk.words("errorTitleLabel"), QStringLiteral("The orders could not be read"));
    QVERIFY(desk.words("errorTextLabel").contains(QStringLiteral("connection refused")));
    desk.setDatabaseAway(false);
    desk.find<QWidget>("BrowsePage")->findChild<QPushButton*>(QStringLiteral("retryButton"))->click();
    QTRY_VERIFY(desk.isSeen("noOrdersTitleLabel"));
}

void TestEmptyStates::noDeadLetters()
{
    const Desk desk;
    desk.open("DeadLettersPage");
    QTRY_COMPARE(desk.words("noDeadLettersPageTitle"), QStringLiteral("No dead letters"));
    QVERIFY(desk.words("noDeadLettersPageText").startsWith(QStringLiteral("There is nothing to do here.")));
    QVERIFY(!desk.isSeen("retryLettersButton") && !desk.isSeen("clearLetterFilterButton"));
}

void TestEmptyStates::deadLettersWithoutAMatch()
{
    Desk desk;
    desk.backend.store(sampleDeadLetter(1, "letter1"));
    desk.open("DeadLettersPage");
    QTRY_VERIFY(desk.isSeen("deadLettersTableView"));
    desk.find<QLineEdit>("letterFilterLineEdit")->setText(QStringLiteral("zzz"));
    QTRY_COMPARE(desk.words("noDeadLettersPageTitle"), QStringLiteral("No dead letter matches the filter"));
    QVERIFY(desk.words("noDeadLettersPageText").contains(QStringLiteral("Clear the filter, or change it")));
    desk.find<QPushButton>("clearLetterFilterButton")->click();
    QTRY_VERIFY(desk.isSeen("deadLettersTableView"));
}

void TestEmptyStates::deadLettersReadAgainByThemselves()
{
    Desk desk;
    desk.backend.store(sampleDeadLetter(1, "letter1"));
    desk.setDatabaseAway(true);
    desk.open("DeadLettersPage");
    QTRY_COMPARE(desk.words("noDeadLettersPageTitle"), QStringLiteral("The dead letters could not be read"));
    QVERIFY(desk.words("noDeadLettersPageText").contains(QStringLiteral("connection refused")));
    QVERIFY(desk.words("noDeadLettersPageText").contains(QStringLiteral("tried again")));
    QVERIFY(desk.isSeen("retryLettersButton"));
    desk.setDatabaseAway(false);
    QTRY_VERIFY_WITH_TIMEOUT(desk.isSeen("deadLettersTableView"), 10'000);
}

void TestEmptyStates::nothingFound()
{
    const Desk desk;
    desk.lookUp("nowhere");
    QTRY_VERIFY(desk.isSeen("nothingPage"));
    QVERIFY(desk.words("nothingHintLabel").contains(QStringLiteral("track number, phone or e-mail")));
    QVERIFY(desk.isSeen("againButton") && desk.isSeen("backButton"));
}

void TestEmptyStates::nothingFoundWithoutADatabase()
{
    Desk desk;
    desk.setDatabaseAway(true);
    desk.lookUp("nowhere");
    QTRY_VERIFY(desk.isSeen("nothingPage"));
    QVERIFY(desk.words("nothingPageText").contains(QStringLiteral("connection refused")));
    QVERIFY(desk.words("nothingHintLabel").startsWith(QStringLiteral("Search again when the database answers")));
}

void TestEmptyStates::theLog()
{
    const Desk desk;
    desk.find<QAction>("logDockAction")->trigger();
    QTRY_VERIFY(desk.isSeen("logTableView"));
    QCOMPARE(desk.words("logEmptyLabel"), QString());
    auto* page = desk.find<QTableView>("logTableView")->parentWidget();
    auto* filter = page->findChild<QLineEdit*>();
    filter->setText(QStringLiteral("no such words"));
    QVERIFY(desk.words("logEmptyLabel").startsWith(QStringLiteral("No line matches.")));
    filter->clear();
    QCOMPARE(desk.words("logEmptyLabel"), QString());
    page->findChild<QToolButton*>(QStringLiteral("clearButton"))->click();
    QVERIFY(desk.words("logEmptyLabel").startsWith(QStringLiteral("No lines yet.")));
}

ORDERDESK_GUI_TEST(TestEmptyStates)
#include "TestEmptyStates.moc"
