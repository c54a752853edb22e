#include "domain/ExampleOrder.h"
#include "domain/OrderEncoder.h"
#include "support/TestRegistration.h"

#include <QJsonDocument>
#include <QTest>

using namespace orderdesk;

class TestOrderEncoder final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTheExampleAsItIs();
    void escapesOnlyWhatMustBe();
    void writesDatesInUtc();
    void isReadBackByOthers();
};

namespace {

Order example()
{
    OrderDecoder decoder;
    return decoder.decode(readSourceFile(QStringLiteral("data/model.json")), kTestNow).order.value_or(Order{});
}

} // namespace

void TestOrderEncoder::writesTheExampleAsItIs()
{
    QByteArray compact;
    bool inString = false;
    for (const char c : readSourceFile(QStringLiteral("data/model.json"))) {
        inString = inString != (c == '"');
        if (inString || (c != ' ' && c != '\n')) {
            compact.append(c);
        }
    }
    QCOMPARE(encodeOrder(example()), compact);
}

void TestOrderEncoder::escapesOnlyWhatMustBe()
{
    Order order = example();
    order.delivery.name = "\"\\/\b\f\n\r\t\x01\x1f\x7f é Жук 😀";
    const QByteArray json = encodeOrder(order);
    QVERIFY(json.contains("\"name\":\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f é Жук 😀\""));
}

void TestOrderEncoder::writesDatesInUtc()
{
    Order order = example();
    order.dateCreated = *parseRfc3339("2024-03-01T01:00:00.25+03:00");
    QVERIFY(encodeOrder(order).contains(R"("date_created":"2024-02-29T22:00:00.25Z")"));
}

/// Long enough to leave the writer's stack buffer.
void TestOrderEncoder::isReadBackByOthers()
{
    Order order = example();
    order.items.resize(500, order.items.front());
    order.items.back().price = std::numeric_limits<std::int64_t>::max();
    order.items.back().status = std::numeric_limits<std::int64_t>::min();
    const QByteArray json = encodeOrder(order);
    QVERIFY(json.contains("9223372036854775807"));
    QVERIFY(json.contains("-9223372036854775808"));
    QVERIFY(QJsonDocument::fromJson(json).isObject());
    OrderDecoder decoder;
    QVERIFY(decoder.decode(json, kTestNow).order == order);
}

ORDERDESK_TEST(TestOrderEncoder)
#include "TestOrderEncoder.moc"
