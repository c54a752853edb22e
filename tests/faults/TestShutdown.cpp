#include "support/FaultBench.h"
#include "support/TestRegistration.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace orderdesk;
using namespace orderdesk::test;
using namespace std::chrono_literals;

namespace {

void stack(const char* action, const char* service)
{
    QVERIFY(FaultBench::dev({QStringLiteral("stack"), QString::fromLatin1(action), QString::fromLatin1(service)}));
}

struct Ended
{
    qint64 consumed = -1;
    qint64 repeated = 0; ///< unchanged or superseded: nothing of the kind is sent
};

/// What the last line of ingest says.
Ended lastAccount(const QByteArray& log)
{
    static const QRegularExpression account(QStringLiteral("ingest ended: (\\d+) consumed = \\d+ stored \\+ (\\d+) "
                                                           "unchanged \\+ (\\d+) superseded"));
    const qsizetype at = log.lastIndexOf("ingest ended:");
    const auto match = account.match(QString::fromUtf8(log.mid(std::max<qsizetype>(0, at))));
    return match.hasMatch()
               ? Ended{match.captured(1).toLongLong(), match.captured(2).toLongLong() + match.captured(3).toLongLong()}
               : Ended{};
}

} // namespace

/// SIGTERM, in good times and in bad.
class TestShutdown : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = m_bench.start(); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
    }

    /// Every message is consumed by exactly one of the runs.
    void underLoad()
    {
        const int runs = environmentNumber("ORDERDESK_TEST_SHUTDOWN_RUNS", 20);
        const int messages = runs * 2500;
        const QString problem = m_bench.produce({.messages = messages, .updatesPercent = 0});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        qint64 consumed = 0;
        std::vector<qint64> milliseconds;
        for (int run = 1; run <= runs; ++run) {
            OrderdeskProcess orderdesk(m_bench.process());
            const QString failed = orderdesk.start();
            QVERIFY2(failed.isEmpty(), qPrintable(failed));
            const qint64 before = m_bench.storedOrders();
            QVERIFY(waitUntil([&] { return m_bench.storedOrders() > before || m_bench.isComplete(); }, 60s));
            if (run == runs) {
                QVERIFY(waitUntil([&] { return m_bench.isSettled({&orderdesk}); }, 120s));
            }
            QElapsedTimer stopping;
            stopping.start();
            QCOMPARE(orderdesk.stop(), QString());
            milliseconds.push_back(stopping.elapsed());
            const Ended ended = lastAccount(orderdesk.log());
            QVERIFY2(ended.consumed >= 0 && ended.repeated == 0, orderdesk.log().right(3000).constData());
            consumed += ended.consumed;
            QCOMPARE(m_bench.leak(orderdesk.log()), QString());
        }
        std::sort(milliseconds.begin(), milliseconds.end());
        qInfo("%d stops under load: median %lld ms, longest %lld ms", runs,
              static_cast<long long>(milliseconds[milliseconds.size() / 2]),
              static_cast<long long>(milliseconds.back()));
        QCOMPARE(consumed, messages);
        QCOMPARE(m_bench.difference(), QString());
        QCOMPARE(m_bench.uncommitted(), QString());
        QVERIFY2(milliseconds.back() < 5000, QByteArray::number(milliseconds.back()).constData());
    }

    void withServersThatHang_data()
    {
        QTest::addColumn<bool>("database");
        QTest::addColumn<bool>("kafka");
        QTest::addColumn<bool>("fromTheStart");
        QTest::newRow("database") << true << false << false;
        QTest::newRow("Kafka") << false << true << false;
        QTest::newRow("both") << true << true << false;
        QTest::newRow("both, from the start") << true << true << true;
    }

    void withServersThatHang()
    {
        QFETCH(bool, database);
        QFETCH(bool, kafka);
        QFETCH(bool, fromTheStart);
        const QString problem = m_bench.produce({.messages = 5000, .seed = ++m_seed});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const auto freeze = [&] {
            if (database) {
                stack("pause", "postgres");
            }
            if (kafka) {
                stack("pause", "kafka");
            }
        };
        OrderdeskProcess orderdesk(m_bench.process());
        const qint64 before = m_bench.storedOrders();
        if (fromTheStart) {
            freeze();
        }
        const QString failed = orderdesk.start();
        if (!fromTheStart) {
            waitUntil([&] { return m_bench.storedOrders() > before; }, 60s);
            freeze();
            // It has noticed, and is in the middle of waiting.
            waitUntil([&] { return orderdesk.get(QStringLiteral("/readyz")).status == 503; }, 20s);
        }
        QElapsedTimer stopping;
        stopping.start();
        const QString stopped = orderdesk.stop();
        const qint64 milliseconds = stopping.elapsed();
        stack("unpause", "postgres");
        stack("unpause", "kafka");
        QVERIFY2(failed.isEmpty(), qPrintable(failed));
        QCOMPARE(stopped, QString());
        qInfo("%s hang: stopped after %lld ms", QTest::currentDataTag(), static_cast<long long>(milliseconds));
        QVERIFY2(milliseconds < 10'000, QByteArray::number(milliseconds).constData());
        QCOMPARE(m_bench.leak(orderdesk.log()), QString());
    }

    void nothingWasLost()
    {
        OrderdeskProcess orderdesk(m_bench.process());
        const QString failed = orderdesk.start();
        QVERIFY2(failed.isEmpty(), qPrintable(failed));
        QVERIFY2(waitUntil([&] { return m_bench.isSettled({&orderdesk}); }, 60s),
                 orderdesk.log().right(3000).constData());
        QCOMPARE(orderdesk.stop(), QString());
        QCOMPARE(m_bench.difference(), QString());
    }

private:
    FaultBench m_bench{QStringLiteral("shutdown")};
    std::uint64_t m_seed = 200;
};

ORDERDESK_TEST(TestShutdown)
#include "TestShutdown.moc"
