#include "domain/ExampleOrder.h"
#include "domain/PaymentCheck.h"
#include "support/TestRegistration.h"

#include <QTest>

#include <limits>

using namespace orderdesk;

class TestOrderDecoder final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheExample();
    void readsBytesOfAnyKind();
    void reportsOneViolation_data();
    void reportsOneViolation();
    void reportsAllViolations();
    void acceptsWhatTheRulesAllow_data();
    void acceptsWhatTheRulesAllow();
    void refusesWhatTheDatabaseCouldMisread_data();
    void refusesWhatTheDatabaseCouldMisread();
    void boundsNesting();
    void boundsViolations();
    void boundsItems();
    void boundsSize();
    void comparesTheSumsOfThePayment_data();
    void comparesTheSumsOfThePayment();
    void strictModeMakesWarningsErrors();
    void keepsPhonesPlain();
    void readsTheOrderNumberOfARefusedOrder();
    void neverTellsTheValue();
};

void TestOrderDecoder::readsTheExample()
{
    OrderDecoder decoder;
    const DecodeResult result = decoder.decode(readSourceFile(QStringLiteral("data/model.json")), kTestNow);
    QCOMPARE(describe(result.violations), QStringList());
    QVERIFY(result.order.has_value());
    QCOMPARE(result.orderUid, std::string("b563feb7b2b84b6test"));
    const Order& order = *result.order;
    QCOMPARE(order.orderUid, result.orderUid);
    QCOMPARE(order.trackNumber, std::string("WBILMTESTTRACK"));
    QCOMPARE(order.entry, std::string("WBIL"));
    const Delivery delivery{"Test Testov",     "+9720000000", "2639809",       "Kiryat Mozkin",
                            "Ploshad Mira 15", "Kraiot",      "test@gmail.com"};
    QVERIFY(order.delivery == delivery);
    const Payment payment{"b563feb7b2b84b6test", "", "USD", "wbpay", 1817, 1637907727, "alpha", 1500, 317, 0};
    QVERIFY(order.payment == payment);
    const Item item{9934930, "WBILMTESTTRACK", 453, "ab4219087a764ae0btest", "Mascaras", 30, "0", 317,
                    2389212, "Vivienne Sabo",  202};
    QCOMPARE(order.items.size(), std::size_t{1});
    QVERIFY(order.items.front() == item);
    QCOMPARE(order.locale, std::string("en"));
    QCOMPARE(order.internalSignature, std::string());
    QCOMPARE(order.customerId, std::string("test"));
    QCOMPARE(order.deliveryService, std::string("meest"));
    QCOMPARE(order.shardkey, std::string("9"));
    QCOMPARE(order.smId, std::int64_t{99});
    QVERIFY(order.dateCreated == *parseRfc3339("2021-11-26T06:22:19Z"));
    QCOMPARE(order.oofShard, std::string("1"));
}

void TestOrderDecoder::readsBytesOfAnyKind()
{
    OrderDecoder decoder;
    const QByteArray json = readSourceFile(QStringLiteral("data/model.json"));
    QByteArray padded;
    padded.reserve(json.size() + 64);
    padded.append(json);
    const QByteArray borrowed = QByteArray::fromRawData(json.constData(), json.size());
    const DecodeResult expected = decoder.decode(json, kTestNow);
    QVERIFY(expected.order.has_value());
    QVERIFY(decoder.decode(padded, kTestNow).order == expected.order);
    QVERIFY(decoder.decode(borrowed, kTestNow).order == expected.order);
    QVERIFY(decoder.decode(json.chopped(3), kTestNow).order == std::nullopt);
    QVERIFY(decoder.decode(padded, kTestNow).order == expected.order);
}

