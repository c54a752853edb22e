#include "FindChild.h"
#include "SampleOrders.h"
#include "support/TestRegistration.h"
#include "ui/backend/WindowState.h"
#include "ui/order/OrderDetail.h"
#include "ui/widgets/OrderActions.h"
#include "ui/window/DetailPane.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>

using namespace orderdesk;

namespace {

StoredOrder revisionOf(Order order, std::int64_t revision, const char* city)
{
    order.delivery.city = city;
    StoredOrder stored = storedSample(order, 10 + revision);
    stored.revision = revision;
    return stored;
}

class Pane final
{
public:
    template <typename Widget>
    Widget* find(const char* name) const
    {
        return test::find<Widget>(pane, name);
    }
    /// Its first revision, on show.
    void open(const Order& order)
    {
        backend.store(revisionOf(order, 1, "Oslo"));
        pane.showOrder(QString::fromStdString(order.orderUid));
        QTRY_COMPARE(text("revisionFact"), QStringLiteral("1"));
    }
    QString text(const char* label) const
    {
        const auto* found = pane.findChild<QLabel*>(QLatin1String(label));
        return found ? found->text() : QString();
    }

    SampleBackend backend;
    WindowBackend parts = backend.window();
    WindowState state{QString()};
    OrderActions actions{parts.lookup, QUrl()};
    DetailPane pane{parts, actions, state};
};

} // namespace

class TestDetailPane final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheOrderOnShow();
    void readsOnceForManyEvents();
    void looksAgainWhenEventsWereSkipped();
    void asksAgainWhenTheDatabaseIsBack();
    void asksForADeadLetterAgain();
    void opensTheOrderWhateverWasLookedAtLast();
};

void TestDetailPane::followsTheOrderOnShow()
{
    Pane p;
    const Order order = sampleOrder(1);
    p.open(order);

    p.backend.store(revisionOf(order, 2, "Haifa"));
    // Nothing that was said of it changes it, and others do not concern it.
    p.pane.noteEvents({eventOf(order, 12, IngestEvent::Kind::Unchanged),
                       eventOf(order, 13, IngestEvent::Kind::Superseded),
                       eventOf(sampleOrder(2), 14, IngestEvent::Kind::Updated)});
    QTest::qWait(500);
    QCOMPARE(p.text("revisionFact"), QStringLiteral("1"));

    p.pane.noteEvents({eventOf(order, 12, IngestEvent::Kind::Updated)});
    QTRY_COMPARE(p.text("revisionFact"), QStringLiteral("2"));
    QVERIFY(p.text("orderSummaryLabel").contains(QStringLiteral("Haifa")));

    // A dead letter of it is part of its trace.
    p.backend.store(sampleDeadLetter(5, order.orderUid));
    p.pane.noteEvents({eventOf(order, 15, IngestEvent::Kind::DeadLettered)});
    QTRY_COMPARE(p.text("deadLettersFact"), QStringLiteral("1"));
}

void TestDetailPane::readsOnceForManyEvents()
{
    Pane p;
    const Order order = sampleOrder(1);
    p.open(order);
    const int before = p.backend.calls();
    p.backend.store(revisionOf(order, 9, "Oslo"));
    for (int i = 0; i < 500; ++i)
        p.pane.noteEvents({eventOf(order, 20 + i, IngestEvent::Kind::Updated)});
    QTRY_COMPARE(p.text("revisionFact"), QStringLiteral("9"));
    QVERIFY2(p.backend.calls() - before <= 4, qPrintable(QString::number(p.backend.calls() - before)));
}

void TestDetailPane::looksAgainWhenEventsWereSkipped()
{
    Pane p;
    const Order order = sampleOrder(1);
    p.open(order);
    p.backend.store(revisionOf(order, 3, "Oslo"));
    p.pane.refreshOrder();
    QTRY_COMPARE(p.text("revisionFact"), QStringLiteral("3"));
}

void TestDetailPane::asksAgainWhenTheDatabaseIsBack()
{
    Pane p;
    const Order order = sampleOrder(1);
    p.backend.store(revisionOf(order, 1, "Oslo"));
    p.backend.setAway(true);
    p.pane.showOrder(QString::fromStdString(order.orderUid));
    QTRY_VERIFY(p.text("orderNoticeLabel").contains(QStringLiteral("did not answer")));
    p.pane.readAgain(); // still away
    QTRY_VERIFY(p.text("orderNoticeLabel").contains(QStringLiteral("did not answer")));
    p.backend.setAway(false);
    QTRY_VERIFY((p.pane.readAgain(), p.text("revisionFact") == QStringLiteral("1")));
    QVERIFY(!p.find<QLabel>("orderNoticeLabel")->isVisible());
    // It has been answered: nothing is asked any more.
    const int before = p.backend.calls();
    p.pane.readAgain();
    QTest::qWait(100);
    QCOMPARE(p.backend.calls(), before);
}

void TestDetailPane::asksForADeadLetterAgain()
{
    Pane p;
    const DeadLetter letter = sampleDeadLetter(3, "broken");
    p.backend.store(letter);
    p.backend.setAway(true);
    p.pane.showDeadLetter(letter);
    QTRY_VERIFY(p.text("noticeLabel").contains(QStringLiteral("could not be read")));
    p.backend.setAway(false);
    auto* tabs = p.find<QTabWidget>("deadLetterTabs");
    QVERIFY(!tabs->isTabEnabled(1));
    QTRY_VERIFY((p.pane.readAgain(), tabs->isTabEnabled(1)));
}

void TestDetailPane::opensTheOrderWhateverWasLookedAtLast()
{
    Pane p;
    const Order order = sampleOrder(1);
    p.open(order);
    auto* tabs = p.find<QTabWidget>("orderTabs");
    tabs->setCurrentIndex(2);
    p.pane.showMainTab();
    QCOMPARE(tabs->currentIndex(), 0);
}

ORDERDESK_GUI_TEST(TestDetailPane)
#include "TestDetailPane.moc"
