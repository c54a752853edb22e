#include "http/FrontFixture.h"
#include "support/TestRegistration.h"

#include "http/Problem.h"
#include "http/routes/DeadLetterRoutes.h"
#include "http/routes/ListParameters.h"
#include "http/routes/OrderRoutes.h"
#include "http/routes/RouteTable.h"
#include "http/routes/StatusRoutes.h"

#include <QJsonArray>
#include <QTest>

using namespace orderdesk;
using namespace orderdesk::test;

/// The API's routes as plain functions: no socket, no QHttpServer.
class TestRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersAnOrder();
    void refusesMalformedOrderUids_data();
    void refusesMalformedOrderUids();
    void tracesAnOrder();
    void saysThatDeadLettersAreNotKnown();
    void listsOrdersInPages();
    void refusesBadListParameters_data();
    void refusesBadListParameters();
    void refusesForeignCursors_data();
    void refusesForeignCursors();
    void listsDeadLetters();
    void showsADeadLetterWhole();
    void namesEachReadinessCheck();
    void translatesEveryErrorCode_data();
    void translatesEveryErrorCode();
    void matchesPatterns();
    void readsQueryValues();
};

void TestRoutes::answersAnOrder()
{
    LookupFixture fixture;
    fixture.store(makeOrder(1), 5);
    OrderRoutes routes(fixture.lookup);
    const HttpReply reply = routes.order(request("order-000001"));
    QCOMPARE(reply.status, HttpStatus::Ok);
    QCOMPARE(reply.body, encodeOrder(makeOrder(1)));
    QCOMPARE(reply.header("ETag"), QByteArray("\"revision-5\""));
    QCOMPARE(fixture.data->calls.load(), 1);
    routes.order(request("order-000001"));
    QCOMPARE(fixture.data->calls.load(), 1); // from the cache now
    const HttpReply missing = routes.order(request("order-000002"));
    QCOMPARE(missing.status, HttpStatus::NotFound);
    QCOMPARE(typeOf(missing), QStringLiteral("/problems/order-not-found"));
}

void TestRoutes::refusesMalformedOrderUids_data()
{
    QTest::addColumn<QByteArray>("orderUid");
    for (const char* bad :
         {"",    " ",        "a b", "a/b", "a\nb", "<b>",         "a'b",  "a\"b", "a;b",  "a%b", "a\\b", "a&b",
          "a+b", "\xd0\xb6", "a?b", "a#b", "{a}",  "' or 1=1 --", "%s%n", "$(x)", "a\tb", "a:b", "a@b"}) {
        QTest::newRow(bad) << QByteArray(bad);
    }
    QTest::newRow("NUL") << QByteArray("a\0b", 3);
    QTest::newRow("129 characters") << QByteArray(129, 'a');
}

void TestRoutes::refusesMalformedOrderUids()
{
    QFETCH(QByteArray, orderUid);
    LookupFixture fixture;
    OrderRoutes routes(fixture.lookup);
    for (const HttpReply& reply : {routes.order(request(orderUid)), routes.trace(request(orderUid))}) {
        QCOMPARE(reply.status, HttpStatus::BadRequest);
        QCOMPARE(typeOf(reply), QStringLiteral("/problems/malformed-order-uid"));
    }
    QCOMPARE(fixture.data->calls.load(), 0);
}

void TestRoutes::tracesAnOrder()
{
    LookupFixture fixture;
    fixture.store(makeOrder(1), 2, {{"/payment/amount", "sum_mismatch", "does not add up", Severity::Warning}});
    fixture.addDeadLetter(7, "order-000001");
    fixture.addDeadLetter(8, "order-000009");
    OrderRoutes routes(fixture.lookup);
    const QJsonObject trace = jsonOf(routes.trace(request("order-000001")));
    const QJsonObject order = trace.value(QLatin1String("order")).toObject();
    QCOMPARE(trace.value(QLatin1String("order_uid")).toString(), QStringLiteral("order-000001"));
    QCOMPARE(order.value(QLatin1String("revision")).toInt(), 2);
    QCOMPARE(order.value(QLatin1String("source")).toString(), QStringLiteral("database"));
    QCOMPARE(order.value(QLatin1String("stored_at")).toString(), QStringLiteral("2023-11-14T22:13:20Z"));
    const QJsonObject kafka = order.value(QLatin1String("kafka")).toObject();
    QCOMPARE(kafka.value(QLatin1String("topic")).toString(), QStringLiteral("orders"));
    QCOMPARE(kafka.value(QLatin1String("partition")).toInt(), 2);
    QCOMPARE(kafka.value(QLatin1String("offset")).toInt(), 4711);
    QCOMPARE(order.value(QLatin1String("warnings")).toArray().size(), 1);
    QCOMPARE(trace.value(QLatin1String("dead_letters")).toArray().size(), 1);

    const QJsonObject onlyDead = jsonOf(routes.trace(request("order-000009")));
    QVERIFY(onlyDead.value(QLatin1String("order")).isNull());
    QCOMPARE(onlyDead.value(QLatin1String("dead_letters")).toArray().size(), 1);
    QCOMPARE(routes.trace(request("order-000002")).status, HttpStatus::NotFound);
}