void TestOrderDecoder::reportsOneViolation_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("violation");
    const auto row = [](const char* before, const char* after, const char* violation) {
        QTest::addRow("%s: %s", violation, after)
            << QByteArray(before) << QByteArray(after) << QString::fromUtf8(violation);
    };
    row("\"entry\": \"WBIL\",", "", "error /entry missing_member");
    row("\"entry\": \"WBIL\"", "\"entry\": null", "error /entry wrong_type");
    row("\"entry\": \"WBIL\"", "\"entry\": \"\"", "error /entry empty_string");
    row("\"entry\": \"WBIL\"", R"("entry": "a\nb")", "error /entry control_character");
    row("\"entry\": \"WBIL\"", R"("entry": "a\u007f")", "error /entry control_character");
    row("\"entry\": \"WBIL\"", R"("entry": "a\u0085")", "error /entry control_character");
    row("\"entry\": \"WBIL\"", R"("entry": "a\u0000")", "error /entry null_character");
    row("\"entry\": \"WBIL\"", R"("entry": "W", "entry": "W")", "error /entry duplicate_member");
    row("\"entry\": \"WBIL\"", R"("entry": "W", "\u0065ntry": "W")", "error /entry duplicate_member");
    row("\"sm_id\": 99", "\"sm_id\": 99.0", "error /sm_id wrong_type");
    row("\"sm_id\": 99", "\"sm_id\": 1e3", "error /sm_id wrong_type");
    row("\"sm_id\": 99", "\"sm_id\": 1e999", "error /sm_id wrong_type");
    row("\"sm_id\": 99", "\"sm_id\": 1.5e-999", "error /sm_id wrong_type");
    row("\"sm_id\": 99", "\"sm_id\": \"99\"", "error /sm_id wrong_type");
    row("\"sm_id\": 99", "\"sm_id\": true", "error /sm_id wrong_type");
    row("\"sm_id\": 99", "\"sm_id\": -1", "error /sm_id out_of_range");
    row("\"sm_id\": 99", "\"sm_id\": 9223372036854775808", "error /sm_id out_of_range");
    row("\"sm_id\": 99", "\"sm_id\": 18446744073709551616", "error /sm_id out_of_range");
    row("\"sm_id\": 99", "\"sm_id\": -99999999999999999999999999999999", "error /sm_id out_of_range");
    row("\"status\": 202", "\"status\": -9223372036854775809", "error /items/0/status out_of_range");
    row("\"sale\": 30", "\"sale\": 101", "error /items/0/sale out_of_range");
    row("\"nm_id\": 2389212", "\"nm_id\": 0", "error /items/0/nm_id out_of_range");
    row("1637907727", "1637907727000", "error /payment/payment_dt out_of_range");
    row("\"2021-11-26T06:22:19Z\"", "\"2021-11-26T06:22:19\"", "error /date_created invalid_timestamp");
    row("\"2021-11-26T06:22:19Z\"", "20211126", "error /date_created wrong_type");
    row("\"order_uid\": \"b563feb7b2b84b6test\"", "\"order_uid\": \"b563/feb\"", "error /order_uid invalid_order_uid");
    row("\"order_uid\": \"b563feb7b2b84b6test\"", "\"order_uid\": \".\"", "error /order_uid invalid_order_uid");
    row("\"order_uid\": \"b563feb7b2b84b6test\"", "\"order_uid\": \"..\"", "error /order_uid invalid_order_uid");
    row("+9720000000", "9720000000", "error /delivery/phone invalid_phone");
    row("+9720000000", "+97\u2013200", "error /delivery/phone invalid_phone");
    row("+9720000000", "+9720", "error /delivery/phone invalid_phone");
    row("+9720000000", "+1234567890123456", "error /delivery/phone invalid_phone");
    row("test@gmail.com", "test.gmail.com", "error /delivery/email invalid_email");
    row("test@gmail.com", "te@st@gmail.com", "error /delivery/email invalid_email");
    row("test@gmail.com", "test@", "error /delivery/email invalid_email");
    row("test@gmail.com", "@gmail.com", "error /delivery/email invalid_email");
    row("test@gmail.com", "te st@gmail.com", "error /delivery/email invalid_email");
    row("test@gmail.com", "test@gmail..com", "error /delivery/email invalid_email");
    row("\"USD\"", "\"usd\"", "error /payment/currency invalid_currency");
    row("\"USD\"", "\"USDT\"", "error /payment/currency invalid_currency");
    row("\"en\"", "\"ru_RU\"", "error /locale invalid_locale");
    row("\"en\"", "\"e\"", "error /locale invalid_locale");
    row("\"en\"", "\"en-\"", "error /locale invalid_locale");
    row("\"oof_shard\"", "\"x~/\": {\"a\": [1, {\"b\": 1, \"b\": 2}]}, \"oof_shard\"",
        "error /x~0~1/a/1/b duplicate_member");
    row("\"oof_shard\"", "\"x\": [\"\\u0000\"], \"oof_shard\"", "error /x/0 null_character");
    row("\"oof_shard\"", "\"a\\u0000\": 1, \"oof_shard\"", "error /a\xEF\xBF\xBD null_character");
    row("\"amount\": 1817", "\"amount\": 1818", "warning /payment/amount amount_mismatch");
    row("\"total_price\": 317", "\"total_price\": 318", "warning /payment/goods_total goods_total_mismatch");
    row("\"total_price\": 317", "\"total_price\": 9223372036854775807",
        "warning /payment/goods_total goods_total_mismatch");
    row("\"delivery_cost\": 1500", "\"delivery_cost\": 9223372036854775807", "warning /payment/amount amount_mismatch");
    row("\"transaction\": \"b563feb7b2b84b6test\"", "\"transaction\": \"b\"",
        "warning /payment/transaction transaction_mismatch");
    row("\"entry\": \"WBIL\"", "\"entry\": \"WBIL\", \"tr\": 1e999", "warning /tr unknown_member");
    row("\"price\": 453", "\"price\": 453, \"colour\": \"red\"", "warning /items/0/colour unknown_member");
    row("\"2021-11-26T06:22:19Z\"", "\"2026-07-02T00:00:00.000001Z\"", "warning /date_created date_in_future");
    row("1637907727", "1782950401", "warning /payment/payment_dt date_in_future");
}

