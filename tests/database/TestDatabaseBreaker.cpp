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
        const Error away{ErrorCode::Unavailable, Sentence::tr("no route"), Sentence::tr("mend the cable")};
        breaker.report(&away);
        QCOMPARE(breaker.state().level, ComponentState::Level::Down);
        QCOMPARE(breaker.state().cause.english(), QStringLiteral("no route"));
        QCOMPARE(breaker.state().hint.english(), QStringLiteral("mend the cable"));
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
        const Error refused{ErrorCode::AccessRefused, Sentence::tr("a")};
        breaker.report(&refused);
        const Timestamp since = breaker.state().since;
        const Error away{ErrorCode::Unavailable, Sentence::tr("b")};
        breaker.report(&away);
        QCOMPARE(breaker.state().since, since);
        QCOMPARE(breaker.state().cause.english(), QStringLiteral("b"));
    }

    /// Else a look at the history with a role that may not read it, or one search that takes too long, would mark the
    /// whole database as down, for everybody.
    void anAnswerToOneQuestionIsNoOutage_data()
    {
        QTest::addColumn<QByteArray>("sqlState");
        QTest::newRow("a right") << QByteArray("42501");
        QTest::newRow("too long") << QByteArray("57014");
        QTest::newRow("a lock") << QByteArray("55P03");
        QTest::newRow("what a standby replays") << QByteArray("40001");
        QTest::newRow("cannot be done") << QByteArray("0A000");
    }

    void anAnswerToOneQuestionIsNoOutage()
    {
        QFETCH(const QByteArray, sqlState);
        DatabaseBreaker breaker;
        const Error denied = sqlFailure(Sentence::tr("cannot read orders"), sqlState);
        breaker.report(&denied);
        QCOMPARE(breaker.state().level, ComponentState::Level::Ok);
        QVERIFY(breaker.allows());
        const Error missing = sqlFailure(Sentence::tr("cannot read orders"), "42P01");
        breaker.report(&missing);
        QCOMPARE(breaker.state().level, ComponentState::Level::Down);
        breaker.report(&denied);
        QCOMPARE(breaker.state().level, ComponentState::Level::Ok);
    }

    void aWrongQuestionDoesNotOpenIt()
    {
        DatabaseBreaker breaker;
        const Error notFound{ErrorCode::NotFound, Sentence::tr("none")};
        breaker.report(&notFound);
        QCOMPARE(breaker.state().level, ComponentState::Level::Ok);
    }
};

ORDERDESK_TEST(TestDatabaseBreaker)
#include "TestDatabaseBreaker.moc"
