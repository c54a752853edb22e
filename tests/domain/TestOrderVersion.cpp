#include "domain/OrderVersion.h"
#include "support/TestRegistration.h"

#include <QTest>

#include <random>

using namespace orderdesk;

namespace {

using namespace std::chrono_literals;

constexpr Timestamp now{std::chrono::milliseconds(1'800'000'000'000)};

MessagePosition at(std::int32_t log, std::int64_t offset, int time)
{
    return {QStringLiteral("orders"), log, offset, time < 0 ? Timestamp{} : Timestamp(std::chrono::seconds(time + 1))};
}

struct Version
{
    MessagePosition position;
    int content = 0;
};

struct Row
{
    OrderPlace place;
    int content = 0;
};

// A history: up to four logs, clocks that disagree, ties, messages without a time, read in any interleaving and in
// batches of any size; then again, from any offsets. What becomes of a row is counted by nothing but its content.
class History
{
public:
    explicit History(std::uint64_t seed)
        : m_random(seed)
        , m_logs(static_cast<std::size_t>(upTo(1, 4)))
    {
        for (std::size_t log = 0; log < m_logs.size(); ++log) {
            const int length = upTo(0, 5);
            for (int offset = 0; offset < length; ++offset) {
                m_logs[log].push_back({at(static_cast<std::int32_t>(log), offset, upTo(-1, 7)), upTo(0, 3)});
            }
        }
    }

    /// Reads the logs; each from its beginning, or from any offset.
    void read(bool anywhere)
    {
        std::vector<std::size_t> next;
        for (const auto& log : m_logs) {
            next.push_back(anywhere ? static_cast<std::size_t>(upTo(0, static_cast<int>(log.size()))) : 0);
        }
        std::vector<Version> batch;
        int room = upTo(1, 4);
        while (const auto log = anyWithMore(next)) {
            batch.push_back(m_logs[*log][next[*log]++]);
            if (--room == 0) {
                write(batch);
                batch.clear();
                room = upTo(1, 4);
            }
        }
        write(batch);
    }

    std::optional<int> content() const { return m_row ? std::optional(m_row->content) : std::nullopt; }

private:
    int upTo(int least, int most) { return std::uniform_int_distribution<int>(least, most)(m_random); }

    std::optional<std::size_t> anyWithMore(const std::vector<std::size_t>& next)
    {
        std::vector<std::size_t> left;
        for (std::size_t log = 0; log < m_logs.size(); ++log) {
            if (next[log] < m_logs[log].size()) {
                left.push_back(log);
            }
        }
        return left.empty() ? std::nullopt
                            : std::optional(left[static_cast<std::size_t>(upTo(0, static_cast<int>(left.size()) - 1))]);
    }

    void write(const std::vector<Version>& batch)
    {
        if (batch.empty()) {
            return;
        }
        std::vector<MessagePosition> positions;
        for (const Version& version : batch) {
            positions.push_back(version.position);
        }
        const VersionChoice choice = chooseVersion(m_row ? std::optional(m_row->place) : std::nullopt, positions, now);
        if (choice.newest) {
            m_row = Row{choice.place, batch[*choice.newest].content};
        }
    }

    std::mt19937_64 m_random;
    std::vector<std::vector<Version>> m_logs;
    std::optional<Row> m_row;
};

} // namespace

