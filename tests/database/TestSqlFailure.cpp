#include "database/SqlFailure.h"
#include "support/TestRegistration.h"

#include <QTest>

using namespace orderdesk;

/// Every SQLSTATE class of PostgreSQL's manual, appendix A, and the exceptions inside them.
class TestSqlFailure final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void classifies_data()
    {
        QTest::addColumn<ErrorCode>("expected");
        const auto add = [](const char* states, ErrorCode expected) {
            for (const QByteArray& state : QByteArray(states).split(' ')) {
                QTest::newRow(state.constData()) << expected;
            }
        };
        add("08000 08003 08006 08P01 0A000 25001 25006 25P02 25P03 26000 34000 40000 40001 40003 40P01 53000 53100 "
            "53200"
            " 53300 53400 55000 55006 55P03 57000 57014 57P01 57P02 57P03 57P04 57P05 58000 58030 58P01 XX000 "
            "XX001"
            " XX002 00000 ?????",
            ErrorCode::Unavailable);
        add("21000 22000 22001 22003 22007 22008 22021 22P02 22P05 23000 23503 23505 23514 23P01 54000 54001 "
            "54011",
            ErrorCode::DataRejected);
        add("28000 28P01 3D000 3F000 42000 42501 42601 42703 42804 42883 42P01 42P07 23502 P0001",
            ErrorCode::AccessRefused);
    }

    void classifies()
    {
        QFETCH(const ErrorCode, expected);
        QCOMPARE(classifySqlState(QTest::currentDataTag()), expected);
    }

    void retriesAnUnknownOutcome()
    {
        QCOMPARE(classifySqlState({}), ErrorCode::Unavailable);
        QCOMPARE(sqlFailure(Sentence::tr("cannot commit"), {}).message.english(),
                 QStringLiteral("cannot commit: the connection to the database was lost"));
    }

    void saysWhatItMeans()
    {
        const Error missing = sqlFailure(Sentence::tr("cannot store orders"), "42P01");
        QCOMPARE(missing.code, ErrorCode::AccessRefused);
        QCOMPARE(missing.message.english(), QStringLiteral("cannot store orders: a table is missing (SQLSTATE 42P01)"));
        QVERIFY(missing.hint.english().contains(QLatin1String("ingests")));
        QVERIFY(sqlFailure(Sentence::tr("x"), "28000").hint.english().contains(QLatin1String("pg_hba.conf")));
        QVERIFY(sqlFailure(Sentence::tr("x"), "28P01")
                    .hint.english()
                    .contains(QLatin1String("ORDERDESK_DATABASE_URL_FILE")));
        QVERIFY(sqlFailure(Sentence::tr("x"), "3D000").hint.english().contains(QLatin1String("createdb")));
        QVERIFY(sqlFailure(Sentence::tr("x"), "08P01").hint.english().contains(QLatin1String("options=")));
        QCOMPARE(sqlFailure(Sentence::tr("x"), "40001").hint.english(), QString());
        QCOMPARE(sqlFailure(Sentence::tr("x"), "53999").message.english(),
                 QStringLiteral("x: the server is out of resources (SQLSTATE 53999)"));
        QCOMPARE(sqlFailure(Sentence::tr("x"), "HV000").message.english(), QStringLiteral("x: (SQLSTATE HV000)"));
    }
};

ORDERDESK_TEST(TestSqlFailure)
#include "TestSqlFailure.moc"
