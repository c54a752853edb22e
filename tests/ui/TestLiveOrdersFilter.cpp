#include "SampleOrders.h"
#include "support/TestRegistration.h"
#include "ui/live/LiveFeed.h"
#include "ui/live/LiveOrdersFilter.h"
#include "ui/live/LiveOrdersModel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <deque>
#include <random>

using namespace orderdesk;

namespace {

constexpr auto qtTest = QAbstractItemModelTester::FailureReportingMode::QtTest;

std::span<const IngestEvent> spanOf(const QList<IngestEvent>& events)
{
    return {events.constData(), static_cast<std::size_t>(events.size())};
}

QString numberAt(const QAbstractItemModel& model, int row)
{
    return model.index(row, LiveOrdersModel::Number).data().toString();
}

OrderFilter onlyCity(const QString& city)
{
    OrderFilter filter;
    filter.city = city;
    return filter;
}

/// Few different values, so that many are equal; each event has a position of its own, by which it is told.
IngestEvent randomEvent(std::mt19937& random, std::int64_t offset)
{
    const auto below = [&random](int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(random); };
    static constexpr std::array words{"Berlin", "berlin", "BERN", "Haifa", "Казань", ""};
    const auto word = [&] { return words.at(static_cast<std::size_t>(below(words.size()))); };
    IngestEvent event = eventOf(modelOrder(), offset, static_cast<IngestEvent::Kind>(below(5)),
                                Violations(static_cast<std::size_t>(below(3)), Violation{}));
    event.receivedAt = Timestamp{} + std::chrono::milliseconds(below(50));
    event.order.orderUid = word() + std::to_string(below(20));
    event.order.customerId = word();
    event.order.city = word();
    event.order.itemCount = below(4);
    event.order.amount = below(30) - 10;
    event.order.provider = word();
    event.order.deliveryService = word();
    return event;
}

QString folded(const std::string& text)
{
    return QString::fromStdString(text).toLower();
}

/// Written as naively as can be: what the filter has to agree with.
bool isLess(const IngestEvent& a, const IngestEvent& b, int column)
{
    switch (column) {
    case LiveOrdersModel::Received:
        return a.receivedAt < b.receivedAt;
    case LiveOrdersModel::Number:
        return folded(a.order.orderUid) < folded(b.order.orderUid);
    case LiveOrdersModel::State:
        return a.kind != b.kind ? a.kind < b.kind : a.violations.size() < b.violations.size();
    case LiveOrdersModel::Customer:
        return a.order.customerId != b.order.customerId && folded(a.order.customerId) < folded(b.order.customerId);
    case LiveOrdersModel::City:
        return folded(a.order.city) < folded(b.order.city);
    case LiveOrdersModel::Items:
        return a.order.itemCount < b.order.itemCount;
    case LiveOrdersModel::Amount:
        return a.order.amount < b.order.amount;
    case LiveOrdersModel::Provider:
        return folded(a.order.provider) < folded(b.order.provider);
    case LiveOrdersModel::DeliveryService:
        return folded(a.order.deliveryService) < folded(b.order.deliveryService);
    default:
        return a.order.position.offset < b.order.position.offset;
    }
}

/// The rows a sorted, filtered table of the newest `capacity` events has to show, by their offsets.
class Oracle
{
public:
    void add(const QList<IngestEvent>& events)
    {
        for (const IngestEvent& event : events)
            m_newestFirst.push_front(event);
        cut();
    }
    void setCapacity(std::size_t capacity)
    {
        m_capacity = capacity;
        cut();
    }
    void clear() { m_newestFirst.clear(); }

    std::vector<std::int64_t> shown(const std::string& city, int column, Qt::SortOrder order) const
    {
        std::vector<IngestEvent> rows;
        for (const IngestEvent& event : m_newestFirst) {
            if (city.empty() ||
                (event.kind != IngestEvent::Kind::DeadLettered && folded(event.order.city) == folded(city)))
                rows.push_back(event);
        }
        if (column != LiveOrdersModel::Received || order != Qt::DescendingOrder) {
            std::stable_sort(rows.begin(), rows.end(), [=](const IngestEvent& a, const IngestEvent& b) {
                return order == Qt::AscendingOrder ? isLess(a, b, column) : isLess(b, a, column);
            });
        }
        std::vector<std::int64_t> offsets;
        for (const IngestEvent& event : rows)
            offsets.push_back(event.order.position.offset);
        return offsets;
    }

private:
    void cut()
    {
        if (m_newestFirst.size() > m_capacity)
            m_newestFirst.resize(m_capacity);
    }