class TestOrderVersion final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// 10,000 histories; as many as ORDERDESK_TEST_HISTORIES says.
    void noReplayChangesARow()
    {
        bool given = false;
        const int asked = qEnvironmentVariableIntValue("ORDERDESK_TEST_HISTORIES", &given);
        const int histories = given ? asked : 10'000;
        for (int seed = 0; seed < histories; ++seed) {
            History history(static_cast<std::uint64_t>(seed));
            history.read(false);
            const std::optional<int> content = history.content();
            for (int replay = 0; replay < 3; ++replay) {
                history.read(true);
                if (history.content() != content) {
                    QFAIL(qPrintable(QStringLiteral("history %1: a replay changed the row").arg(seed)));
                }
            }
        }
        qInfo("%d histories, three replays each, changed no row", histories);
    }

    void offsetsDecideWithinALogAndTimesAcross_data()
    {
        QTest::addColumn<MessagePosition>("message");
        QTest::addColumn<bool>("newer");
        MessagePosition anew = at(0, 1, 101);
        anew.incarnation = 2;
        QTest::newRow("later in the log, older time") << at(0, 6, 1) << true;
        QTest::newRow("the same one") << at(0, 5, 100) << false;
        QTest::newRow("earlier in the log, later time") << at(0, 4, 200) << false;
        QTest::newRow("another log, later than all") << at(1, 0, 151) << true;
        QTest::newRow("another log, later than the newest only") << at(1, 0, 120) << false;
        QTest::newRow("another log, same time") << at(1, 0, 150) << false;
        QTest::newRow("another log, no time") << at(1, 99, -1) << false;
        QTest::newRow("another life, not later") << anew << false;
        anew.timestamp += 1min;
        QTest::newRow("another life, later") << anew << true;
    }

    void offsetsDecideWithinALogAndTimesAcross()
    {
        QFETCH(const MessagePosition, message);
        QFETCH(const bool, newer);
        QCOMPARE(isNewer(message, {at(0, 5, 100), at(0, 0, 150).timestamp}, now), newer);
    }

    void aTimeThatIsAheadDecidesNothingAcrossLogs()
    {
        MessagePosition ahead = at(1, 0, 0);
        ahead.timestamp = now + 24h + 1us;
        const OrderPlace place{at(0, 5, 100), at(0, 0, 100).timestamp};
        QVERIFY(!isNewer(ahead, place, now));
        QVERIFY(isNewer(ahead, place, now + 1us));
        // In its own log it is the newest, and keeps nothing of other logs out.
        const OrderPlace itself = movedOn(std::nullopt, ahead, now);
        QCOMPARE(itself.newest, ahead);
        QVERIFY(isNewer(at(0, 6, 101), itself, now));
        MessagePosition next = ahead;
        ++next.offset;
        const OrderPlace moved = movedOn(place, next, now);
        QCOMPARE(moved.greatestTime, place.greatestTime);
        QVERIFY(isNewer(at(2, 0, 101), moved, now));
    }

    /// Rows that were stored before anybody counted the lives of topics.
    void aRowOfAnUnknownLifeIsOlderThanALaterTimeOrAHigherOffset()
    {
        OrderPlace place{at(0, 5, 50), at(0, 0, 50).timestamp};
        place.newest.incarnation = 0;
        QVERIFY(isNewer(at(0, 6, 10), place, now));
        QVERIFY(isNewer(at(0, 1, 51), place, now));
        QVERIFY(!isNewer(at(0, 5, 50), place, now));
        QVERIFY(!isNewer(at(1, 9, 50), place, now));
    }

    void theNewestOfABatchIsNotTheNewestOfAll()
    {
        // Among themselves the second is newer than the first, by its time; the row has been later than that.
        const OrderPlace row{at(0, 5, 50), at(0, 0, 150).timestamp};
        const std::vector batch{at(0, 6, 10), at(1, 0, 120)};
        const VersionChoice choice = chooseVersion(row, batch, now);
        QCOMPARE(choice.newest, std::optional<std::size_t>(0));
        QCOMPARE(choice.place.newest, batch[0]);
        QCOMPARE(choice.place.greatestTime, row.greatestTime);
        QCOMPARE(chooseVersion(std::nullopt, batch, now).newest, std::optional<std::size_t>(1));
        QVERIFY(!chooseVersion(row, std::vector{at(0, 5, 10)}, now).newest);
    }
};

Q_DECLARE_METATYPE(orderdesk::MessagePosition)

ORDERDESK_TEST(TestOrderVersion)
#include "TestOrderVersion.moc"