void TestRoutes::saysThatDeadLettersAreNotKnown()
{
    LookupFixture fixture;
    fixture.context.cache.insert(std::make_shared<const StoredOrder>(HttpFixture::stored(makeOrder(1), 3)));
    fixture.addDeadLetter(7, "order-000001");
    OrderRoutes routes(fixture.lookup);
    const QJsonObject known = jsonOf(routes.trace(request("order-000001")));
    QCOMPARE(known.value(QLatin1String("dead_letters")).toArray().size(), 1);
    QVERIFY(!known.contains(QLatin1String("dead_letters_problem")));

    fixture.data->failure = Error{ErrorCode::Unavailable, Sentence::tr("it is away")};
    const HttpReply reply = routes.trace(request("order-000001"));
    QCOMPARE(reply.status, HttpStatus::Ok);
    const QJsonObject trace = jsonOf(reply);
    const QJsonObject order = trace.value(QLatin1String("order")).toObject();
    QCOMPARE(order.value(QLatin1String("revision")).toInt(), 3);
    QCOMPARE(order.value(QLatin1String("source")).toString(), QStringLiteral("cache"));
    QVERIFY(trace.contains(QLatin1String("dead_letters")));
    QVERIFY(trace.value(QLatin1String("dead_letters")).isNull());
    const QJsonObject problem = trace.value(QLatin1String("dead_letters_problem")).toObject();
    QCOMPARE(problem.value(QLatin1String("type")).toString(), QStringLiteral("/problems/database-away"));
    QCOMPARE(problem.value(QLatin1String("status")).toInt(), 503);
    QCOMPARE(problem.value(QLatin1String("detail")).toString(), QStringLiteral("it is away"));
}

void TestRoutes::listsOrdersInPages()
{
    LookupFixture fixture;
    for (int i = 0; i < 25; ++i) {
        fixture.store(makeOrder(i));
    }
    OrderRoutes routes(fixture.lookup);
    QStringList seen;
    QByteArray query = "limit=10";
    for (int page = 0; page < 3; ++page) {
        const QJsonObject answer = jsonOf(routes.orders(request({}, query)));
        for (const auto& order : answer.value(QLatin1String("orders")).toArray()) {
            seen.append(order.toObject().value(QLatin1String("order_uid")).toString());
        }
        query = "limit=10&after=" + answer.value(QLatin1String("next")).toString().toLatin1();
    }
    QCOMPARE(query, QByteArray("limit=10&after="));
    QCOMPARE(seen.size(), 25);
    QCOMPARE(QSet<QString>(seen.begin(), seen.end()).size(), 25);
    const HttpReply found = routes.orders(request({}, "q=order-00002"));
    QCOMPARE(jsonOf(found).value(QLatin1String("orders")).toArray().size(), 5);
    QVERIFY2(!found.body.contains("@Example.com") && !found.body.contains("Ploshad"), "no personal data in a list");
}

void TestRoutes::refusesBadListParameters_data()
{
    QTest::addColumn<QByteArray>("query");
    for (const char* bad : {"limit=0", "limit=201", "limit=-1", "limit=x", "limit=", "limit=1e2",
                            "limit=99999999999999999999", "q=a%0Ab", "q=a%1Bb"}) {
        QTest::newRow(bad) << QByteArray(bad);
    }
    QTest::newRow("long text") << QByteArray("q=" + QByteArray(257, 'a'));
}

void TestRoutes::refusesBadListParameters()
{
    QFETCH(QByteArray, query);
    LookupFixture fixture;
    const HttpReply reply = OrderRoutes(fixture.lookup).orders(request({}, query));
    QCOMPARE(reply.status, HttpStatus::BadRequest);
    QCOMPARE(typeOf(reply), QStringLiteral("/problems/malformed-parameter"));
    QCOMPARE(fixture.data->calls.load(), 0);
}

void TestRoutes::refusesForeignCursors_data()
{
    QTest::addColumn<QString>("cursor");
    const auto encoded = [](const char* text) { return QString::fromLatin1(QByteArray(text).toBase64()); };
    QTest::newRow("not base64") << QStringLiteral("!!!");
    QTest::newRow("no colon") << encoded("123");
    QTest::newRow("no time") << encoded(":a");
    QTest::newRow("no number") << encoded("x:a");
    QTest::newRow("no order") << encoded("1:");
    QTest::newRow("SQL") << encoded("1:' or 1=1 --");
    QTest::newRow("overflow") << encoded("99999999999999999999:a");
}

