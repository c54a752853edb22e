#include "lookup/LookupText.h"
#include "support/TestRegistration.h"

#include <QTest>

using namespace orderdesk;

class TestLookupText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void understandsWhatIsPasted_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("meant");
        QTest::newRow("itself") << "b563feb7b2b84b6test"
                                << "b563feb7b2b84b6test";
        QTest::newRow("blanks") << " \t b563 \r\n"
                                << "b563";
        QTest::newRow("invisible") << QStringLiteral("\ufeff\u200bb563\u00a0\u2060") << "b563";
        QTest::newRow("quotes") << "\"b563\""
                                << "b563";
        QTest::newRow("typographic quotes") << QStringLiteral("« b563 »") << "b563";
        QTest::newRow("comma") << "\"b563\","
                               << "b563";
        QTest::newRow("json member") << "  \"order_uid\": \"b563\",\n"
                                     << "b563";
        QTest::newRow("json number") << "\"nm_id\": 2389212,"
                                     << "2389212";
        QTest::newRow("mail address") << "mailto:test@gmail.com"
                                      << "test@gmail.com";
        QTest::newRow("mail address in brackets") << "<test@gmail.com>"
                                                  << "test@gmail.com";
        QTest::newRow("phone link") << "tel:+9720000000"
                                    << "+9720000000";
        QTest::newRow("name") << "Test Testov"
                              << "Test Testov";
        QTest::newRow("name with a break") << "Test\n\tTestov"
                                           << "Test Testov";
        QTest::newRow("apostrophe") << "O'Neil"
                                    << "O'Neil";
        QTest::newRow("two quoted") << "\"a\" and \"b\""
                                    << "\"a\" and \"b\"";
        QTest::newRow("only quotes") << "\"\""
                                     << "\"\"";
        QTest::newRow("only a comma") << ","
                                      << ",";
        QTest::newRow("nothing") << "  "
                                 << "";
    }

    void understandsWhatIsPasted()
    {
        QFETCH(QString, typed);
        QTEST(lookupText(typed), "meant");
        QCOMPARE(lookupText(lookupText(typed)), lookupText(typed));
    }

    void knowsAnOrderNumber()
    {
        QVERIFY(mayBeOrderNumber(QStringLiteral("b563feb7b2b84b6test")));
        QVERIFY(mayBeOrderNumber(QStringLiteral("A.b_c~d-9")));
        QVERIFY(mayBeOrderNumber(QString(128, QLatin1Char('x'))));
        QVERIFY(!mayBeOrderNumber(QString(129, QLatin1Char('x'))));
        for (const char* other : {"", "a b", "someone@example.com", "+7900", "(1)", "\xd0\x98\xd0\xb2\xd0\xb0\xd0\xbd"})
            QVERIFY2(!mayBeOrderNumber(QString::fromUtf8(other)), other);
    }
};

ORDERDESK_TEST(TestLookupText)
#include "TestLookupText.moc"
