#include "http/HttpFixture.h"
#include "support/TestRegistration.h"

#include "http/guard/ClientAccount.h"
#include "http/routes/TokenGate.h"

#include <QRegularExpression>
#include <QTest>

#include <thread>

using namespace orderdesk;
using namespace orderdesk::test;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

using Clock = TokenFailures::Clock;
using Verdict = TokenGate::Verdict;

QHostAddress address(const QString& text)
{
    return QHostAddress(text);
}

QHostAddress numbered(quint32 number)
{
    return QHostAddress(0x0a000000U + number);
}

HttpRequest withToken(const QByteArray& token, const QByteArray& peer = "10.0.0.1")
{
    HttpRequest request;
    request.authorization = token.isEmpty() ? QByteArray() : "Bearer " + token;
    request.peer = peer;
    return request;
}

void expectReport(const char* from)
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("^10 wrong tokens from %1: [^\\n]*429")
                                                              .arg(QRegularExpression::escape(QLatin1String(from)))));
}

} // namespace

/// Nobody tries out tokens one after another: RFC 6585 section 4.
class TestTokenFailures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void limitsAfterTooMany();
    void forgetsInTime();
    void countsAnIpv6ClientByItsNetwork();
    void remembersABoundedNumber();
    void countsWhatDoesNotFitTogether();
    void looksAtNoTokenWhileLimited();
    void countsOnlyWhatIsLookedAt();
    void countsForAllThreads();
    void limitsOverHttp();
    void saysSoInThePageForPeople();
};

void TestTokenFailures::limitsAfterTooMany()
{
    TokenFailures failures;
    const Clock::time_point now{};
    for (int i = 0; i < TokenFailures::most; ++i) {
        QCOMPARE(failures.limitedFor(numbered(1), now), seconds(0));
        if (i == TokenFailures::most - 1) {
            expectReport("10.0.0.1");
        }
        failures.add(numbered(1), now);
    }
    QCOMPARE(failures.limitedFor(numbered(1), now), TokenFailures::pause);
    QCOMPARE(failures.limitedFor(numbered(1), now + milliseconds(100)), TokenFailures::pause); // rounded up
    QCOMPARE(failures.limitedFor(numbered(1), now + TokenFailures::pause - milliseconds(1)), seconds(1));
    QCOMPARE(failures.limitedFor(numbered(1), now + TokenFailures::pause), seconds(0));
    QCOMPARE(failures.limitedFor(numbered(2), now), seconds(0));
}

void TestTokenFailures::forgetsInTime()
{
    TokenFailures failures;
    Clock::time_point now{};
    for (int i = 0; i < TokenFailures::most - 1; ++i) {
        failures.add(numbered(1), now);
    }
    now += TokenFailures::pause;
    failures.add(numbered(1), now); // the first again
    QCOMPARE(failures.limitedFor(numbered(1), now), seconds(0));
    for (int i = 0; i < TokenFailures::most - 1; ++i) {
        now += TokenFailures::pause - milliseconds(1); // slowly is not enough to be forgotten
        if (i == TokenFailures::most - 2) {
            expectReport("10.0.0.1");
        }
        failures.add(numbered(1), now);
    }
    QVERIFY(failures.limitedFor(numbered(1), now).count() > 0);
}

void TestTokenFailures::countsAnIpv6ClientByItsNetwork()
{
    QCOMPARE(clientAccount(address(QStringLiteral("2001:db8:1:2:3::4"))), address(QStringLiteral("2001:db8:1:2::")));
    QCOMPARE(clientAccount(address(QStringLiteral("::ffff:10.0.0.1"))), numbered(1));
    QCOMPARE(clientAccount(address(QStringLiteral("::1"))), address(QStringLiteral("::1")));
    TokenFailures failures;
    const Clock::time_point now{};
    expectReport("2001:db8:1:2::10");
    for (int i = 1; i <= TokenFailures::most; ++i) {
        failures.add(address(QStringLiteral("2001:db8:1:2::%1").arg(i)), now);
    }
    QVERIFY(failures.limitedFor(address(QStringLiteral("2001:db8:1:2:ffff::1")), now).count() > 0);
    QCOMPARE(failures.limitedFor(address(QStringLiteral("2001:db8:1:3::1")), now), seconds(0));
    QCOMPARE(failures.clients(), 1);
}

