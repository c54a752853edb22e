#include "http/HttpFixture.h"
#include "support/TestRegistration.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

#include <sys/socket.h>
#include <unistd.h>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

void verifySecurityFields(const Answer& answer)
{
    const QByteArray policy = answer.field("Content-Security-Policy");
    for (const char* directive :
         {"default-src 'none'", "img-src 'self'", "style-src 'self'", "script-src 'self'", "connect-src 'self'",
          "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"}) {
        QVERIFY2(policy.contains(directive), answer.head.constData());
    }
    QVERIFY(!policy.contains("unsafe"));
    QCOMPARE(answer.field("X-Content-Type-Options"), QByteArray("nosniff"));
    QCOMPARE(answer.field("Referrer-Policy"), QByteArray("no-referrer"));
    QCOMPARE(answer.field("Cross-Origin-Resource-Policy"), QByteArray("same-origin"));
    QVERIFY(answer.field("Date").endsWith(" GMT"));
    QVERIFY(answer.field("Server").isEmpty());
}

} // namespace

/// The whole front over real sockets: QHttpServer with its routes behind the guard.
class TestHttpServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersACachedOrderByteForByte();
    void answersNotModified();
    void answersErrorsAsProblems();
    void answersWhileTheDatabaseIsAway();
    void everyAnswerCarriesTheSecurityFields();
    void answersHeadLikeGetWithoutBody_data();
    void answersHeadLikeGetWithoutBody();
    void namesTheAllowedMethods();
    void refusesParametersItDoesNotKnow_data();
    void refusesParametersItDoesNotKnow();
    void choosesHtmlOrJsonForUnknownPaths();
    void asksForTheToken();
    void refusesOtherHosts();
    void countsRequests();
    void servesOnSeveralThreads();
    void saysThatThePortIsTaken();
    void servesWhenThePortIsFreeAgain();
    void saysThatAThreadCannotListen();
    void stopsWithOpenConnections();
};

void TestHttpServer::answersACachedOrderByteForByte()
{
    HttpFixture fixture;
    const Order order = makeOrder(1);
    fixture.cache(order, 3);
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    const Answer answer = client.get("/order/" + QByteArray::fromStdString(order.orderUid));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, encodeOrder(order));
    QCOMPARE(answer.field("Content-Type"), QByteArray("application/json"));
    QCOMPARE(answer.field("ETag"), QByteArray("\"revision-3\""));
    QCOMPARE(answer.field("Cache-Control"), QByteArray("no-cache"));
    QCOMPARE(fixture.data->calls.load(), 0);
}

void TestHttpServer::answersNotModified()
{
    HttpFixture fixture;
    const Order order = makeOrder(1);
    fixture.cache(order, 3);
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    const QByteArray target = "/order/" + QByteArray::fromStdString(order.orderUid);
    const Answer same = client.get(target, "If-None-Match: \"revision-2\", W/\"revision-3\"\r\n");
    QCOMPARE(same.status, 304);
    QVERIFY(same.body.isEmpty());
    QVERIFY(same.field("Content-Length").isEmpty());
    QVERIFY(same.field("Content-Type").isEmpty());
    QCOMPARE(same.field("ETag"), QByteArray("\"revision-3\""));
    QCOMPARE(same.field("Cache-Control"), QByteArray("no-cache"));
    QCOMPARE(client.get(target, "If-None-Match: \"revision-2\"\r\n").status, 200);
}

void TestHttpServer::answersErrorsAsProblems()
{
    HttpFixture fixture;
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    const Answer missing = client.get("/order/nothing-here");
    QCOMPARE(missing.status, 404);
    QCOMPARE(missing.field("Content-Type"), QByteArray("application/problem+json"));
    const QJsonObject problem = QJsonDocument::fromJson(missing.body).object();
    QCOMPARE(problem.value(QLatin1String("type")).toString(), QStringLiteral("/problems/order-not-found"));
    QCOMPARE(problem.value(QLatin1String("status")).toInt(), 404);
    QCOMPARE(client.get("/problems/order-not-found").status, 200);
    QCOMPARE(client.get("/order/a%20b").status, 400);
    QCOMPARE(client.get("/order/" + QByteArray(129, 'a')).status, 400);
    QCOMPARE(client.get("/order/" + QByteArray(128, 'a')).status, 404);
    QCOMPARE(client.get("/order/").status, 404);
}