void TestOrderDecoder::reportsOneViolation()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, violation);
    const QByteArray json = exampleWith(before, after);
    QVERIFY(!json.isEmpty());
    OrderDecoder decoder;
    const DecodeResult result = decoder.decode(json, kTestNow);
    QStringList found = describe(result.violations);
    // What is wrong inside an unknown member comes beside the warning about the member.
    if (found.size() > 1 && found.last().endsWith(QStringLiteral("unknown_member"))) {
        found.removeLast();
    }
    QCOMPARE(found, QStringList{violation});
    QCOMPARE(result.order.has_value(), violation.startsWith(QStringLiteral("warning")));
}

void TestOrderDecoder::reportsAllViolations()
{
    OrderDecoder decoder;
    const DecodeResult result = decoder.decode(
        R"({"order_uid":"","delivery":{"name":1},"payment":[],"items":[{"sale":-1},7],"locale":"en","sm_id":1.0,)"
        R"("track_number":"T","entry":"E","customer_id":"C","delivery_service":"D","oof_shard":"","surplus":0})",
        kTestNow);
    const QStringList expected{
        QStringLiteral("error /order_uid invalid_order_uid"),
        QStringLiteral("error /shardkey missing_member"),
        QStringLiteral("error /sm_id wrong_type"),
        QStringLiteral("error /date_created missing_member"),
        QStringLiteral("error /delivery/name wrong_type"),
        QStringLiteral("error /delivery/phone missing_member"),
        QStringLiteral("error /delivery/zip missing_member"),
        QStringLiteral("error /delivery/city missing_member"),
        QStringLiteral("error /delivery/address missing_member"),
        QStringLiteral("error /delivery/region missing_member"),
        QStringLiteral("error /delivery/email missing_member"),
        QStringLiteral("error /payment wrong_type"),
        QStringLiteral("error /items/0/chrt_id missing_member"),
        QStringLiteral("error /items/0/nm_id missing_member"),
        QStringLiteral("error /items/0/price missing_member"),
        QStringLiteral("error /items/0/total_price missing_member"),
        QStringLiteral("error /items/0/sale out_of_range"),
        QStringLiteral("error /items/0/status missing_member"),
        QStringLiteral("error /items/0/rid missing_member"),
        QStringLiteral("error /items/0/name missing_member"),
        QStringLiteral("error /items/0/size missing_member"),
        QStringLiteral("error /items/0/brand missing_member"),
        QStringLiteral("error /items/0/track_number missing_member"),
        QStringLiteral("error /items/1 wrong_type"),
        QStringLiteral("warning /surplus unknown_member"),
    };
    QCOMPARE(describe(result.violations), expected);
    QVERIFY(!result.order.has_value());
}

