#include "domain/Violation.h"
#include "support/TestRegistration.h"

#include <QTest>

using namespace orderdesk;

class TestViolation final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsErrors();
    void survivesEncoding();
    void writesTheDocumentedForm();
    void refusesForeignText_data();
    void refusesForeignText();
};

void TestViolation::knowsErrors()
{
    const Violation error{"/a", "wrong_type", "m", Severity::Error};
    const Violation warning{"/a", "unknown_member", "m", Severity::Warning};
    QVERIFY(!hasErrors({}));
    QVERIFY(!hasErrors({warning, warning}));
    QVERIFY(hasErrors({warning, error}));
}

void TestViolation::survivesEncoding()
{
    const Violations violations{{"/items/0/na~1me", "wrong_type", "quote \" and \\ and \n and \x01", Severity::Error},
                                {"", "amount_mismatch", "сумма", Severity::Warning}};
    const QByteArray json = encodeViolations(violations);
    QVERIFY(decodeViolations({json.constData(), static_cast<std::size_t>(json.size())}) == violations);
    QVERIFY(decodeViolations("[]").empty());
    QCOMPARE(encodeViolations({}), QByteArray("[]"));
}

void TestViolation::writesTheDocumentedForm()
{
    QCOMPARE(encodeViolations({{"/a", "b", "c", Severity::Error}, {"/d", "e", "f", Severity::Warning}}),
             QByteArray(R"([{"pointer":"/a","code":"b","message":"c","severity":"error"},)"
                        R"({"pointer":"/d","code":"e","message":"f","severity":"warning"}])"));
}

void TestViolation::refusesForeignText_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"", "null", "{}", "[1]", "[{}]", "nonsense", R"([{"pointer":"","code":"","message":""}])",
                             R"([{"pointer":"","code":"","message":"","severity":"fatal"}])",
                             R"([{"pointer":1,"code":"","message":"","severity":"error"}])"}) {
        QTest::newRow(text) << QByteArray(text);
    }
}

void TestViolation::refusesForeignText()
{
    QFETCH(QByteArray, text);
    QVERIFY(decodeViolations(text.toStdString()).empty());
}

ORDERDESK_TEST(TestViolation)
#include "TestViolation.moc"