    std::size_t m_capacity = 1;
    std::deque<IngestEvent> m_newestFirst;
};

std::vector<std::int64_t> offsetsOf(const LiveOrdersFilter& filter)
{
    std::vector<std::int64_t> offsets;
    for (int row = 0; row < filter.rowCount(); ++row)
        offsets.push_back(filter.eventAt(filter.index(row, 0)).order.position.offset);
    return offsets;
}

} // namespace

class TestLiveOrdersFilter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatIsThereAlready();
    void combinesTextAndState();
    void newestFirstABurstIsAnInsertion();
    void whatDoesNotPassIsNoSignal();
    void sortsNumbersByValue();
    void customersSortByWhatTheMaskHides();
    void aSortedTableIsSortedOnceABurst();
    void persistentIndexesFollowTheSort();
    void knowsWhereAMessageIs();
    void agreesWithANaiveSort_data();
    void agreesWithANaiveSort();
};

void TestLiveOrdersFilter::showsWhatIsThereAlready()
{
    LiveOrdersModel model;
    model.add(spanOf(sampleEvents(0, 3)));
    const LiveOrdersFilter filter(model);
    QCOMPARE(filter.rowCount(), 3);
    QCOMPARE(filter.columnCount(), int(LiveOrdersModel::ColumnCount));
    QCOMPARE(numberAt(filter, 0), QStringLiteral("order2"));
    QCOMPARE(filter.headerData(LiveOrdersModel::Number, Qt::Horizontal), QStringLiteral("Order number"));
    QCOMPARE(filter.headerData(LiveOrdersModel::Amount, Qt::Horizontal, Qt::TextAlignmentRole),
             model.headerData(LiveOrdersModel::Amount, Qt::Horizontal, Qt::TextAlignmentRole));
    QVERIFY(!filter.data({}).isValid());
}

