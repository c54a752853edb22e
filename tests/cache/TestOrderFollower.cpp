#include "cache/OrderFollower.h"

#include "support/SampleOrders.h"
#include "support/TestRegistration.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <deque>
#include <mutex>

using namespace orderdesk;
using namespace orderdesk::test;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp start{1'760'000'000s};

OrderChange changeOf(const std::string& orderUid, std::int64_t revision, std::chrono::seconds at)
{
    OrderChange change;
    change.order.orderUid = orderUid;
    change.order.revision = revision;
    change.order.storedAt = start + at;
    return change;
}

DeadLetter letterAt(std::int64_t offset, std::chrono::seconds at)
{
    DeadLetter letter;
    letter.message.position = {QStringLiteral("orders"), 0, offset, {}};
    letter.receivedAt = start + at;
    letter.violations = {{"/items", "missing_member", "is missing", Severity::Error}};
    return letter;
}

/// What the database would say at each look; empty looks after that.
struct Script
{
    std::mutex mutex;
    std::deque<Result<ChangesSinceLastLook>> looks; ///< guarded by mutex
    int done = 0;                                   ///< guarded by mutex
    int limit = 0;                                  ///< guarded by mutex
    std::function<void()> afterLook; ///< what happens between a scripted look and the next; set before the start

    void add(Result<ChangesSinceLastLook> look)
    {
        const std::scoped_lock lock(mutex);
        looks.push_back(std::move(look));
    }

    bool isThrough()
    {
        const std::scoped_lock lock(mutex);
        return looks.empty();
    }

    int looksDone()
    {
        const std::scoped_lock lock(mutex);
        return done;
    }

    int lastLimit()
    {
        const std::scoped_lock lock(mutex);
        return limit;
    }
};

class FakeOrderChanges final : public OrderChanges
{
public:
    explicit FakeOrderChanges(Script& script)
        : m_script(script)
    {
    }

    Result<ChangesSinceLastLook> next(const Visitor& visit, int limit) override
    {
        const std::scoped_lock lock(m_script.mutex);
        m_script.limit = limit;
        ++m_script.done;
        if (m_script.looks.empty()) {
            return ChangesSinceLastLook();
        }
        auto look = std::move(m_script.looks.front());
        m_script.looks.pop_front();
        if (look) {
            std::erase_if(look->orders, [&](const OrderChange& change) {
                return !visit({change.order.orderUid, change.order.revision, change.order.storedAt});
            });
        }
        if (m_script.afterLook) {
            m_script.afterLook();
        }
        return look;
    }

private:
    Script& m_script;
};

ChangesSinceLastLook looked(std::vector<OrderChange> orders, std::vector<DeadLetter> letters = {},
                            std::int64_t skipped = 0)
{
    return {std::move(orders), std::move(letters), skipped, {}};
}

/// What a feed tells, written down on the feed's thread and read on any: QSignalSpy of Qt 6.4 has no lock.
class FeedRecorder final : public QObject
{
public:
    explicit FeedRecorder(const OrderFeed& feed)
    {
        connect(
            &feed, &OrderFeed::eventsHappened, this,
            [this](const QList<IngestEvent>& events) {
                const std::scoped_lock lock(m_mutex);
                m_events += events;
            },
            Qt::DirectConnection);
        connect(
            &feed, &OrderFeed::skipped, this,
            [this](qint64 count) {
                const std::scoped_lock lock(m_mutex);
                m_skipped += count;
            },
            Qt::DirectConnection);
    }

    QList<IngestEvent> events() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_events;
    }

    /// How many, of each signal.
    QList<qint64> skipped() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_skipped;
    }

    QStringList lines() const
    {
        QStringList lines;
        for (const IngestEvent& event : events()) {
            const QString what = event.kind == IngestEvent::Kind::New       ? QStringLiteral("new")
                                 : event.kind == IngestEvent::Kind::Updated ? QStringLiteral("updated")
                                                                            : QStringLiteral("dead");
            lines += QStringLiteral("%1 %2 %3")
                         .arg(what, QString::fromStdString(event.order.orderUid))
                         .arg(event.kind == IngestEvent::Kind::DeadLettered ? event.order.position.offset
                                                                            : event.order.revision);
        }
        return lines;
    }

private:
    mutable std::mutex m_mutex;
    QList<IngestEvent> m_events; ///< guarded by m_mutex
    QList<qint64> m_skipped;     ///< guarded by m_mutex
};

} // namespace