void TestTokenFailures::remembersABoundedNumber()
{
    TokenFailures failures;
    Clock::time_point now{};
    for (quint32 i = 0; i < TokenFailures::mostClients; ++i) {
        failures.add(numbered(i), now);
    }
    QCOMPARE(failures.clients(), TokenFailures::mostClients);
    failures.add(numbered(100'000), now);
    QCOMPARE(failures.clients(), TokenFailures::mostClients);
    now += TokenFailures::pause;
    failures.add(numbered(100'000), now); // the forgotten ones make room
    QCOMPARE(failures.clients(), 1);
}

/// Ever new addresses do not buy ever new guesses.
void TestTokenFailures::countsWhatDoesNotFitTogether()
{
    TokenFailures failures;
    const Clock::time_point now{};
    for (quint32 i = 0; i < TokenFailures::mostClients; ++i) {
        failures.add(numbered(i), now);
    }
    expectReport("10.0.39.25");
    for (quint32 i = 0; i < TokenFailures::most; ++i) {
        QCOMPARE(failures.limitedFor(numbered(20'000 + i), now), seconds(0));
        failures.add(numbered(10'000 + i), now);
    }
    QCOMPARE(failures.limitedFor(numbered(20'000), now), TokenFailures::pause);
    QCOMPARE(failures.limitedFor(numbered(1), now), seconds(0)); // it has its own record
}

void TestTokenFailures::looksAtNoTokenWhileLimited()
{
    TokenFailures failures;
    const TokenGate gate("right", false, failures);
    const Clock::time_point now{};
    expectReport("10.0.0.1");
    for (int i = 0; i < TokenFailures::most; ++i) {
        QCOMPARE(gate.decide(Route::Access::Read, withToken("wrong"), now).verdict, Verdict::TokenWrong);
    }
    for (const char* token : {"wrong", "right"}) {
        const auto decision = gate.decide(Route::Access::Write, withToken(token), now + seconds(20));
        QCOMPARE(decision.verdict, Verdict::TooManyFailures);
        QCOMPARE(decision.retryAfter, seconds(40)); // not longer for asking meanwhile
    }
    QCOMPARE(gate.decide(Route::Access::Read, withToken({}), now).verdict, Verdict::TokenMissing);
    QCOMPARE(gate.decide(Route::Access::Open, withToken("wrong"), now).verdict, Verdict::Admitted);
    QCOMPARE(gate.decide(Route::Access::Read, withToken("right", "10.0.0.2"), now).verdict, Verdict::Admitted);
    QCOMPARE(gate.decide(Route::Access::Read, withToken("right"), now + TokenFailures::pause).verdict,
             Verdict::Admitted);
}

void TestTokenFailures::countsOnlyWhatIsLookedAt()
{
    TokenFailures failures;
    const TokenGate publicReads("right", true, failures);
    HttpRequest basic = withToken("right");
    basic.authorization = "Basic right";
    for (int i = 0; i < 2 * TokenFailures::most; ++i) {
        QCOMPARE(publicReads.decide(Route::Access::Read, withToken("wrong")).verdict, Verdict::Admitted);
        QCOMPARE(publicReads.decide(Route::Access::Open, withToken("wrong")).verdict, Verdict::Admitted);
        QCOMPARE(publicReads.decide(Route::Access::Write, withToken({})).verdict, Verdict::TokenMissing);
        QCOMPARE(publicReads.decide(Route::Access::Write, basic).verdict, Verdict::TokenMissing);
        QCOMPARE(publicReads.decide(Route::Access::Write, withToken("right")).verdict, Verdict::Admitted);
    }
    QCOMPARE(failures.clients(), 0);
    const TokenGate noToken({}, false, failures);
    QCOMPARE(noToken.decide(Route::Access::Read, withToken("any")).verdict, Verdict::TokenWrong);
    QCOMPARE(noToken.decide(Route::Access::Read, withToken({})).verdict, Verdict::TokenMissing);
}

void TestTokenFailures::countsForAllThreads()
{
    TokenFailures failures;
    const Clock::time_point now{};
    expectReport("10.0.0.1");
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (quint32 j = 0; j < 500; ++j) {
                failures.add(numbered(j % 200 == 0 ? 1 : 1000 + j), now);
                static_cast<void>(failures.limitedFor(numbered(j), now));
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    QCOMPARE(failures.limitedFor(numbered(1), now), TokenFailures::pause); // 12 of them
    QCOMPARE(failures.clients(), 498);
}

void TestTokenFailures::limitsOverHttp()
{
    HttpSettings settings;
    settings.publicReads = false;
    settings.token = "the-right-token";
    settings.threads = 3;
    HttpFixture fixture(settings);
    fixture.cache(makeOrder(1));
    QVERIFY(fixture.server->start());
    const quint16 port = fixture.server->port();
    const auto ask = [port](const QByteArray& token, const char* target = "/order/order-000001") {
        return RawClient(port).get(target, token.isEmpty() ? QByteArray() : "Authorization: Bearer " + token + "\r\n");
    };
    expectReport("127.0.0.1");
    for (int i = 0; i < TokenFailures::most; ++i) { // each a connection of its own: whatever thread takes it
        QCOMPARE(ask("wrong" + QByteArray::number(i)).status, 401);
    }
    for (const char* token : {"a-wrong-token", "the-right-token"}) {
        const Answer limited = ask(token);
        QCOMPARE(limited.status, 429);
        QVERIFY(limited.field("Retry-After").toInt() > 0);
        QVERIFY(limited.field("Retry-After").toInt() <= 60);
        QVERIFY(limited.body.contains("/problems/too-many-failures"));
        QVERIFY(!limited.body.contains(token));
    }
    QCOMPARE(ask({}).status, 401);
    QCOMPARE(ask("wrong", "/livez").status, 200);
    QCOMPARE(ask({}, "/problems/too-many-failures").status, 200);
    RawClient other(port, address(QStringLiteral("127.0.0.2")));
    const QByteArray right = "Authorization: Bearer the-right-token\r\n";
    QCOMPARE(other.get("/order/order-000001", right).status, 200);
    const Answer metrics = other.get("/metrics", right);
    QVERIFY(metrics.body.contains("\norderdesk_http_wrong_tokens_total 10\n"));
    QVERIFY(metrics.body.contains("\norderdesk_http_limited_tokens_total 2\n"));
    QVERIFY(metrics.body.contains(R"({route="GET /order/<arg>",status="429"} 2)"));
}

void TestTokenFailures::saysSoInThePageForPeople()
{
    HttpSettings settings;
    settings.publicReads = false;
    settings.token = "the-right-token";
    HttpFixture fixture(settings);
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    expectReport("127.0.0.1");
    const QByteArray fields = "Accept: text/html\r\nAuthorization: Bearer wrong\r\n";
    for (int i = 0; i < TokenFailures::most; ++i) {
        QCOMPARE(client.get("/", fields).status, 401);
    }
    const Answer page = client.get("/", fields);
    QCOMPARE(page.status, 429);
    QVERIFY(page.field("Content-Type").startsWith("text/html"));
    QVERIFY(page.field("Retry-After").toInt() > 0);
    QVERIFY(page.body.contains("Too many wrong tokens"));
}

ORDERDESK_TEST(TestTokenFailures)
#include "TestTokenFailures.moc"
