#include "generator/OrderGenerator.h"
#include "support/TestRegistration.h"

#include "domain/OrderDecoder.h"
#include "domain/OrderEncoder.h"

#include <QCryptographicHash>
#include <QTest>

#include <map>
#include <set>

using namespace orderdesk;

class TestOrderGenerator final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheSameBytesForTheSameSeed();
    void givesOtherBytesForAnotherSeed();
    void givesValidOrders();
    void givesInvalidOrdersOfEveryKind();
    void givesUpdates();
    void keepsTheProportions();
    void looksLikeLife();
};

namespace {

// After everything the generator dates, before the clock of whoever runs this.
const Timestamp kNow = *parseRfc3339("2025-02-01T00:00:00Z");

QByteArray hashOf(const GeneratorSettings& settings, int count)
{
    OrderGenerator generator(settings);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (int i = 0; i < count; ++i) {
        const GeneratedMessage message = generator.next();
        hash.addData(QByteArray(message.key + '\n' + message.json + '\n'));
    }
    return hash.result().toHex();
}

} // namespace

void TestOrderGenerator::givesTheSameBytesForTheSameSeed()
{
    const GeneratorSettings settings{7, 5, 20};
    QCOMPARE(hashOf(settings, 5000), hashOf(settings, 5000));
    QCOMPARE(hashOf(settings, 5000), QByteArray("784f67cf334667bdd86429f64a076b1094e380dcbc141d435a18f2e9b910174c"));
}

void TestOrderGenerator::givesOtherBytesForAnotherSeed()
{
    QVERIFY(hashOf({1, 0, 0}, 10) != hashOf({2, 0, 0}, 10));
    OrderGenerator one({1, 0, 0});
    OrderGenerator two({2, 0, 0});
    std::set<QByteArray> keys;
    for (int i = 0; i < 5000; ++i) {
        keys.insert(one.next().key);
        keys.insert(two.next().key);
    }
    QCOMPARE(keys.size(), std::size_t{10000});
}

void TestOrderGenerator::givesValidOrders()
{
    OrderGenerator generator({3, 0, 10});
    OrderDecoder decoder;
    for (int i = 0; i < 10000; ++i) {
        const GeneratedMessage message = generator.next();
        const DecodeResult result = decoder.decode(message.json, kNow);
        QVERIFY2(result.violations.empty(), message.json.constData());
        QVERIFY(message.valid && message.violatedCode.empty());
        QVERIFY(result.order == message.order);
        QCOMPARE(message.key, QByteArray::fromStdString(message.order.orderUid));
        QVERIFY(!message.json.contains('\n'));
        QCOMPARE(encodeOrder(*result.order), message.json);
    }
}

void TestOrderGenerator::givesInvalidOrdersOfEveryKind()
{
    OrderGenerator generator({4, 100, 0});
    OrderDecoder decoder;
    std::set<std::string> codes;
    for (int i = 0; i < 10000; ++i) {
        const GeneratedMessage message = generator.next();
        const DecodeResult result = decoder.decode(message.json, kNow);
        QVERIFY(!message.valid);
        QVERIFY(!message.json.contains('\n'));
        QVERIFY2(!result.order && result.violations.size() == 1, message.json.constData());
        QCOMPARE(result.violations.front().code, message.violatedCode);
        QVERIFY(result.orderUid.empty() || message.key == QByteArray::fromStdString(result.orderUid));
        codes.insert(message.violatedCode);
    }
    QVERIFY2(codes.size() >= 20, std::to_string(codes.size()).c_str());
}

void TestOrderGenerator::givesUpdates()
{
    OrderGenerator generator({5, 0, 50});
    std::map<QByteArray, QByteArray> last;
    int updates = 0;
    for (int i = 0; i < 5000; ++i) {
        const GeneratedMessage message = generator.next();
        QByteArray& json = last[message.key];
        QVERIFY(json != message.json);
        updates += json.isEmpty() ? 0 : 1;
        json = message.json;
    }
    QVERIFY(updates > 2300 && updates < 2700);
}

void TestOrderGenerator::keepsTheProportions()
{
    OrderGenerator generator({6, 3, 10});
    std::set<QByteArray> keys;
    int invalid = 0;
    int updates = 0;
    for (int i = 0; i < 20000; ++i) {
        const GeneratedMessage message = generator.next();
        invalid += message.valid ? 0 : 1;
        updates += message.valid && !keys.insert(message.key).second ? 1 : 0;
    }
    QVERIFY2(invalid > 500 && invalid < 700, std::to_string(invalid).c_str());
    QVERIFY2(updates > 1850 && updates < 2150, std::to_string(updates).c_str());
}

void TestOrderGenerator::looksLikeLife()
{
    OrderGenerator generator({8, 0, 0});
    qsizetype bytes = 0;
    std::size_t items = 0;
    int nonAscii = 0;
    int escaped = 0;
    constexpr int count = 5000;
    for (int i = 0; i < count; ++i) {
        const GeneratedMessage message = generator.next();
        bytes += message.json.size();
        items += message.order.items.size();
        nonAscii +=
            std::any_of(message.json.begin(), message.json.end(), [](char c) { return (c & 0x80) != 0; }) ? 1 : 0;
        escaped += message.json.contains('\\') ? 1 : 0;
    }
    QVERIFY2(bytes / count > 950 && bytes / count < 1250, std::to_string(bytes / count).c_str());
    QVERIFY2(items > 1.8 * count && items < 2.2 * count, std::to_string(items).c_str());
    QVERIFY2(nonAscii > count / 20 && nonAscii < count / 2, std::to_string(nonAscii).c_str());
    QVERIFY2(escaped > count / 20 && escaped < count / 2, std::to_string(escaped).c_str());
}

ORDERDESK_TEST(TestOrderGenerator)
#include "TestOrderGenerator.moc"