void TestRoutes::refusesForeignCursors()
{
    QFETCH(QString, cursor);
    QVERIFY(!decodeCursor(cursor));
    const OrderCursor own{Timestamp(std::chrono::microseconds(1'700'000'000'123'456)), "a-b.c_d~e"};
    QCOMPARE(decodeCursor(QString::fromLatin1(encodeCursor(own))), own);
}

void TestRoutes::listsDeadLetters()
{
    LookupFixture fixture;
    for (int i = 1; i <= 5; ++i) {
        fixture.addDeadLetter(i, "order-" + std::to_string(i));
    }
    DeadLetterRoutes routes(fixture.lookup);
    const QJsonObject first = jsonOf(routes.deadLetters(request({}, "limit=3")));
    QCOMPARE(first.value(QLatin1String("dead_letters")).toArray().size(), 3);
    QCOMPARE(first.value(QLatin1String("next")).toString(), QStringLiteral("3"));
    const QJsonObject rest = jsonOf(routes.deadLetters(request({}, "limit=3&after=3")));
    QCOMPARE(rest.value(QLatin1String("dead_letters")).toArray().size(), 2);
    QVERIFY(rest.value(QLatin1String("next")).isNull());
    for (const char* bad : {"after=x", "after=-1", "after=0", "after=1%20", "after=01"}) {
        QCOMPARE(routes.deadLetters(request({}, bad)).status, HttpStatus::BadRequest);
    }
}

void TestRoutes::showsADeadLetterWhole()
{
    LookupFixture fixture;
    fixture.addDeadLetter(7, "order-7");
    DeadLetterRoutes routes(fixture.lookup);
    const HttpReply reply = routes.deadLetter(request("7"));
    const QJsonObject shown = jsonOf(reply);
    QCOMPARE(shown.value(QLatin1String("id")).toInt(), 7);
    const QJsonObject value = shown.value(QLatin1String("value")).toObject();
    QCOMPARE(QByteArray::fromBase64(value.value(QLatin1String("base64")).toString().toLatin1()),
             QByteArray("{\"a\":\0\xff", 7));
    QVERIFY(value.value(QLatin1String("text")).isNull()); // it is not UTF-8
    QCOMPARE(shown.value(QLatin1String("key")).toObject().value(QLatin1String("text")).toString(),
             QStringLiteral("key"));
    const QJsonArray headers = shown.value(QLatin1String("headers")).toArray();
    QCOMPARE(headers.size(), 5);
    const QJsonObject empty = headers.at(3).toObject().value(QLatin1String("value")).toObject();
    QCOMPARE(empty.value(QLatin1String("text")), QJsonValue(QString(QLatin1String(""))));
    QCOMPARE(headers.at(4).toObject().value(QLatin1String("value")), QJsonValue(QJsonValue::Null));

    fixture.data->deadLetters.front().message.value.reset();
    QVERIFY(jsonOf(routes.deadLetter(request("7"))).value(QLatin1String("value")).isNull());
    fixture.data->deadLetters.front().message.value = QByteArray(5'000'000, 'x');
    const HttpReply large = routes.deadLetter(request("7"));
    QVERIFY(large.body.size() < 3'000'000);
    QVERIFY(jsonOf(large).value(QLatin1String("value")).toObject().value(QLatin1String("truncated")).toBool());
    for (const char* bad : {"8", "x", "-7", "07", "7 ", "99999999999999999999", "../7"}) {
        QCOMPARE(routes.deadLetter(request(bad)).status, HttpStatus::NotFound);
    }
}

void TestRoutes::namesEachReadinessCheck()
{
    using Level = ComponentState::Level;
    HttpFixture fixture;
    fixture.snapshot.kafka.level = Level::Ok;
    HttpBackend backend = fixture.backend();
    StatusRoutes routes(backend);
    QCOMPARE(routes.ready().status, HttpStatus::Ok);
    const std::pair<Level, const char*> levels[] = {{Level::Starting, "starting"},
                                                    {Level::Degraded, "degraded"},
                                                    {Level::Paused, "degraded"},
                                                    {Level::Stuck, "down"},
                                                    {Level::Down, "down"}};
    for (const auto& [level, word] : levels) {
        fixture.snapshot.ingest.level = level;
        fixture.snapshot.ingest.cause = Sentence::tr("nothing stored for 30 s");
        fixture.snapshot.ingest.hint = Sentence::tr("look at the log");
        const HttpReply reply = routes.ready();
        QCOMPARE(reply.status, HttpStatus::Unavailable);
        const QJsonObject checks = jsonOf(reply).value(QLatin1String("checks")).toObject();
        QCOMPARE(checks.keys(), (QStringList{QStringLiteral("database"), QStringLiteral("ingest"),
                                             QStringLiteral("kafka"), QStringLiteral("warm_up")}));
        QCOMPARE(checks.value(QLatin1String("ingest")).toObject().value(QLatin1String("cause")).toString(),
                 fixture.snapshot.ingest.cause.english());
        QCOMPARE(checks.value(QLatin1String("ingest")).toObject().value(QLatin1String("hint")).toString(),
                 fixture.snapshot.ingest.hint.english());
        QCOMPARE(checks.value(QLatin1String("ingest")).toObject().value(QLatin1String("state")).toString(),
                 QLatin1String(word));
    }
    backend.ingest = nullptr; // a viewer
    StatusRoutes viewer(backend);
    QCOMPARE(viewer.ready().status, HttpStatus::Ok);
    backend.warmUp = [] { return ComponentState{}; };
    QCOMPARE(viewer.ready().status, HttpStatus::Unavailable);
    QCOMPARE(viewer.live().status, HttpStatus::Ok);
}

void TestRoutes::translatesEveryErrorCode_data()
{
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<int>("status");
    QTest::newRow("InvalidInput") << ErrorCode::InvalidInput << 400;
    QTest::newRow("NotFound") << ErrorCode::NotFound << 404;
    QTest::newRow("Conflict") << ErrorCode::Conflict << 409;
    QTest::newRow("Unavailable") << ErrorCode::Unavailable << 503;
    QTest::newRow("DataRejected") << ErrorCode::DataRejected << 422;
    QTest::newRow("AccessRefused") << ErrorCode::AccessRefused << 503;
    QTest::newRow("Cancelled") << ErrorCode::Cancelled << 503;
    QTest::newRow("Internal") << ErrorCode::Internal << 500;
}

void TestRoutes::translatesEveryErrorCode()
{
    QFETCH(ErrorCode, code);
    QFETCH(int, status);
    LookupFixture fixture;
    fixture.data->failure = Error{code, Sentence::tr("said so")};
    const HttpReply reply = OrderRoutes(fixture.lookup).order(request("a"));
    QCOMPARE(static_cast<int>(reply.status), status);
    QCOMPARE(reply.contentType, QByteArray("application/problem+json"));
    QCOMPARE(!reply.header("Retry-After").isEmpty(), status == 503);
}

void TestRoutes::matchesPatterns()
{
    QCOMPARE(RouteTable::match("/order/<arg>", "/order/a"), QByteArray("a"));
    QCOMPARE(RouteTable::match("/order/<arg>/trace", "/order/a/trace"), QByteArray("a"));
    QCOMPARE(RouteTable::match("/", "/"), QByteArray());
    for (const char* other : {"/order/", "/order", "/order/a/b", "/order/a/trace", "/orders/a", "/x/order/a", ""}) {
        QVERIFY2(!RouteTable::match("/order/<arg>", other), other);
    }
    QVERIFY(!RouteTable::match("/order/<arg>/trace", "/order//trace"));
    RouteTable table;
    table.add({"GET", "/d/<arg>", Route::Access::Read, {}});
    table.add({"DELETE", "/d/<arg>", Route::Access::Write, {}});
    table.add({"POST", "/d/<arg>/x", Route::Access::Write, {}, 100});
    QCOMPARE(table.allowedMethods("/d/1"), QByteArray("GET, HEAD, DELETE, OPTIONS"));
    QCOMPARE(table.allowedMethods("/d/1/x"), QByteArray("POST, OPTIONS"));
    QVERIFY(table.allowedMethods("/d").isEmpty());
    QCOMPARE(table.bodyLimit("POST", "/d/1/x"), std::optional<qint64>(100));
    QCOMPARE(table.bodyLimit("GET", "/d/1"), std::optional<qint64>(0));
    QCOMPARE(table.bodyLimit("POST", "/d/1"), std::nullopt);
}

void TestRoutes::readsQueryValues()
{
    const HttpRequest query = request({}, "a=1&b=x+y%20z&c&d=%D0%B6&e=%ff&a=2&=&f=%3D%26");
    QCOMPARE(query.queryValue("a"), QStringLiteral("1"));
    QCOMPARE(query.queryValue("b"), QStringLiteral("x y z"));
    QCOMPARE(query.queryValue("c"), QString());
    QCOMPARE(query.queryValue("d"), QStringLiteral("ж"));
    QVERIFY(!query.queryValue("e"));
    QCOMPARE(query.queryValue("f"), QStringLiteral("=&"));
    QVERIFY(!query.queryValue("g"));
}

ORDERDESK_APPLESS_TEST(TestRoutes)
#include "TestRoutes.moc"
