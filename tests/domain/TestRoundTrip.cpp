#include "domain/OrderDecoder.h"
#include "domain/OrderEncoder.h"
#include "generator/OrderGenerator.h"
#include "support/TestRegistration.h"

#include <QTest>

using namespace orderdesk;

class TestRoundTrip final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodingUndoesEncoding();
    void encodingIsStable();
};

namespace {

const Timestamp kNow = *parseRfc3339("2025-02-01T00:00:00Z");

/// The same document as someone else would write it: white space, escapes.
QByteArray restyled(QByteArray json)
{
    json.replace("\":", "\" :\t").replace(",\"", ", \r\n \"").replace("\":\t\"a", "\":\t\"\\u0061");
    return json;
}

} // namespace

void TestRoundTrip::decodingUndoesEncoding()
{
    OrderGenerator generator({11, 0, 20});
    OrderDecoder decoder;
    for (int i = 0; i < 10000; ++i) {
        const Order order = generator.next().order;
        const DecodeResult result = decoder.decode(encodeOrder(order), kNow);
        QVERIFY(result.order == order);
    }
}

void TestRoundTrip::encodingIsStable()
{
    OrderGenerator generator({12, 0, 0});
    OrderDecoder decoder;
    for (int i = 0; i < 2000; ++i) {
        const QByteArray json = generator.next().json;
        const DecodeResult result = decoder.decode(restyled(json), kNow);
        QVERIFY(result.order.has_value());
        QCOMPARE(encodeOrder(*result.order), json);
    }
}

ORDERDESK_TEST(TestRoundTrip)
#include "TestRoundTrip.moc"