void TestOrderDecoder::acceptsWhatTheRulesAllow_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char* before, const QByteArray& after) {
        QTest::addRow("%.60s", after.constData()) << QByteArray(before) << after;
    };
    row("\"internal_signature\": \"\",", "");
    row("\"request_id\": \"\",", "");
    row("+9720000000", "+7 (999) 000-00-00");
    row("+9720000000", "+12345");
    row("+9720000000", "+123456789012345");
    row("test@gmail.com", "a@b");
    row("test@gmail.com", "почта@пример.рф");
    row("\"en\"", "\"ru-RU\"");
    row("\"en\"", "\"kok\"");
    row("\"en\"", "\"es-419\"");
    row("\"sale\": 30", "\"sale\": 100");
    row("\"sale\": 30", "\"sale\": -0");
    row("\"status\": 202", "\"status\": -9223372036854775808");
    row("\"sm_id\": 99", "\"sm_id\": 9223372036854775807");
    row("Test Testov", "");
    row("Test Testov", QByteArray("\xF0\x9F\x98\x80").repeated(1024));
    row("Test Testov", R"(\ud83d\ude00 \u00e9 \\u0000 \" \/)");
    row("Ploshad Mira 15", QByteArray("ж").repeated(4096));
    row("1637907727", "1782950400");
    row("\"2021-11-26T06:22:19Z\"", "\"2026-07-02T00:00:00Z\"");
}

void TestOrderDecoder::acceptsWhatTheRulesAllow()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const QByteArray json = exampleWith(before, after);
    QVERIFY(!json.isEmpty());
    OrderDecoder decoder;
    const DecodeResult result = decoder.decode(json, kTestNow);
    QCOMPARE(describe(result.violations), QStringList());
    QVERIFY(result.order.has_value());
}

void TestOrderDecoder::refusesWhatTheDatabaseCouldMisread_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QString>("code");
    const auto row = [](const QByteArray& name, const char* code) {
        QTest::addRow("%s %s", code, name.toHex().constData()) << name << QString::fromLatin1(code);
    };
    row(R"(\ud800)", "lone_surrogate");
    row(R"(\udc00)", "lone_surrogate");
    row(R"(\ud800\u0041)", "lone_surrogate");
    row(R"(\ud800\ud800)", "lone_surrogate");
    row(R"(\udc00\ud800)", "lone_surrogate");
    row(R"(\ud83d\ude00\udE00)", "lone_surrogate");
    row("\xED\xA0\x80", "invalid_utf8");
    row("\xED\xB0\x80", "invalid_utf8");
    row("\xED\xA0\xBD\xED\xB8\x80", "invalid_utf8");
    row("\xC0\x80", "invalid_utf8");
    row("\xFF", "invalid_utf8");
    row("\xF4\x90\x80\x80", "invalid_utf8");
    row(QByteArray(1, '\0'), "invalid_json");
    row("\x1F", "invalid_json");
    row("\n", "invalid_json");
    row(R"(\x)", "invalid_json");
    row(R"(\u12)", "invalid_json");
}

void TestOrderDecoder::refusesWhatTheDatabaseCouldMisread()
{
    QFETCH(QByteArray, name);
    QFETCH(QString, code);
    OrderDecoder decoder;
    const QStringList expected{QStringLiteral("error  ") + code};
    QCOMPARE(describe(decoder.decode(exampleWith("Test Testov", name), kTestNow).violations), expected);
    QCOMPARE(
        describe(
            decoder.decode(exampleWith("\"oof_shard\"", "\"" + name + "\": 1, \"oof_shard\""), kTestNow).violations),
        expected);
}

void TestOrderDecoder::boundsNesting()
{
    OrderDecoder decoder;
    const auto nested = [](int depth) {
        return exampleWith("\"oof_shard\"", "\"x\": " + QByteArray("[").repeated(depth - 1) +
                                                QByteArray("]").repeated(depth - 1) + ", \"oof_shard\"");
    };
    QCOMPARE(describe(decoder.decode(nested(32), kTestNow).violations),
             QStringList{QStringLiteral("warning /x unknown_member")});
    QCOMPARE(describe(decoder.decode(nested(33), kTestNow).violations),
             QStringList{QStringLiteral("error  nesting_too_deep")});
    QCOMPARE(
        describe(decoder.decode(QByteArray("[").repeated(9999) + QByteArray("]").repeated(9999), kTestNow).violations),
        QStringList{QStringLiteral("error  nesting_too_deep")});
}

