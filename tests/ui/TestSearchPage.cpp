#include "FindChild.h"
#include "SampleOrders.h"
#include "support/TestRegistration.h"
#include "ui/browse/LookupBox.h"
#include "ui/browse/SearchPage.h"
#include "ui/window/MainWindow.h"

#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

using namespace orderdesk;

namespace {

/// The window: what a look-up finds is shown by more than the page.
class Desk final
{
public:
    Desk()
    {
        backend.store(storedSample(sampleOrder(1), 1));
        backend.store(storedSample(sampleOrder(2), 2));
        window = std::make_unique<MainWindow>(backend.windowWithOrders());
        window->resize(1500, 900);
        window->show();
    }

    template <typename Widget>
    Widget* find(const char* name) const
    {
        return test::find<Widget>(*window, name);
    }
    QString text(const char* label) const { return find<QLabel>(label)->text(); }
    void lookUp(const QString& words) const { Q_EMIT find<LookupBox>("lookupLineEdit")->lookupWanted(words); }
    QWidget* page() const { return find<QTabWidget>("pagesTabWidget")->currentWidget(); }
    bool isSeen(const char* name) const { return find<QWidget>(name)->isVisible(); }
    void setAway(bool away)
    {
        backend.setAway(away);
        backend.snapshot.database.level = away ? ComponentState::Level::Down : ComponentState::Level::Ok;
    }

    SampleBackend backend;
    std::unique_ptr<MainWindow> window;
    const QString first = QString::fromStdString(sampleOrder(1).orderUid);
};

constexpr int soon = 10'000; // milliseconds; the window looks after the database once a second

} // namespace

class TestSearchPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHitAfterAMissTakesTheMissAway();
    void aHitOpensTheOrderItself();
    void looksAgainWhenTheDatabaseIsBack();
    void lookingAgainLeavesTheFocusAlone();
    void anotherLanguageChangesNothingElse();
};

void TestSearchPage::aHitAfterAMissTakesTheMissAway()
{
    const Desk desk;
    desk.find<QTabWidget>("pagesTabWidget")->setCurrentIndex(1);
    QWidget* before = desk.page();
    desk.lookUp(QStringLiteral("nobody"));
    QTRY_VERIFY(desk.isSeen("nothingPage"));
    desk.lookUp(desk.first);
    QTRY_COMPARE(desk.text("orderNumberLabel"), desk.first);
    QVERIFY(desk.isSeen("detailPane"));
    QVERIFY(!desk.isSeen("nothingPage"));
    QCOMPARE(desk.page(), before); // where the look-up was made from
}

void TestSearchPage::aHitOpensTheOrderItself()
{
    const Desk desk;
    desk.lookUp(desk.first);
    QTRY_COMPARE(desk.text("orderNumberLabel"), desk.first);
    auto* tabs = desk.find<QTabWidget>("orderTabs");
    tabs->setCurrentIndex(2);
    desk.lookUp(QString::fromStdString(sampleOrder(2).orderUid));
    QTRY_COMPARE(desk.text("orderNumberLabel"), QString::fromStdString(sampleOrder(2).orderUid));
    QCOMPARE(tabs->currentIndex(), 0);
}

void TestSearchPage::looksAgainWhenTheDatabaseIsBack()
{
    Desk desk;
    desk.setAway(true);
    desk.lookUp(desk.first);
    QTRY_VERIFY(desk.isSeen("nothingPage"));
    QVERIFY(desk.text("nothingPageText").contains(QStringLiteral("The database is away")));
    desk.setAway(false);
    QTRY_COMPARE_WITH_TIMEOUT(desk.text("orderNumberLabel"), desk.first, soon);
    QVERIFY(!desk.isSeen("nothingPage"));
}

void TestSearchPage::lookingAgainLeavesTheFocusAlone()
{
    Desk desk;
    desk.setAway(true);
    desk.lookUp(QStringLiteral("nobody"));
    QTRY_VERIFY(desk.isSeen("nothingPage"));
    auto* box = desk.find<LookupBox>("lookupLineEdit");
    box->setFocus();
    box->setText(QStringLiteral("something el"));
    desk.setAway(false);
    QTRY_VERIFY_WITH_TIMEOUT(!desk.text("nothingPageText").contains(QStringLiteral("away")), soon);
    QCOMPARE(box->text(), QStringLiteral("something el"));
    QCOMPARE(desk.window->focusWidget(), box);
}

void TestSearchPage::anotherLanguageChangesNothingElse()
{
    const Desk desk;
    desk.lookUp(QStringLiteral("nobody"));
    QTRY_VERIFY(desk.isSeen("nothingPage"));
    desk.find<QTabWidget>("pagesTabWidget")->setCurrentIndex(0);
    QWidget* live = desk.page();
    QEvent change(QEvent::LanguageChange);
    QCoreApplication::sendEvent(desk.find<SearchPage>("SearchPage"), &change);
    QCOMPARE(desk.page(), live);
    QVERIFY(desk.text("nothingPageTitle").contains(QStringLiteral("nobody")));
}

ORDERDESK_GUI_TEST(TestSearchPage)
#include "TestSearchPage.moc"
