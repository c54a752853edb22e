#include "storage/DatabaseMonitor.h"

#include "support/InMemoryOrderReader.h"
#include "support/TestRegistration.h"

#include <QTest>

#include <atomic>

using namespace orderdesk;
using namespace orderdesk::test;

class TestDatabaseMonitor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void triesTheSchemaUntilItIsReadyThenWatches()
    {
        const auto database = std::make_shared<InMemoryOrders>();
        DatabaseBreaker breaker;
        std::atomic<int> tries = 0;
        DatabaseMonitor monitor(
            breaker,
            [&]() -> Result<int> {
                if (++tries < 2) {
                    return failure(ErrorCode::Unavailable, Sentence::tr("away"));
                }
                return 1;
            },
            [&] { return std::make_unique<InMemoryOrderReader>(database); });
        QVERIFY(!monitor.isSchemaReady());
        monitor.start();
        QTRY_COMPARE(breaker.state().cause.english(), QStringLiteral("away"));
        QCOMPARE(monitor.schemaProblem().value_or(Error{}).message.english(), QStringLiteral("away"));
        QTRY_VERIFY(monitor.isSchemaReady());
        QTRY_COMPARE(breaker.state().level, ComponentState::Level::Ok);
        {
            const std::scoped_lock lock(database->mutex);
            database->failure = Error{ErrorCode::Unavailable, Sentence::tr("gone")};
        }
        QTRY_COMPARE(breaker.state().cause.english(), QStringLiteral("gone"));
    }

    void refusesASchemaOfANewerProgram()
    {
        const auto database = std::make_shared<InMemoryOrders>();
        DatabaseBreaker breaker;
        std::atomic<int> refusals = 0;
        {
            DatabaseMonitor monitor(
                breaker, []() -> Result<int> { return failure(ErrorCode::Conflict, Sentence::tr("newer")); },
                [&] { return std::make_unique<InMemoryOrderReader>(database); },
                [&](const Error& error) { refusals += error.message.english() == QStringLiteral("newer") ? 1 : 100; });
            monitor.start();
            QTRY_COMPARE(refusals.load(), 1);
            QVERIFY(!monitor.isSchemaReady());
        }
        QCOMPARE(refusals.load(), 1);
    }

    void aViewerLeavesTheSchemaAlone()
    {
        const auto database = std::make_shared<InMemoryOrders>();
        DatabaseBreaker breaker;
        DatabaseMonitor monitor(breaker, {}, [&] { return std::make_unique<InMemoryOrderReader>(database); });
        QVERIFY(monitor.isSchemaReady());
        monitor.start();
        QTRY_COMPARE(breaker.state().level, ComponentState::Level::Ok);
    }
};

ORDERDESK_TEST(TestDatabaseMonitor)
#include "TestDatabaseMonitor.moc"