void TestLiveOrdersFilter::combinesTextAndState()
{
    LiveOrdersModel model;
    LiveOrdersFilter filter(model);
    const QAbstractItemModelTester tester(&filter, qtTest);
    Order haifa = sampleOrder(1);
    haifa.delivery.city = "Haifa";
    Order oslo = sampleOrder(2);
    oslo.delivery.city = "Oslo";
    model.add(std::array{eventOf(haifa, 1), eventOf(oslo, 2), eventOf(haifa, 3, IngestEvent::Kind::Updated),
                         eventOf(sampleDeadLetter(9, "broken"))});
    QVERIFY(!filter.isFiltering());
    OrderFilter wanted;
    wanted.text = QStringLiteral("haIFa");
    filter.setFilter(wanted);
    QVERIFY(filter.isFiltering());
    QCOMPARE(filter.rowCount(), 2);
    wanted.state = OrderFilter::State::Updated;
    filter.setFilter(wanted);
    QCOMPARE(filter.rowCount(), 1);
    QCOMPARE(filter.eventAt(filter.index(0, 0)).order.position.offset, 41'003);
    // What comes is filtered as what is there.
    model.add(std::array{eventOf(oslo, 5, IngestEvent::Kind::Updated), eventOf(haifa, 6, IngestEvent::Kind::Updated)});
    QCOMPARE(filter.rowCount(), 2);
    wanted = {};
    wanted.state = OrderFilter::State::DeadLettered;
    filter.setFilter(wanted);
    QCOMPARE(numberAt(filter, 0), QStringLiteral("broken"));
    filter.setFilter({});
    QCOMPARE(filter.rowCount(), 6);
}

void TestLiveOrdersFilter::newestFirstABurstIsAnInsertion()
{
    LiveOrdersModel model(10);
    LiveOrdersFilter filter(model);
    const QAbstractItemModelTester tester(&filter, qtTest);
    filter.sort(LiveOrdersModel::Received, Qt::DescendingOrder); // as a view asks for it
    QSignalSpy inserted(&filter, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&filter, &QAbstractItemModel::rowsRemoved);
    QSignalSpy reset(&filter, &QAbstractItemModel::modelReset);
    model.add(spanOf(sampleEvents(0, 8)));
    model.beginBurst();
    model.add(spanOf(sampleEvents(8, 5)));
    model.endBurst();
    QCOMPARE(inserted.count(), 2);
    QCOMPARE(inserted.at(1).at(1).toInt(), 0);
    QCOMPARE(inserted.at(1).at(2).toInt(), 4);
    QCOMPARE(removed.count(), 1);
    QCOMPARE(removed.at(0).at(1).toInt(), 5);
    QCOMPARE(removed.at(0).at(2).toInt(), 7);
    QCOMPARE(reset.count(), 0);
    QCOMPARE(numberAt(filter, 0), QStringLiteral("order12"));
    QCOMPARE(numberAt(filter, 9), QStringLiteral("order3"));
}

void TestLiveOrdersFilter::whatDoesNotPassIsNoSignal()
{
    LiveOrdersModel model(10);
    LiveOrdersFilter filter(model);
    filter.setFilter(onlyCity(QStringLiteral("Nowhere")));
    QSignalSpy inserted(&filter, &QAbstractItemModel::rowsAboutToBeInserted);
    QSignalSpy removed(&filter, &QAbstractItemModel::rowsAboutToBeRemoved);
    model.add(spanOf(sampleEvents(0, 10)));
    model.add(spanOf(sampleEvents(10, 10)));
    QCOMPARE(inserted.count() + removed.count(), 0);
    QCOMPARE(filter.rowCount(), 0);
}

void TestLiveOrdersFilter::sortsNumbersByValue()
{
    LiveOrdersModel model;
    LiveOrdersFilter filter(model);
    model.add(spanOf(sampleEvents(0, 12)));
    filter.sort(LiveOrdersModel::Position, Qt::AscendingOrder);
    QCOMPARE(numberAt(filter, 0), QStringLiteral("order0"));
    QCOMPARE(numberAt(filter, 11), QStringLiteral("order11"));
}

void TestLiveOrdersFilter::customersSortByWhatTheMaskHides()
{
    LiveOrdersModel model;
    LiveOrdersFilter filter(model);
    for (const char* customer : {"anna", "Anders", "zoe", "anna"}) {
        Order order = modelOrder();
        order.customerId = customer;
        model.add(std::array{eventOf(order, 1)});
    }
    filter.sort(LiveOrdersModel::Customer, Qt::AscendingOrder);
    std::vector<std::string> customers;
    for (int row = 0; row < filter.rowCount(); ++row)
        customers.push_back(filter.eventAt(filter.index(row, 0)).order.customerId);
    QCOMPARE(customers, (std::vector<std::string>{"Anders", "anna", "anna", "zoe"}));
}

void TestLiveOrdersFilter::aSortedTableIsSortedOnceABurst()
{
    LiveOrdersModel model(1'000);
    LiveOrdersFilter filter(model);
    const QAbstractItemModelTester tester(&filter, qtTest);
    filter.sort(LiveOrdersModel::Amount, Qt::DescendingOrder);
    LiveFeed feed(model);
    QSignalSpy inserted(&filter, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&filter, &QAbstractItemModel::rowsRemoved);
    QSignalSpy reset(&filter, &QAbstractItemModel::modelReset);
    QList<IngestEvent> events;
    for (int i = 0; i < 1'500; ++i) {
        events += eventOf(modelOrder(), i);
        events.last().order.amount = i * 7'919 % 1'500;
    }
    feed.add(events.mid(0, 900));
    feed.add(events.mid(900));
    QTRY_COMPARE(model.rowCount(), 1'000);
    QCOMPARE(inserted.count() + removed.count(), 0);
    QCOMPARE(reset.count(), 1);
    std::vector<std::int64_t> wanted;
    for (int i = 500; i < 1'500; ++i)
        wanted.push_back(events.at(i).order.amount);
    std::sort(wanted.rbegin(), wanted.rend());
    for (int row = 0; row < 1'000; ++row)
        QCOMPARE(filter.eventAt(filter.index(row, 0)).order.amount, wanted[static_cast<std::size_t>(row)]);
    // Newest first again: rows come and go one burst at a time.
    filter.sort(LiveOrdersModel::Received, Qt::DescendingOrder);
    feed.add(events.mid(0, 10));
    QTRY_COMPARE(inserted.count(), 1);
    QCOMPARE(reset.count(), 1);
}

void TestLiveOrdersFilter::persistentIndexesFollowTheSort()
{
    LiveOrdersModel model;
    LiveOrdersFilter filter(model);
    model.add(spanOf(sampleEvents(0, 12)));
    const QPersistentModelIndex third = filter.index(3, LiveOrdersModel::Number);
    const QString number = third.data().toString();
    QSignalSpy reset(&filter, &QAbstractItemModel::modelReset);
    QSignalSpy changed(&filter, &QAbstractItemModel::layoutChanged);
    filter.sort(LiveOrdersModel::Position, Qt::AscendingOrder);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(reset.count(), 0);
    QCOMPARE(third.data().toString(), number);
    QCOMPARE(third.row(), 8);
    filter.sort(LiveOrdersModel::Position, Qt::AscendingOrder);
    QCOMPARE(changed.count(), 1); // sorted so already
}

void TestLiveOrdersFilter::knowsWhereAMessageIs()
{
    LiveOrdersModel model(12);
    LiveOrdersFilter filter(model);
    model.add(spanOf(sampleEvents(0, 12)));
    const auto oldest = filter.sequenceAt(11);
    const auto newer = filter.sequenceAt(3);
    QCOMPARE(filter.indexOf(newer).row(), 3);
    filter.sort(LiveOrdersModel::Position, Qt::AscendingOrder);
    QCOMPARE(filter.indexOf(newer).row(), 8);
    QCOMPARE(filter.indexOf(oldest).row(), 0);
    model.add(spanOf(sampleEvents(12, 1)));
    QVERIFY(!filter.indexOf(oldest).isValid()); // gone
    QCOMPARE(filter.indexOf(newer).row(), 7);
    filter.setFilter(onlyCity(QStringLiteral("Nowhere")));
    QVERIFY(!filter.indexOf(newer).isValid()); // filtered out
    QVERIFY(!filter.indexOf(newer + 100).isValid());
}

void TestLiveOrdersFilter::agreesWithANaiveSort_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 12; ++seed)
        QTest::addRow("%u", seed) << seed;
}

/// Any sequence of bursts, single additions, filters, sorts, sizes and clearings.
void TestLiveOrdersFilter::agreesWithANaiveSort()
{
    QFETCH(unsigned, seed);
    std::mt19937 random(seed);
    const auto below = [&random](int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(random); };
    LiveOrdersModel model(40);
    LiveOrdersFilter filter(model);
    const QAbstractItemModelTester tester(&filter, qtTest);
    Oracle oracle;
    oracle.setCapacity(40);
    std::string city;
    int column = LiveOrdersModel::Received;
    Qt::SortOrder order = Qt::DescendingOrder;
    std::int64_t offset = 0;
    const auto add = [&](int count) {
        QList<IngestEvent> events;
        for (int i = 0; i < count; ++i)
            events += randomEvent(random, ++offset);
        model.add(spanOf(events));
        oracle.add(events);
    };
    for (int step = 0; step < 150; ++step) {
        switch (below(8)) {
        case 0:
            column = below(LiveOrdersModel::ColumnCount);
            order = below(2) == 0 ? Qt::AscendingOrder : Qt::DescendingOrder;
            filter.sort(column, order);
            break;
        case 1:
            city = below(2) == 0 ? std::string() : "Berlin";
            filter.setFilter(onlyCity(QString::fromStdString(city)));
            break;
        case 2: {
            const int capacity = 1 + below(60);
            model.setCapacity(capacity);
            oracle.setCapacity(static_cast<std::size_t>(capacity));
            break;
        }
        case 3:
            if (below(4) == 0) {
                model.clear();
                oracle.clear();
            }
            break;
        case 4:
            add(below(80)); // sometimes more than fits
            break;
        default:
            model.beginBurst();
            for (int i = below(4); i > 0; --i)
                add(below(15));
            model.endBurst();
        }
        QCOMPARE(offsetsOf(filter), oracle.shown(city, column, order));
    }
}

ORDERDESK_GUI_TEST(TestLiveOrdersFilter)
#include "TestLiveOrdersFilter.moc"