class TestOrderFollower final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<OrderFollower> follower(OrderFollower::Options options = {10'000, false, 1ms})
    {
        return std::make_unique<OrderFollower>(
            m_cache, m_recent, [this] { return std::make_unique<FakeOrderChanges>(m_script); }, options);
    }

    OrderCache m_cache{1 << 20};
    RecentOrders m_recent{100};
    Script m_script;

private Q_SLOTS:
    void tellsWhatIsStoredInTheOrderOfTime()
    {
        m_script.add(looked({changeOf("a", 1, 1s), changeOf("b", 3, 5s)}, {letterAt(17, 3s)}));
        const auto feed = follower();
        const FeedRecorder told(*feed);
        feed->start();
        QTRY_COMPARE(told.lines(), QStringList({QStringLiteral("new a 1"), QStringLiteral("dead  17"),
                                                QStringLiteral("updated b 3")}));
        QVERIFY(told.events().at(0).receivedAt == start + 1s);
        QCOMPARE(told.events().at(1).violations.size(), 1);
        QCOMPARE(m_recent.newest(10).front().orderUid, "b");
        QCOMPARE(m_script.lastLimit(), 10'000);
    }

    void tellsNoRevisionTwice()
    {
        m_script.add(looked({changeOf("twice", 1, 1s)}));
        m_script.add(looked({changeOf("twice", 1, 1s), changeOf("twice", 2, 2s)}));
        const auto feed = follower();
        const FeedRecorder told(*feed);
        feed->start();
        QTRY_VERIFY(m_script.isThrough());
        QTRY_COMPARE(told.lines(), QStringList({QStringLiteral("new twice 1"), QStringLiteral("updated twice 2")}));
    }

    void whatAFailedLookVisitedIsToldByTheNext()
    {
        m_script.add(looked({}));
        m_script.add(failure(ErrorCode::Unavailable, Sentence::tr("the database is away")));
        m_script.add(failure(ErrorCode::Unavailable, Sentence::tr("the database is away")));
        m_script.add(looked({changeOf("meanwhile", 1, 1s)}, {}, 123));
        const auto feed = follower();
        const FeedRecorder told(*feed);
        QVERIFY(!feed->rights());
        QTest::ignoreMessage(QtWarningMsg, "the database is away; trying again");
        feed->start();
        QTRY_COMPARE(told.lines(), QStringList(QStringLiteral("new meanwhile 1")));
        QTRY_COMPARE(told.skipped(), QList<qint64>{123});
        QVERIFY(feed->rights());
    }

    // Else a first start, on an empty database, complains of tables that are just being made.
    void asksNothingBeforeTheTablesAreThere()
    {
        std::atomic<bool> isReady = false;
        std::atomic<int> asked = 0;
        OrderFollower::Options options{10'000, false, 1ms};
        options.mayLook = [&] {
            ++asked;
            return isReady.load();
        };
        m_script.add(looked({changeOf("first", 1, 1s)}));
        const int before = m_script.looksDone();
        const auto feed = follower(options);
        const FeedRecorder told(*feed);
        feed->start();
        QTRY_VERIFY(asked > 3);
        QCOMPARE(m_script.looksDone(), before);
        isReady = true;
        QTRY_COMPARE(told.lines(), QStringList(QStringLiteral("new first 1")));
    }

    void takesOlderRevisionsOutOfTheCache()
    {
        m_cache.insert(storedOrder("cached", 1));
        m_cache.insert(storedOrder("newer", 7));
        m_script.add(looked({changeOf("cached", 2, 1s), changeOf("newer", 6, 1s)}));
        const auto feed = follower();
        feed->start();
        QTRY_VERIFY(!m_cache.find("cached"));
        QVERIFY(m_cache.find("newer"));
        QCOMPARE(m_cache.insert(storedOrder("cached", 1)), CacheInsert::Outdated);
    }

    void ofAnInstanceThatIngestsOnlyOthersAreTold()
    {
        const std::vector<WrittenOrder> written{{WriteOutcome::Stored, 1, {}}};
        std::vector<IncomingOrder> known(1);
        known[0].order.orderUid = "known";
        std::vector<IncomingOrder> late(1);
        late[0].order.orderUid = "late";
        std::vector<DeadLetter> dead(1);
        dead[0].message.position = {QStringLiteral("orders"), 0, 5, {}};

        const auto feed = follower({10'000, true, 1ms});
        const FeedRecorder told(*feed);
        feed->noteOwn(known, written, {});
        // The look that sees the row may come before the writer has said that it is ours: it tells at the next one.
        m_script.afterLook = [&] { feed->noteOwn(late, written, dead); };
        m_script.add(
            looked({changeOf("known", 1, 1s), changeOf("late", 1, 2s), changeOf("other", 1, 3s)}, {letterAt(5, 4s)}));
        feed->start();
        QTRY_COMPARE(told.lines(), QStringList(QStringLiteral("new other 1")));
        const int looks = m_script.looksDone();
        QTRY_VERIFY(m_script.looksDone() > looks + 2);
        QCOMPARE(told.lines().size(), 1);
    }

    void stopsWithoutWaitingForItsNextLook()
    {
        auto feed = follower({10'000, false, 1h});
        feed->start();
        QTRY_COMPARE(m_script.looksDone(), 1 + m_before);
        QElapsedTimer timer;
        timer.start();
        feed.reset();
        QVERIFY(timer.elapsed() < 5'000);
    }

    void init()
    {
        const std::scoped_lock lock(m_script.mutex);
        m_before = m_script.done;
        m_script.afterLook = {};
    }

private:
    int m_before = 0;
};

ORDERDESK_TEST(TestOrderFollower)
#include "TestOrderFollower.moc"
