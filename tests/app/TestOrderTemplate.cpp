#include "app/OrderTemplate.h"
#include "domain/OrderDecoder.h"
#include "support/TestRegistration.h"

#include <QTest>

using namespace orderdesk;

class TestOrderTemplate final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isValidWithoutWarnings();
    void hasANumberOfItsOwn();
};

void TestOrderTemplate::isValidWithoutWarnings()
{
    const Timestamp before = currentTimestamp() - std::chrono::seconds(2);
    const DecodeResult decoded = OrderDecoder().decode(newOrderTemplate(), currentTimestamp());
    QVERIFY(decoded.order.has_value());
    QVERIFY2(decoded.violations.empty(), encodeViolations(decoded.violations).constData());
    QVERIFY(decoded.order->dateCreated >= before);
    QCOMPARE(decoded.order->payment.transaction, decoded.order->orderUid);
    QVERIFY(newOrderTemplate().count('\n') > 40);
}

void TestOrderTemplate::hasANumberOfItsOwn()
{
    OrderDecoder decoder;
    const std::string one = decoder.decode(newOrderTemplate(), currentTimestamp()).orderUid;
    QVERIFY(!one.empty() && one != "b563feb7b2b84b6test");
    QVERIFY(decoder.decode(newOrderTemplate(), currentTimestamp()).orderUid != one);
}

ORDERDESK_TEST(TestOrderTemplate)
#include "TestOrderTemplate.moc"