void TestOrderDecoder::boundsViolations()
{
    OrderDecoder decoder;
    const QByteArray json =
        exampleWith("\"oof_shard\"", "\"" + QByteArray("k").repeated(100000) + "\": 1, \"items2\": [" +
                                         QByteArray("{},").repeated(9999) + "{}], \"oof_shard\"");
    const DecodeResult longKey = decoder.decode(json, kTestNow);
    QCOMPARE(longKey.violations.size(), std::size_t{2});
    QVERIFY(longKey.violations.front().pointer.size() < 80);

    const QByteArray empties = exampleWith("\"items\": [", "\"items\": [" + QByteArray("{},").repeated(9000));
    const DecodeResult result = decoder.decode(empties, kTestNow);
    QCOMPARE(result.violations.size(), std::size_t{101});
    QCOMPARE(result.violations.back().code, std::string("too_many_violations"));
    QVERIFY(result.violations.back().severity == Severity::Error);

    QByteArray unknown;
    for (int i = 0; i < 150; ++i) {
        unknown += "\"u" + QByteArray::number(i) + "\": 1, ";
    }
    const QByteArray errorBehind = exampleWith("\"oof_shard\"", unknown + "\"oof_shard\"").replace("\"en\"", "1");
    const DecodeResult mixed = decoder.decode(errorBehind, kTestNow);
    QVERIFY(!mixed.order.has_value());
    QCOMPARE(mixed.violations.size(), std::size_t{102});
    QCOMPARE(mixed.violations.front().pointer, std::string("/locale"));
}

void TestOrderDecoder::boundsItems()
{
    OrderDecoder decoder;
    const QByteArray json = readSourceFile(QStringLiteral("data/model.json"));
    const qsizetype begin = json.indexOf("{\n      \"chrt_id\"");
    const QByteArray item = json.mid(begin, json.indexOf('}', begin) + 1 - begin);
    const auto withItems = [&](int count) {
        QByteArray items = QByteArray(item + ",").repeated(count);
        items.chop(1);
        QByteArray order = json;
        return order.replace(item, items);
    };
    const QString mismatch = QStringLiteral("warning /payment/goods_total goods_total_mismatch");
    QCOMPARE(describe(decoder.decode(withItems(10000), kTestNow).violations), QStringList{mismatch});
    QCOMPARE(describe(decoder.decode(withItems(10001), kTestNow).violations),
             QStringList{QStringLiteral("error /items too_many_items")});
    QByteArray none = json;
    QCOMPARE(describe(decoder.decode(none.replace(item, ""), kTestNow).violations),
             QStringList{QStringLiteral("error /items too_few_items")});
}

void TestOrderDecoder::boundsSize()
{
    OrderDecoder decoder;
    const QByteArray json = readSourceFile(QStringLiteral("data/model.json"));
    const QByteArray largest = json + QByteArray(16 * 1024 * 1024 - json.size(), ' ');
    QVERIFY(decoder.decode(largest, kTestNow).order.has_value());
    QCOMPARE(describe(decoder.decode(largest + ' ', kTestNow).violations),
             QStringList{QStringLiteral("error  too_large")});
    QVERIFY(decoder.decode(json, kTestNow).order.has_value());
}

void TestOrderDecoder::comparesTheSumsOfThePayment_data()
{
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    QTest::addColumn<qint64>("amount");
    QTest::addColumn<qint64>("goods");
    QTest::addColumn<qint64>("itemTotal");
    QTest::addColumn<QStringList>("expected");
    const QString amount = QStringLiteral("warning /payment/amount amount_mismatch");
    const QString goods = QStringLiteral("warning /payment/goods_total goods_total_mismatch");
    QTest::newRow("both") << qint64{1817} << qint64{317} << qint64{317} << QStringList{};
    QTest::newRow("amount") << qint64{1816} << qint64{317} << qint64{317} << QStringList{amount};
    QTest::newRow("goods") << qint64{1817} << qint64{317} << qint64{316} << QStringList{goods};
    QTest::newRow("too large a sum") << qint64{most} << qint64{most} << qint64{most} << QStringList{amount};
}