void TestHttpServer::answersWhileTheDatabaseIsAway()
{
    HttpFixture fixture;
    const Order order = makeOrder(1);
    fixture.cache(order);
    fixture.setFailure(Error{ErrorCode::Unavailable, Sentence::tr("it is away")});
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    const Answer answer = client.get("/order/unknown");
    QCOMPARE(answer.status, 503);
    QVERIFY(answer.field("Retry-After").toInt() >= 1);
    QVERIFY(answer.body.contains("/problems/database-away"));
    QCOMPARE(client.get("/view?order_uid=unknown").status, 503);
    QCOMPARE(client.get("/order/" + QByteArray::fromStdString(order.orderUid)).status, 200);
    QCOMPARE(client.get("/").status, 200);
    QCOMPARE(client.get("/livez").status, 200);
    QCOMPARE(client.get("/readyz").status, 503);
    const int calls = fixture.data->calls;
    for (int i = 0; i < 20; ++i) {
        QCOMPARE(client.get("/order/unknown").status, 503);
    }
    QVERIFY2(fixture.data->calls - calls < 5, "the breaker answers without asking again");
}

void TestHttpServer::everyAnswerCarriesTheSecurityFields()
{
    HttpFixture fixture;
    fixture.cache(makeOrder(1));
    QVERIFY(fixture.server->start());
    const quint16 port = fixture.server->port();
    for (const char* target : {"/",
                               "/view?order_uid=order-000001",
                               "/view?order_uid=none",
                               "/view?order_uid=%3Cb%3E",
                               "/order/order-000001",
                               "/order/none",
                               "/order/%20",
                               "/order/order-000001/trace",
                               "/orders",
                               "/orders?limit=x",
                               "/dead-letters",
                               "/dead-letters/1",
                               "/livez",
                               "/readyz",
                               "/metrics",
                               "/static/orderdesk.css",
                               "/static/favicon.svg",
                               "/static/none",
                               "/none",
                               "/problems/not-found",
                               "/problems/none"}) {
        RawClient client(port);
        const Answer answer = client.get(target);
        QVERIFY2(answer.status >= 200, target);
        verifySecurityFields(answer);
        QVERIFY2(!answer.field("Cache-Control").isEmpty(), target);
    }
    for (const QByteArray& head :
         {QByteArray("GET / HTTP/1.1\r\n\r\n"), QByteArray("X\r\n\r\n"),
          QByteArray("GET / HTTP/3.0\r\nHost: a\r\n\r\n"), QByteArray("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"),
          QByteArray("BREW / HTTP/1.1\r\nHost: a\r\n\r\n"),
          QByteArray("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\nx"),
          QByteArray("DELETE / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
          QByteArray("OPTIONS / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
          QByteArray("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n"),
          QByteArray("GET /order/order-000001 HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: *\r\n\r\n")}) {
        RawClient client(port);
        const Answer answer = client.ask(head);
        QVERIFY2(answer.status >= 200, head.constData());
        verifySecurityFields(answer);
    }
}

void TestHttpServer::answersHeadLikeGetWithoutBody_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const char* target : {"/", "/order/order-000001", "/order/none", "/none", "/livez", "/static/orderdesk.css"}) {
        QTest::newRow(target) << QByteArray(target);
    }
}

