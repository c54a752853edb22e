#include "support/FaultBench.h"
#include "support/TestRegistration.h"

#include <QTest>

#include <algorithm>

using namespace orderdesk;
using namespace orderdesk::test;
using namespace std::chrono_literals;

/// Far more waits in Kafka than fits into memory, and the database is slow.
class TestBacklog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = m_bench.start(); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
        const QString problem = m_bench.produce({.messages = messages, .updatesPercent = 5, .orderBytes = 10'000});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }

    void staysWithinItsMemory()
    {
        m_bench.databaseProxy().setDelay(2ms); // for each piece of 64 KiB: 20 MB/s at most
        OrderdeskProcess orderdesk(m_bench.process({QStringLiteral("--cache-size"), QStringLiteral("64MiB")}));
        const QString problem = orderdesk.start();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        qint64 most = 0;
        QVERIFY(waitUntil(
            [&] {
                most = std::max(most, orderdesk.residentKiB());
                return m_bench.isSettled({&orderdesk});
            },
            std::chrono::seconds(120 + messages / 200)));
        qInfo("%d messages of 10 KB behind a slow database: at most %lld MiB resident", messages,
              static_cast<long long>(most / 1024));
        QVERIFY2(most < 300 * 1024, QByteArray::number(most).constData());
        QCOMPARE(m_bench.problemOf(orderdesk), QString());
        QCOMPARE(orderdesk.stop(), QString());
        QCOMPARE(m_bench.difference(), QString());
        QCOMPARE(m_bench.leak(orderdesk.log()), QString());
    }

private:
    const int messages = environmentNumber("ORDERDESK_TEST_BACKLOG_MESSAGES", 40'000);

    FaultBench m_bench{QStringLiteral("backlog")};
};

ORDERDESK_TEST(TestBacklog)
#include "TestBacklog.moc"
