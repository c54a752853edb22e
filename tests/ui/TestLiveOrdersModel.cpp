#include "SampleOrders.h"
#include "support/TestRegistration.h"
#include "ui/live/LiveFeed.h"
#include "ui/live/LiveOrdersModel.h"
#include "ui/widgets/TableRoles.h"
#include "ui/widgets/Tone.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace orderdesk;

namespace {

std::span<const IngestEvent> spanOf(const QList<IngestEvent>& events)
{
    return {events.constData(), static_cast<std::size_t>(events.size())};
}

QString numberAt(const QAbstractItemModel& model, int row)
{
    return model.index(row, LiveOrdersModel::Number).data().toString();
}

} // namespace

class TestLiveOrdersModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void insertsABurstAtOnceNewestOnTop();
    void removesTheOldestWhenFull();
    void keepsTheNewestOfMoreThanFits();
    void aMessageKeepsItsSequence();
    void shrinksWithItsCapacity();
    void masksTheCustomer();
    void namesTheState_data();
    void namesTheState();
    void feedBoundsEachTickByCount();
    void feedHoldsStillAndLosesNothing();
    void feedKeepsOnlyWhatTheModelCouldShow();
    void feedStaysHeldUntilEveryReasonIsGone();
};

void TestLiveOrdersModel::insertsABurstAtOnceNewestOnTop()
{
    LiveOrdersModel model(100);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);

    model.add(spanOf(sampleEvents(0, 3)));
    model.add(spanOf(sampleEvents(3, 5)));

    QCOMPARE(inserted.count(), 2);
    QCOMPARE(inserted.at(1).at(1).toInt(), 0);
    QCOMPARE(inserted.at(1).at(2).toInt(), 4);
    QCOMPARE(reset.count(), 0);
    QCOMPARE(model.rowCount(), 8);
    QCOMPARE(numberAt(model, 0), QStringLiteral("order7"));
    QCOMPARE(numberAt(model, 7), QStringLiteral("order0"));
}

void TestLiveOrdersModel::removesTheOldestWhenFull()
{
    LiveOrdersModel model(10);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.add(spanOf(sampleEvents(0, 8)));
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);

    model.add(spanOf(sampleEvents(8, 5)));

    QCOMPARE(removed.count(), 1);
    QCOMPARE(removed.at(0).at(1).toInt(), 5);
    QCOMPARE(removed.at(0).at(2).toInt(), 7);
    QCOMPARE(model.rowCount(), 10);
    QCOMPARE(numberAt(model, 0), QStringLiteral("order12"));
    QCOMPARE(numberAt(model, 9), QStringLiteral("order3"));
}

void TestLiveOrdersModel::keepsTheNewestOfMoreThanFits()
{
    LiveOrdersModel model(10);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.add(spanOf(sampleEvents(0, 4)));
    model.add(spanOf(sampleEvents(4, 25)));
    QCOMPARE(model.rowCount(), 10);
    QCOMPARE(numberAt(model, 0), QStringLiteral("order28"));
    QCOMPARE(numberAt(model, 9), QStringLiteral("order19"));
}

void TestLiveOrdersModel::aMessageKeepsItsSequence()
{
    LiveOrdersModel model(10);
    QCOMPARE(model.newestSequence(), 0U);
    QCOMPARE(model.oldestSequence(), 1U);
    model.add(spanOf(sampleEvents(0, 4)));
    const quint64 sequence = model.sequenceAt(1);
    QCOMPARE(model.eventOf(sequence).order.orderUid, "order2");
    model.add(spanOf(sampleEvents(4, 7)));
    QCOMPARE(model.rowOf(sequence), 8);
    QCOMPARE(model.eventOf(sequence).order.orderUid, "order2");
    QCOMPARE(model.newestSequence(), 11U);
    QCOMPARE(model.oldestSequence(), 2U);
    model.clear();
    QCOMPARE(model.newestSequence(), 11U);
    QCOMPARE(model.oldestSequence(), 12U);
}

