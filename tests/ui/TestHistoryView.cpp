#include "FindChild.h"
#include "SampleOrders.h"
#include "support/TestRegistration.h"
#include "ui/backend/WindowState.h"
#include "ui/order/HistoryView.h"
#include "ui/widgets/OrderActions.h"
#include "ui/widgets/TableRoles.h"
#include "ui/widgets/Tone.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace orderdesk;

namespace {

/// Revision `revision` of one order: its amount is a hundred times that.
StoredOrder revisionOf(std::int64_t revision)
{
    Order order = modelOrder();
    order.payment.amount = revision * 100;
    StoredOrder stored = storedSample(order, revision);
    stored.revision = revision;
    return stored;
}

struct Desk
{
    Desk() { view.show(); }

    template <typename Widget>
    Widget* find(const char* name)
    {
        return test::find<Widget>(view, name);
    }
    QAbstractItemModel* revisions() { return find<QTableView>("revisionsTableView")->model(); }
    QAbstractItemModel* changes() { return find<QTableView>("changesTableView")->model(); }
    QString change(int row, ChangesModel::Column column) { return changes()->index(row, column).data().toString(); }
    QString note() { return find<QLabel>("historyNoteLabel")->text(); }
    QString heading() { return find<QLabel>("revisionChangesHeading")->text(); }
    void answer(std::vector<StoredOrder> replaced)
    {
        view.showRevisions(QStringLiteral("b563feb7b2b84b6test"), std::move(replaced));
    }

    SampleBackend backend;
    OrderActions actions{backend.window().lookup, QUrl()};
    WindowState state{QString()};
    HistoryView view{actions, state};
    QSignalSpy wanted{&view, &HistoryView::wanted};
};

} // namespace

class TestHistoryView final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void modelsKeepTheirPromises();
    void showsWhatEachRevisionChanged();
    void asksWhenItIsSeen();
    void saysThatTheFirstReplacedNothing();
    void saysWhatIsNotKept();
    void saysWhenTheDatabaseIsAway();
    void asksForTheOrderThatChangedMeanwhile();
    void saysWhenADocumentIsNoJson();
    void namesItemsAndMoves();
};

void TestHistoryView::modelsKeepTheirPromises()
{
    RevisionsModel revisions;
    const QAbstractItemModelTester revisionsTester(&revisions, QAbstractItemModelTester::FailureReportingMode::QtTest);
    revisions.setRevisions({revisionOf(3), revisionOf(2)});
    QCOMPARE(revisions.rowCount(), 2);
    QCOMPARE(revisions.index(0, RevisionsModel::State).data().toString(), QStringLiteral("Current"));
    QCOMPARE(revisions.index(1, RevisionsModel::State).data().toString(), QStringLiteral("Replaced"));
    QCOMPARE(revisions.index(1, RevisionsModel::Position).data().toString(), QStringLiteral("2:41002"));
    QCOMPARE(revisions.index(1, RevisionsModel::Position).data(Qt::ToolTipRole).toString(),
             QStringLiteral("orders/2@41002"));
    QCOMPARE(revisions.before(0), &revisions.revisionAt(1));
    QVERIFY(!revisions.before(1));
    revisions.setRevisions({revisionOf(3), revisionOf(1)});
    QVERIFY(!revisions.before(0)); // revision 2 is missing

    ChangesModel changes;
    const QAbstractItemModelTester changesTester(&changes, QAbstractItemModelTester::FailureReportingMode::QtTest);
    changes.setChanges(
        {{DocumentChange::Kind::Changed, "/payment/amount", "9223372036854775806", "9223372036854775807", ""}});
    QCOMPARE(changes.index(0, ChangesModel::After).data().toString(), QStringLiteral("9223372036854775807"));
    QCOMPARE(changes.index(0, ChangesModel::Before).data().toString(), QStringLiteral("9223372036854775806"));
}

void TestHistoryView::showsWhatEachRevisionChanged()
{
    Desk desk;
    desk.view.setOrder(revisionOf(3));
    QCOMPARE(desk.wanted.count(), 1);
    QCOMPARE(desk.wanted.at(0).at(0).toString(), QStringLiteral("b563feb7b2b84b6test"));
    desk.answer({revisionOf(2), revisionOf(1)});
    QCOMPARE(desk.revisions()->rowCount(), 3);
    QCOMPARE(desk.heading(), QStringLiteral("What revision 3 changed of revision 2: 1 difference"));
    QCOMPARE(desk.changes()->rowCount(), 1);
    QCOMPARE(desk.change(0, ChangesModel::What), QStringLiteral("Changed"));
    QCOMPARE(desk.change(0, ChangesModel::Member), QStringLiteral("/payment/amount"));
    QCOMPARE(desk.change(0, ChangesModel::Before), QStringLiteral("200"));
    QCOMPARE(desk.change(0, ChangesModel::After), QStringLiteral("300"));
    desk.find<QTableView>("revisionsTableView")->selectRow(1);
    QCOMPARE(desk.change(0, ChangesModel::Before), QStringLiteral("100"));
    desk.find<QTableView>("revisionsTableView")->selectRow(2);
    QCOMPARE(desk.changes()->rowCount(), 0);
    QCOMPARE(desk.note(), QStringLiteral("This is the first revision: it replaced nothing."));
    // The same order again, as when the trace is refreshed: nothing is asked, nothing jumps.
    desk.view.setOrder(revisionOf(3));
    QCOMPARE(desk.wanted.count(), 1);
    QCOMPARE(desk.find<QTableView>("revisionsTableView")->currentIndex().row(), 2);
}