void TestHttpServer::answersHeadLikeGetWithoutBody()
{
    QFETCH(QByteArray, target);
    HttpFixture fixture;
    fixture.cache(makeOrder(1));
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    const Answer get = client.get(target);
    const Answer head = client.ask("HEAD " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n", false);
    QCOMPARE(head.status, get.status);
    QCOMPARE(head.field("Content-Length"), QByteArray::number(get.body.size()));
    QCOMPARE(head.field("Content-Type"), get.field("Content-Type"));
    QCOMPARE(head.field("ETag"), get.field("ETag"));
    QCOMPARE(client.get(target).status, get.status); // the framing is still right
    QVERIFY(client.received.isEmpty());
}

void TestHttpServer::namesTheAllowedMethods()
{
    HttpFixture fixture;
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    for (const char* method : {"POST", "PUT", "DELETE", "PATCH"}) {
        const Answer answer = client.ask(QByteArray(method) + " /order/a HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QCOMPARE(answer.status, 405);
        QCOMPARE(answer.field("Allow"), QByteArray("GET, HEAD, OPTIONS"));
    }
    // A body makes it no other question; it is not read, so the connection ends.
    RawClient sender(fixture.server->port());
    const Answer withBody =
        sender.ask("POST /order/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500000\r\n\r\n{\"x\":1}");
    QCOMPARE(withBody.status, 405);
    QCOMPARE(withBody.field("Allow"), QByteArray("GET, HEAD, OPTIONS"));
    const Answer options = client.ask("OPTIONS /order/a HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QCOMPARE(options.status, 204);
    QCOMPARE(options.field("Allow"), QByteArray("GET, HEAD, OPTIONS"));
    QVERIFY(options.field("Content-Length").isEmpty());
    QCOMPARE(client.ask("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 204);
    QCOMPARE(client.ask("OPTIONS /none HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 404);
    QCOMPARE(client.ask("POST /none HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 404);
    QCOMPARE(client.get("/livez").status, 200);
}

void TestHttpServer::refusesParametersItDoesNotKnow_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("fault"); // empty: none
    const auto row = [](const char* target, const char* fault) {
        QTest::newRow(target) << QByteArray(target) << QByteArray(fault);
    };
    row("/orders?q=M%C3%BCller&limit=3&after=", "");
    row("/orders?q=M%FCller", "q is not UTF-8");
    row("/orders?city=Haifa", "the only parameters are q, after, limit");
    row("/orders?Q=a", "the only parameters are q, after, limit");
    row("/orders?q=a&limit=3&limit=4", "limit is there twice");
    row("/dead-letters?q=a", "the only parameters are after, limit");
    row("/order/a?pretty", "there are no parameters");
    row("/order/a/trace?x=1", "there are no parameters");
    row("/view?order_uid=a&x=1", "the only parameters are order_uid");
    row("/livez?", "");
    row("/livez?x", "there are no parameters");
    row("/metrics?name=x", "there are no parameters");
    row("/static/orderdesk.css?v=1", "there are no parameters");
}

void TestHttpServer::refusesParametersItDoesNotKnow()
{
    QFETCH(const QByteArray, target);
    QFETCH(const QByteArray, fault);
    HttpFixture fixture;
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    const Answer answer = client.get(target);
    if (fault.isEmpty()) {
        QCOMPARE(answer.status, 200);
        return;
    }
    QCOMPARE(answer.status, 400);
    QVERIFY2(answer.body.contains(fault), answer.body.constData());
    QVERIFY(answer.body.contains("malformed-parameter"));
}

void TestHttpServer::choosesHtmlOrJsonForUnknownPaths()
{
    HttpFixture fixture;
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    const Answer page = client.get("/none", "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\n");
    QCOMPARE(page.status, 404);
    QVERIFY(page.field("Content-Type").startsWith("text/html"));
    QVERIFY(page.body.contains("<form"));
    QVERIFY(client.get("/none", "Accept: application/json\r\n").body.contains("/problems/not-found"));
    QVERIFY(client.get("/none").body.contains("/problems/not-found"));
    // And for the guard's own errors.
    const Answer misdirected = client.ask("GET / HTTP/1.1\r\nHost: evil.example\r\nAccept: text/html\r\n\r\n");
    QCOMPARE(misdirected.status, 421);
    QVERIFY(misdirected.field("Content-Type").startsWith("text/html"));
    QVERIFY(!misdirected.body.contains("evil.example"));
}

void TestHttpServer::asksForTheToken()
{
    HttpSettings settings;
    settings.publicReads = false;
    settings.token = "the-right-token";
    HttpFixture fixture(settings);
    fixture.cache(makeOrder(1));
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    const Answer refused = client.get("/order/order-000001");
    QCOMPARE(refused.status, 401);
    QVERIFY(refused.field("WWW-Authenticate").startsWith("Bearer"));
    for (const char* wrong : {"Bearer wrong", "Bearer ", "Bearer the-right-toke", "Basic the-right-token",
                              "the-right-token", "Bearer the-right-token2"}) {
        QCOMPARE(client.get("/order/order-000001", "Authorization: " + QByteArray(wrong) + "\r\n").status, 401);
    }
    QCOMPARE(client.get("/order/order-000001", "Authorization: bearer the-right-token\r\n").status, 200);
    QCOMPARE(client.get("/metrics").status, 401);
    QCOMPARE(client.get("/livez").status, 200);
    QCOMPARE(client.get("/readyz").status, 200);
}

void TestHttpServer::refusesOtherHosts()
{
    HttpSettings settings;
    settings.allowedHosts = {QStringLiteral("Orders.Example.com"), QStringLiteral("desk:9000")};
    HttpFixture fixture(settings);
    QVERIFY(fixture.server->start());
    const auto status = [&](const QByteArray& host) {
        return RawClient(fixture.server->port()).ask("GET /livez HTTP/1.1\r\nHost: " + host + "\r\n\r\n").status;
    };
    for (const char* good : {"localhost", "LOCALHOST:8081", "localhost.", "127.0.0.1:1", "127.8.8.8", "[::1]:8081",
                             "orders.example.com", "ORDERS.example.com:443", "desk"}) {
        QCOMPARE(status(good), 200);
    }
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("http-allowed-host")));
    for (const char* bad : {"evil.example", "localhost.evil.example", "10.0.0.1", "[2001:db8::1]", "example.com"}) {
        QCOMPARE(status(bad), 421);
    }
    RawClient client(fixture.server->port());
    QCOMPARE(client.ask("GET http://evil.example/livez HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 421);
    QVERIFY(client.isClosedByServer());
}

void TestHttpServer::countsRequests()
{
    HttpFixture fixture;
    fixture.cache(makeOrder(1));
    fixture.snapshot.counters = {10, 4, 3, 2, 1, 0, 1, 5, 0, 0};
    fixture.snapshot.lag = 7;
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    client.get("/order/order-000001");
    client.get("/order/none");
    client.get("/none");
    RawClient(fixture.server->port()).ask("X\r\n\r\n");
    const Answer answer = client.get("/metrics");
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.field("Content-Type").startsWith("text/plain; version=0.0.4"));
    for (const char* line : {"# TYPE orderdesk_messages_consumed gauge", "orderdesk_messages_consumed 10",
                             "# TYPE orderdesk_messages_stored_total counter", "orderdesk_messages_stored_total 4",
                             "orderdesk_messages_unchanged_total 3", "orderdesk_messages_superseded_total 2",
                             "orderdesk_messages_dead_lettered_total 1", "orderdesk_messages_in_flight 0",
                             "orderdesk_kafka_lag_messages 7", "orderdesk_cache_entries 1",
                             R"(orderdesk_http_requests_total{route="GET /order/<arg>",status="200"} 1)",
                             R"(orderdesk_http_requests_total{route="GET /order/<arg>",status="404"} 1)",
                             R"(orderdesk_http_requests_total{route="other",status="404"} 1)",
                             R"(orderdesk_http_requests_total{route="guard",status="400"} 1)",
                             "orderdesk_http_request_duration_seconds_count 3", "orderdesk_http_connections_total 2",
                             R"(orderdesk_http_request_duration_seconds_bucket{le="+Inf"} 3)"}) {
        QVERIFY2(answer.body.contains(QByteArray(line).append('\n')), line);
    }
}

void TestHttpServer::servesOnSeveralThreads()
{
    HttpSettings settings;
    settings.threads = 3;
    HttpFixture fixture(settings);
    fixture.cache(makeOrder(1));
    QVERIFY(fixture.server->start());
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 30; ++i) {
        clients.push_back(std::make_unique<RawClient>(fixture.server->port()));
    }
    for (int round = 0; round < 10; ++round) {
        for (const auto& client : clients) {
            client->send("GET /order/order-000001 HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
        for (const auto& client : clients) {
            QCOMPARE(client->receive().body, encodeOrder(makeOrder(1)));
        }
    }
}

void TestHttpServer::saysThatThePortIsTaken()
{
    HttpFixture first;
    QVERIFY(first.server->start());
    QCOMPARE(first.server->state().level, ComponentState::Level::Ok);
    HttpSettings settings;
    settings.port = first.server->port();
    HttpServer second(settings, first.backend());
    const auto started = second.start();
    QVERIFY(!started);
    QCOMPARE(started.error().code, ErrorCode::Conflict);
    QVERIFY(started.error().message.english().contains(QString::number(settings.port)));
    QCOMPARE(second.state().level, ComponentState::Level::Down);
}

// The thread finds its socket closed: the last one that was made.
void TestHttpServer::saysThatAThreadCannotListen()
{
    HttpFixture fixture;
    HttpBackend backend = fixture.backend();
    bool isBroken = true;
    backend.makeLookup = [&, make = backend.makeLookup] {
        for (int descriptor = 1023; isBroken && descriptor > 2; --descriptor) {
            int listens = 0;
            socklen_t size = sizeof listens;
            if (::getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) == 0 && listens != 0) {
                ::close(descriptor);
                break;
            }
        }
        return make();
    };
    HttpSettings settings;
    settings.port = 0;
    settings.threads = 1;
    HttpServer server(settings, std::move(backend));
    QTest::ignoreMessage(QtCriticalMsg, "an HTTP thread cannot listen");
    const auto started = server.start();
    QVERIFY(!started);
    QCOMPARE(started.error().code, ErrorCode::Internal);
    QCOMPARE(server.state().level, ComponentState::Level::Down);
    QCOMPARE(server.state().cause.english(), QStringLiteral("an HTTP thread cannot listen"));
    isBroken = false;
    QVERIFY(server.start());
    QCOMPARE(server.state().level, ComponentState::Level::Ok);
    QCOMPARE(RawClient(server.port()).get("/livez").status, 200);
}

void TestHttpServer::servesWhenThePortIsFreeAgain()
{
    std::optional<HttpFixture> first(std::in_place);
    QVERIFY(first->server->start());
    HttpFixture fixture;
    HttpSettings settings;
    settings.port = first->server->port();
    HttpServer second(settings, fixture.backend());
    second.startOrRetry();
    const ComponentState down = second.state();
    QCOMPARE(down.level, ComponentState::Level::Down);
    QVERIFY2(down.cause.english().contains(QStringLiteral("is taken by another program")),
             qPrintable(down.cause.english()));
    QVERIFY2(down.hint.english().contains(QStringLiteral("--http-listen")), qPrintable(down.hint.english()));
    QVERIFY(down.nextTry);
    QCOMPARE(second.port(), settings.port);
    QTRY_VERIFY_WITH_TIMEOUT(second.state().nextTry > down.nextTry, 20000);
    QCOMPARE(second.state().since, down.since);
    first.reset();
    QTRY_COMPARE_WITH_TIMEOUT(second.state().level, ComponentState::Level::Ok, 20000);
    QVERIFY(second.state().cause.isEmpty() && second.state().hint.isEmpty() && !second.state().nextTry);
    QCOMPARE(RawClient(settings.port).get("/livez").status, 200);
}

void TestHttpServer::stopsWithOpenConnections()
{
    HttpSettings settings;
    settings.threads = 2;
    HttpFixture fixture(settings);
    QVERIFY(fixture.server->start());
    const quint16 port = fixture.server->port();
    RawClient idle(port);
    QCOMPARE(idle.get("/livez").status, 200);
    RawClient half(port);
    half.send("GET / HT");
    RawClient silent(port);
    fixture.server.reset();
    QVERIFY(idle.isClosedByServer());
    QVERIFY(half.isClosedByServer());
    QTcpSocket late;
    late.setProxy(QNetworkProxy::NoProxy);
    late.connectToHost(QHostAddress::LocalHost, port);
    QVERIFY(!late.waitForConnected(1000));
}

ORDERDESK_TEST(TestHttpServer)
#include "TestHttpServer.moc"
