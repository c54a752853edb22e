#include "support/FaultBench.h"
#include "support/TestRegistration.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <vector>

using namespace orderdesk;
using namespace orderdesk::test;
using namespace std::chrono_literals;

namespace {

struct Sample
{
    double seconds = 0;
    qint64 residentKiB = 0;
    qint64 descriptors = 0;
    double lag = 0;
};

/// Least squares, KiB a minute.
double slope(const std::vector<Sample>& samples)
{
    double n = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    for (const Sample& sample : samples) {
        const double minutes = sample.seconds / 60;
        const auto memory = static_cast<double>(sample.residentKiB);
        ++n;
        x += minutes;
        y += memory;
        xx += minutes * minutes;
        xy += minutes * memory;
    }
    return (n * xy - x * y) / (n * xx - x * x);
}

} // namespace

/// A steady load of messages and reads for a long time: nothing grows.
class TestSoak : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = m_bench.start(); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
    }

    void nothingGrows()
    {
        // A cache that is full before the measuring begins.
        OrderdeskProcess orderdesk(m_bench.process({QStringLiteral("--cache-size"), QStringLiteral("8MiB")}));
        const QString problem = orderdesk.start();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const QString failed = m_bench.produce({.messages = 30'000});
        QVERIFY2(failed.isEmpty(), qPrintable(failed));
        QVERIFY(waitUntil([&] { return m_bench.isSettled({&orderdesk}); }, 120s));

        const QString order = QStringLiteral("/order/") + m_bench.anyOrder(); // stored: later ones may be on their way
        const double duration = environmentNumber("ORDERDESK_TEST_SOAK_SECONDS", 600);
        std::vector<Sample> samples;
        int reads = 0;
        int busy = 0;
        QElapsedTimer running;
        running.start();
        for (std::uint64_t round = 1; running.elapsed() < duration * 1000; ++round) {
            // Steady, not as much as can be: 600 messages a second.
            waitUntil([&] { return running.elapsed() >= static_cast<qint64>(round) * 500; }, 1s);
            const QString unsent = m_bench.produce({.messages = 300, .updatesPercent = 30, .seed = 1000 + round});
            QVERIFY2(unsent.isEmpty(), qPrintable(unsent));
            const QStringList paths{order,
                                    order + QStringLiteral("/trace"),
                                    QStringLiteral("/"),
                                    QStringLiteral("/orders?limit=50"),
                                    QStringLiteral("/view?order_uid=") + order.section(u'/', -1),
                                    QStringLiteral("/dead-letters"),
                                    QStringLiteral("/order/nosuch")};
            for (const QString& path : paths) {
                int status = orderdesk.get(path).status;
                if (status == 503) { // a read that took over a second: its answer is to come back later
                    ++busy;
                    QVERIFY(waitUntil(
                        [&] {
                            status = orderdesk.get(path).status;
                            return status != 503;
                        },
                        30s));
                }
                QVERIFY2(status == 200 || (status == 404 && path.endsWith(QStringLiteral("nosuch"))),
                         qPrintable(path + QStringLiteral(": ") + QString::number(status)));
                ++reads;
            }
            // The first quarter is for warming up: allocator arenas, statement caches, Qt's lazily made tables.
            const double seconds = static_cast<double>(running.elapsed()) / 1000;
            if (seconds > duration / 4) {
                samples.push_back({seconds, orderdesk.residentKiB(), orderdesk.openDescriptors(),
                                   orderdesk.metric("orderdesk_kafka_lag_messages").value_or(0)});
            }
        }
        QVERIFY2(waitUntil([&] { return m_bench.isSettled({&orderdesk}); }, 60s),
                 QByteArray(m_bench.whatIsLeft({&orderdesk}) + orderdesk.log().right(3000)).constData());
        const auto byDescriptors = [](const Sample& a, const Sample& b) { return a.descriptors < b.descriptors; };
        const auto [least, most] = std::minmax_element(samples.begin(), samples.end(), byDescriptors);
        const auto worstLag = std::max_element(samples.begin(), samples.end(),
                                               [](const Sample& a, const Sample& b) { return a.lag < b.lag; });
        const qint64 grown = samples.back().residentKiB - samples.front().residentKiB;
        qInfo("%.0f s, %lld messages, %d reads (%d answered 503 first): resident %lld MiB, grew %lld KiB, slope %.0f "
              "KiB a minute, descriptors "
              "%lld to %lld, largest lag %.0f",
              duration, static_cast<long long>(m_bench.messagesSent()), reads, busy,
              static_cast<long long>(samples.back().residentKiB / 1024), static_cast<long long>(grown), slope(samples),
              static_cast<long long>(least->descriptors), static_cast<long long>(most->descriptors), worstLag->lag);
        QVERIFY2(grown < 16 * 1024, QByteArray::number(grown).constData());
        QVERIFY(most->descriptors - least->descriptors <= 8);
        QVERIFY(worstLag->lag < 5000);
        QCOMPARE(m_bench.problemOf(orderdesk), QString());
        QCOMPARE(orderdesk.stop(), QString());
        QCOMPARE(m_bench.difference(), QString());
        QCOMPARE(m_bench.leak(orderdesk.log()), QString());
    }

private:
    FaultBench m_bench{QStringLiteral("soak")};
};

ORDERDESK_TEST(TestSoak)
#include "TestSoak.moc"