void TestHistoryView::asksWhenItIsSeen()
{
    Desk desk;
    desk.view.hide();
    desk.view.setOrder(revisionOf(2));
    QCOMPARE(desk.wanted.count(), 0);
    desk.view.show();
    QCOMPARE(desk.wanted.count(), 1);
    desk.view.hide();
    desk.view.show();
    QCOMPARE(desk.wanted.count(), 1);
}

void TestHistoryView::saysThatTheFirstReplacedNothing()
{
    Desk desk;
    desk.view.setOrder(revisionOf(1));
    QCOMPARE(desk.wanted.count(), 0); // there can be nothing to read
    QCOMPARE(desk.revisions()->rowCount(), 1);
    QCOMPARE(desk.note(), QStringLiteral("This is the first revision: it replaced nothing."));
}

void TestHistoryView::saysWhatIsNotKept()
{
    Desk desk;
    desk.view.setOrder(revisionOf(5));
    desk.answer({});
    QVERIFY2(desk.note().startsWith(QStringLiteral("Revision 4, which this one replaced, is not kept")),
             qPrintable(desk.note()));
    QVERIFY(desk.find<QTableView>("changesTableView")->isHidden());
}

void TestHistoryView::saysWhenTheDatabaseIsAway()
{
    Desk desk;
    desk.view.setOrder(revisionOf(2));
    desk.view.showRevisions(QStringLiteral("another"), std::vector<StoredOrder>());
    desk.view.showRevisions(QStringLiteral("b563feb7b2b84b6test"),
                            failure(ErrorCode::Unavailable, Sentence::tr("connection refused")));
    QVERIFY2(desk.note().contains(QStringLiteral("connection refused")), qPrintable(desk.note()));
    desk.find<QPushButton>("historyRetryButton")->click();
    QCOMPARE(desk.wanted.count(), 2);
    desk.answer({revisionOf(1)});
    QCOMPARE(desk.changes()->rowCount(), 1);
    QVERIFY(desk.find<QPushButton>("historyRetryButton")->isHidden());
}

void TestHistoryView::asksForTheOrderThatChangedMeanwhile()
{
    Desk desk;
    QSignalSpy newer(&desk.view, &HistoryView::newerStored);
    desk.view.setOrder(revisionOf(2));
    desk.answer({revisionOf(2), revisionOf(1)}); // so there is a revision 3
    QCOMPARE(newer.count(), 1);
    desk.view.setOrder(revisionOf(3));
    QCOMPARE(desk.wanted.count(), 2);
    desk.answer({revisionOf(2), revisionOf(1)});
    QCOMPARE(desk.revisions()->rowCount(), 3);
}

void TestHistoryView::saysWhenADocumentIsNoJson()
{
    Desk desk;
    desk.view.setOrder(revisionOf(2));
    StoredOrder broken = revisionOf(1);
    broken.document = "{";
    desk.answer({broken});
    QCOMPARE(desk.note(), QStringLiteral("One of the two documents does not read as JSON."));
    StoredOrder same = revisionOf(2);
    same.revision = 1;
    desk.view.setOrder(std::nullopt);
    desk.view.setOrder(revisionOf(2));
    desk.answer({same});
    QVERIFY2(desk.note().startsWith(QStringLiteral("The members are the same")), qPrintable(desk.note()));
}

void TestHistoryView::namesItemsAndMoves()
{
    ChangesModel changes;
    changes.setChanges({{DocumentChange::Kind::Changed, "/items/1/price", "1", "2", "Mascaras"},
                        {DocumentChange::Kind::Moved, "/items/0", "3", "0", "Comb"},
                        {DocumentChange::Kind::Removed, "/items/2", "{}", "", "Lipstick"}});
    QVERIFY(changes.index(0, ChangesModel::Member).data().toString().contains(QStringLiteral("Mascaras")));
    QCOMPARE(changes.index(1, ChangesModel::Before).data().toString(), QStringLiteral("place 3"));
    QCOMPARE(changes.index(2, ChangesModel::What).data(BadgeRole).value<BadgeContent>().text,
             QStringLiteral("Removed"));
}

ORDERDESK_GUI_TEST(TestHistoryView)
#include "TestHistoryView.moc"
