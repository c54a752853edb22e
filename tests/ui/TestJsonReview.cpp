#include "SampleOrders.h"
#include "domain/OrderEncoder.h"
#include "support/TestRegistration.h"
#include "ui/json/JsonReview.h"

#include <QTest>

using namespace orderdesk;

class TestJsonReview final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsAnOrder();
    void saysWhereTheSyntaxBreaks();
    void findsThePlaceOfEachViolation();
    void countsCharactersNotBytes();
    void keepsTheSettingsOfIngest();
};

void TestJsonReview::acceptsAnOrder()
{
    MessageValidator validator(ValidationSettings{});
    const JsonReview review = reviewJson(encodeOrder(modelOrder()), validator);
    QVERIFY(review.isValid);
    QVERIFY(review.findings.isEmpty());
    QCOMPARE(review.orderUid, modelOrder().orderUid);
}

void TestJsonReview::saysWhereTheSyntaxBreaks()
{
    MessageValidator validator(ValidationSettings{});
    const JsonReview review = reviewJson("{\n  \"order_uid\": \"a\"\n  \"entry\": 1\n}", validator);
    QVERIFY(!review.isValid);
    QCOMPARE(review.findings.size(), 1);
    QCOMPARE(review.findings[0].line, 3);
    QCOMPARE(review.findings[0].column, 3);
    QCOMPARE(review.findings[0].length, 7);
    QCOMPARE(review.findings[0].message, QStringLiteral("a comma or the closing bracket is expected here"));
}

void TestJsonReview::findsThePlaceOfEachViolation()
{
    MessageValidator validator(ValidationSettings{});
    QByteArray json = encodeOrder(modelOrder());
    json.replace("\"payment\":", "\n\"payment\":");
    json.replace("\"amount\":1817", "\"amount\":-1");
    json.replace("\"currency\":\"USD\"", "\"currency\":\"usd\"");
    const JsonReview review = reviewJson(json, validator);
    QCOMPARE(review.findings.size(), 2);
    const QList<QByteArray> lines = json.split('\n');
    for (const JsonFinding& finding : review.findings) {
        QCOMPARE(finding.line, 2);
        const QByteArray name = '"' + finding.pointer.section(QLatin1Char('/'), -1).toUtf8() + '"';
        QCOMPARE(lines[1].mid(finding.column - 1, finding.length), name);
    }
}

void TestJsonReview::countsCharactersNotBytes()
{
    MessageValidator validator(ValidationSettings{});
    const JsonReview review = reviewJson("{\"Казань\":1 2}", validator);
    QCOMPARE(review.findings[0].column, 13);
    QCOMPARE(reviewJson({}, validator).findings.size(), 1);
}

void TestJsonReview::keepsTheSettingsOfIngest()
{
    QByteArray json = encodeOrder(modelOrder());
    json.insert(1, "\"more\":1,");
    MessageValidator normal(ValidationSettings{});
    QVERIFY(reviewJson(json, normal).isValid);
    QCOMPARE(reviewJson(json, normal).findings[0].severity, Severity::Warning);
    MessageValidator strict(ValidationSettings{true, 1024 * 1024});
    QVERIFY(!reviewJson(json, strict).isValid);
    MessageValidator small(ValidationSettings{false, 10});
    QVERIFY(!reviewJson(json, small).isValid);
}

ORDERDESK_GUI_TEST(TestJsonReview)
#include "TestJsonReview.moc"
