#include "database/DatabaseBreaker.h"
#include "database/SqlFailure.h"
#include "support/TestRegistration.h"

#include <QTest>

using namespace orderdesk;

class TestDatabaseBreaker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void letsOneTryEachSecondWhileAway()
    {
        DatabaseBreaker breaker;
        QVERIFY(breaker.allows());
        const Error away{ErrorCode::Unavailable, QStringLiteral("no route"), QStringLiteral("mend the cable")};
        breaker.report(&away);
        QCOMPARE(breaker.state().level, ComponentState::Level::Down);
        QCOMPARE(breaker.state().cause, QStringLiteral("no route"));
        QCOMPARE(breaker.state().hint, QStringLiteral("mend the cable"));
        QVERIFY(breaker.state().nextTry);
        QVERIFY(!breaker.allows());
        // Not QTRY_VERIFY, which asks once more than it was answered.
        QVERIFY(QTest::qWaitFor([&] { return breaker.allows(); }));
        QVERIFY(!breaker.allows());
        breaker.report(nullptr);
        QCOMPARE(breaker.state().level, ComponentState::Level::Ok);
        QVERIFY(breaker.state().cause.isEmpty());
        QVERIFY(breaker.state().hint.isEmpty());
        QVERIFY(breaker.allows());
        QVERIFY(breaker.allows());
    }

    void keepsSinceWhileTheStateLasts()
    {
        DatabaseBreaker breaker;
        const Error refused{ErrorCode::AccessRefused, QStringLiteral("a")};
        breaker.report(&refused);
        const Timestamp since = breaker.state().since;
        const Error away{ErrorCode::Unavailable, QStringLiteral("b")};
        breaker.report(&away);
        QCOMPARE(breaker.state().since, since);
        QCOMPARE(breaker.state().cause, QStringLiteral("b"));
    }

    /// Else a look at the history with a role that may not read it would mark the whole database as down.
    void aDeniedRightIsAnAnswer()
    {
        DatabaseBreaker breaker;
        const Error denied = sqlFailure(QStringLiteral("cannot read the revisions of an order"), "42501");
        QCOMPARE(denied.code, ErrorCode::AccessRefused);
        breaker.report(&denied);
        QCOMPARE(breaker.state().level, ComponentState::Level::Ok);
        QVERIFY(breaker.allows());
        const Error missing = sqlFailure(QStringLiteral("cannot read orders"), "42P01");
        breaker.report(&missing);
        QCOMPARE(breaker.state().level, ComponentState::Level::Down);
        breaker.report(&denied);
        QCOMPARE(breaker.state().level, ComponentState::Level::Ok);
    }

    void aWrongQuestionDoesNotOpenIt()
    {
        DatabaseBreaker breaker;
        const Error notFound{ErrorCode::NotFound, QStringLiteral("none")};
        breaker.report(&notFound);
        QCOMPARE(breaker.state().level, ComponentState::Level::Ok);
    }
};

ORDERDESK_TEST(TestDatabaseBreaker)
#include "TestDatabaseBreaker.moc"