/// The decoder's warnings and what page and window show are one check.
void TestOrderDecoder::comparesTheSumsOfThePayment()
{
    QFETCH(const qint64, amount);
    QFETCH(const qint64, goods);
    QFETCH(const qint64, itemTotal);
    QFETCH(const QStringList, expected);
    QByteArray json = readSourceFile(QStringLiteral("data/model.json"));
    json.replace("\"amount\": 1817", QByteArray("\"amount\": " + QByteArray::number(amount)))
        .replace("\"goods_total\": 317", QByteArray("\"goods_total\": " + QByteArray::number(goods)))
        .replace("\"total_price\": 317", QByteArray("\"total_price\": " + QByteArray::number(itemTotal)));
    OrderDecoder decoder;
    const DecodeResult result = decoder.decode(json, kTestNow);
    QVERIFY(result.order.has_value());
    QCOMPARE(describe(result.violations), expected);
    const PaymentCheck check = checkPayment(*result.order);
    QCOMPARE(check.isAmountGood(), !expected.join(u' ').contains(QLatin1String("amount_mismatch")));
    QCOMPARE(check.isGood(), expected.isEmpty());
    QCOMPARE(check.partsTotal.has_value(), goods != std::numeric_limits<qint64>::max());
}

void TestOrderDecoder::strictModeMakesWarningsErrors()
{
    OrderDecoder strict(OrderDecoder::Mode::Strict);
    const QByteArray json = exampleWith("\"price\": 453", "\"price\": 453, \"colour\": \"red\"")
                                .replace("\"amount\": 1817", "\"amount\": 1");
    const DecodeResult result = strict.decode(json, kTestNow);
    QVERIFY(!result.order.has_value());
    const QStringList expected{QStringLiteral("error /payment/amount amount_mismatch"),
                               QStringLiteral("error /items/0/colour unknown_member")};
    QCOMPARE(describe(result.violations), expected);
    QVERIFY(strict.decode(readSourceFile(QStringLiteral("data/model.json")), kTestNow).order.has_value());
}

/// As somebody types it who looks for it, and as the database's index has it.
void TestOrderDecoder::keepsPhonesPlain()
{
    OrderDecoder decoder;
    const DecodeResult decoded =
        decoder.decode(exampleWith("+9720000000", "+7\u00A0(900)\u202F123.45\u201167"), kTestNow);
    QVERIFY(decoded.order);
    QCOMPARE(decoded.order->delivery.phone, std::string("+7 (900) 123.45-67"));
}

void TestOrderDecoder::readsTheOrderNumberOfARefusedOrder()
{
    OrderDecoder decoder;
    QCOMPARE(decoder.decode(exampleWith("\"en\"", "1"), kTestNow).orderUid, std::string("b563feb7b2b84b6test"));
    QCOMPARE(decoder.decode(exampleWith("\"order_uid\": \"b", "\"order_uid\": \"/"), kTestNow).orderUid, std::string());
    QCOMPARE(decoder.decode(R"({"order_uid":"a","order_uid":"b"})", kTestNow).orderUid, std::string());
    QCOMPARE(decoder.decode(R"({"order_uid":7})", kTestNow).orderUid, std::string());
    QCOMPARE(decoder.decode(R"([])", kTestNow).orderUid, std::string());
    QCOMPARE(decoder.decode("", kTestNow).orderUid, std::string());
}

void TestOrderDecoder::neverTellsTheValue()
{
    OrderDecoder decoder;
    QByteArray json = exampleWith("+9720000000", "secret");
    json.replace("test@gmail.com", "secret").replace("1637907727", "\"secret\"").replace("\"en\"", "\"secret\"");
    json.replace("\"USD\"", "\"secret\"").replace("2021-11-26T06:22:19Z", "secret").replace("\"WBIL\"", "[\"secret\"]");
    const DecodeResult result = decoder.decode(json, kTestNow);
    QCOMPARE(result.violations.size(), std::size_t{7});
    QVERIFY(!encodeViolations(result.violations).contains("secret"));
}

ORDERDESK_TEST(TestOrderDecoder)
#include "TestOrderDecoder.moc"