void TestLiveOrdersModel::shrinksWithItsCapacity()
{
    LiveOrdersModel model(10);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.add(spanOf(sampleEvents(0, 10)));
    model.setCapacity(3);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(numberAt(model, 2), QStringLiteral("order7"));
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void TestLiveOrdersModel::masksTheCustomer()
{
    LiveOrdersModel model;
    Order order = modelOrder();
    order.customerId = "anna.petrova";
    model.add(std::array{eventOf(order, 1)});
    QCOMPARE(model.index(0, LiveOrdersModel::Customer).data().toString(), QStringLiteral("an•••"));
    QCOMPARE(model.index(0, LiveOrdersModel::Amount).data().toString(),
             QStringLiteral("USD") + QChar(QChar::Nbsp) + QStringLiteral("1,817"));
    QCOMPARE(model.index(0, LiveOrdersModel::Position).data().toString(), QStringLiteral("1:41001"));
    for (int column = 0; column < LiveOrdersModel::ColumnCount; ++column) {
        const QModelIndex index = model.index(0, column);
        QVERIFY(!index.data().toString().contains(QStringLiteral("petrova")));
        QVERIFY(!index.data(Qt::ToolTipRole).toString().contains(QStringLiteral("petrova")));
    }
}

void TestLiveOrdersModel::namesTheState_data()
{
    QTest::addColumn<IngestEvent::Kind>("kind");
    QTest::addColumn<int>("violations");
    QTest::addColumn<QString>("words");
    QTest::addColumn<Tone>("tone");
    using Kind = IngestEvent::Kind;
    QTest::newRow("new") << Kind::New << 0 << QStringLiteral("New") << Tone::Good;
    QTest::newRow("updated") << Kind::Updated << 0 << QStringLiteral("Updated") << Tone::Info;
    QTest::newRow("unchanged") << Kind::Unchanged << 0 << QStringLiteral("Unchanged") << Tone::Neutral;
    QTest::newRow("superseded") << Kind::Superseded << 0 << QStringLiteral("Superseded") << Tone::Neutral;
    QTest::newRow("one warning") << Kind::New << 1 << QStringLiteral("New · 1 warning") << Tone::Warning;
    QTest::newRow("two warnings") << Kind::Updated << 2 << QStringLiteral("Updated · 2 warnings") << Tone::Warning;
    QTest::newRow("dead letter") << Kind::DeadLettered << 3 << QStringLiteral("Dead letter · rule") << Tone::Bad;
    QTest::newRow("dead letter of old") << Kind::DeadLettered << 0 << QStringLiteral("Dead letter") << Tone::Bad;
}

void TestLiveOrdersModel::namesTheState()
{
    QFETCH(IngestEvent::Kind, kind);
    QFETCH(int, violations);
    QFETCH(QString, words);
    QFETCH(Tone, tone);
    LiveOrdersModel model;
    const Violations list(static_cast<std::size_t>(violations), Violation{"/a", "code", "rule", Severity::Warning});
    model.add(std::array{eventOf(modelOrder(), 1, kind, list)});
    const QModelIndex index = model.index(0, LiveOrdersModel::State);
    QCOMPARE(index.data().toString(), words);
    const auto badge = index.data(BadgeRole).value<BadgeContent>();
    QCOMPARE(badge.text, words);
    QCOMPARE(badge.tone, tone);
    QVERIFY(!badge.icon.isEmpty());
    const bool saysRules = kind == IngestEvent::Kind::DeadLettered && violations > 0;
    QCOMPARE(
        model.index(0, LiveOrdersModel::City).data(Qt::ToolTipRole).toString().contains(QStringLiteral("/a  rule")),
        saysRules);
}

void TestLiveOrdersModel::feedBoundsEachTickByCount()
{
    LiveOrdersModel model(20'000);
    LiveFeed feed(model);
    QSignalSpy delivered(&feed, &LiveFeed::delivered);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    feed.add(sampleEvents(0, 9'000));
    feed.add(sampleEvents(9'000, 1'000));
    QCOMPARE(model.rowCount(), 0); // add() itself gives the model nothing

    QTRY_COMPARE(model.rowCount(), 10'000);
    QCOMPARE(delivered.count(), 10'000 / LiveFeed::maxPerTick);
    for (const auto& tick : delivered)
        QVERIFY(tick.at(0).toInt() <= LiveFeed::maxPerTick);
    QVERIFY(inserted.count() <= delivered.count() + 1); // one insertion a tick, one more where a chunk ended
    QCOMPARE(feed.pendingCount(), 0);
    QCOMPARE(numberAt(model, 0), QStringLiteral("order9999"));
}

void TestLiveOrdersModel::feedHoldsStillAndLosesNothing()
{
    LiveOrdersModel model(1'000);
    LiveFeed feed(model);
    feed.add(sampleEvents(0, 5));
    QTRY_COMPARE(model.rowCount(), 5);

    feed.setHeld(LiveFeed::Selected, true);
    QSignalSpy delivered(&feed, &LiveFeed::delivered);
    QSignalSpy pending(&feed, &LiveFeed::pendingChanged);
    feed.add(sampleEvents(5, 300));
    feed.add(sampleEvents(305, 1));
    QCOMPARE(feed.pendingCount(), 301);
    QCOMPARE(pending.count(), 2);
    QCOMPARE(delivered.count(), 0);
    QCOMPARE(model.rowCount(), 5);

    feed.setHeld(LiveFeed::Selected, false);
    QTRY_COMPARE(model.rowCount(), 306);
    QCOMPARE(numberAt(model, 0), QStringLiteral("order305"));
    QCOMPARE(feed.pendingCount(), 0);
}

void TestLiveOrdersModel::feedKeepsOnlyWhatTheModelCouldShow()
{
    LiveOrdersModel model(100);
    LiveFeed feed(model);
    feed.setHeld(LiveFeed::Paused, true);
    for (int i = 0; i < 50; ++i)
        feed.add(sampleEvents(i * 7, 7));
    QCOMPARE(feed.pendingCount(), 350); // the button tells how many came, shown or not
    feed.setHeld(LiveFeed::Paused, false);
    QTRY_COMPARE(model.rowCount(), 100);
    QCOMPARE(numberAt(model, 0), QStringLiteral("order349"));
    QCOMPARE(numberAt(model, 99), QStringLiteral("order250"));
}

void TestLiveOrdersModel::feedStaysHeldUntilEveryReasonIsGone()
{
    LiveOrdersModel model;
    LiveFeed feed(model);
    QSignalSpy held(&feed, &LiveFeed::heldChanged);
    feed.setHeld(LiveFeed::Scrolled, true);
    feed.setHeld(LiveFeed::Paused, true);
    feed.setHeld(LiveFeed::Scrolled, false);
    QVERIFY(feed.isHeld());
    feed.setHeld(LiveFeed::Paused, false);
    QVERIFY(!feed.isHeld());
    QCOMPARE(held.count(), 2);
}

ORDERDESK_GUI_TEST(TestLiveOrdersModel)
#include "TestLiveOrdersModel.moc"
