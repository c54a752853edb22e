#include "http/MalformedHeads.h"
#include "support/TestRegistration.h"

#include "http/guard/RequestHead.h"

#include <QRandomGenerator>
#include <QTest>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

using Verdict = tl::expected<RequestHead, HeadError>;

/// As a connection does it: the head comes in pieces of `piece` bytes.
std::optional<Verdict> validator(const QByteArray& bytes, qsizetype piece, const HttpLimits& limits = {})
{
    qsizetype scanned = 0;
    for (qsizetype size = std::min(piece, bytes.size());; size = std::min(size + piece, bytes.size())) {
        const HeadScan scan = scanHead(QByteArrayView(bytes).first(size), scanned, limits);
        scanned = size;
        if (scan.outcome == HeadScan::Outcome::Refused) {
            return Verdict(tl::unexpected<HeadError>(scan.error));
        }
        if (scan.outcome == HeadScan::Outcome::Complete) {
            return parseHead(QByteArrayView(bytes).first(scan.length), limits);
        }
        if (size == bytes.size()) {
            return std::nullopt;
        }
    }
}

} // namespace

class TestRequestHead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesMalformedHeads_data();
    void refusesMalformedHeads();
    void acceptsAndNormalises_data();
    void acceptsAndNormalises();
    void waitsForTheRest_data();
    void waitsForTheRest();
    void keepsToTheLimits();
    void takesWhatRoutesNeed();
    void decidesOnKeepAlive_data();
    void decidesOnKeepAlive();
    void writesAMinimalRequest();
    void survivesRandomBytes();
};

void TestRequestHead::refusesMalformedHeads_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<int>("status");
    for (const MalformedHead& head : malformedHeads()) {
        QTest::newRow(head.name) << head.bytes << head.status;
    }
}

void TestRequestHead::refusesMalformedHeads()
{
    QFETCH(QByteArray, head);
    QFETCH(int, status);
    for (const qsizetype piece : {head.size(), qsizetype(1460), qsizetype(1)}) {
        if (head.size() / piece > 50'000) {
            continue;
        }
        const auto verdict = validator(head, piece);
        QVERIFY(verdict.has_value());
        QVERIFY(!verdict->has_value());
        QCOMPARE(verdict->error().status, status);
        QVERIFY(qstrlen(verdict->error().detail) > 0);
    }
}

void TestRequestHead::acceptsAndNormalises_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("authority");
    const auto row = [](const char* name, const QByteArray& head, const char* path, const char* query,
                        const char* authority = "localhost") {
        QTest::newRow(name) << head << QByteArray(path) << QByteArray(query) << QByteArray(authority);
    };
    row("plain", get("/order/b563feb7b2b84b6test"), "/order/b563feb7b2b84b6test", "");
    row("leading empty line", "\r\n" + get("/"), "/", "");
    row("query", get("/view?order_uid=a%20b&x=1+2"), "/view", "order_uid=a%20b&x=1+2");
    row("empty query", get("/view?"), "/view", "");
    row("question mark in the query", get("/view?a=?"), "/view", "a=?");
    row("line break in the query", get("/?q=a%0ab"), "/", "q=a%0Ab");
    row("characters that browsers leave bare", get("/?q={a|b}^[1]`\\"), "/", "q=%7Ba%7Cb%7D%5E%5B1%5D%60%5C");
    row("needless escapes", get("/%6frder/%41"), "/order/A", "");
    row("needed escapes", get("/order/%d0%b6%20%3c%25"), "/order/%D0%B6%20%3C%25", "");
    row("tilde and dots", get("/order/a~b.c_d-e.."), "/order/a~b.c_d-e..", "");
    row("absolute form", get("http://Example.COM:80/order/1?x=y"), "/order/1", "x=y", "example.com:80");
    row("absolute form without path", get("HTTP://localhost"), "/", "");
    row("absolute form with query only", get("http://localhost?q=1"), "/", "q=1");
    row("server-wide options", "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", "*", "");
    row("server-wide options, absolute", "OPTIONS http://localhost HTTP/1.1\r\nHost: a\r\n\r\n", "*", "");
    row("HTTP/1.0 without Host", "GET / HTTP/1.0\r\n\r\n", "/", "", "");
    row("IPv6 host", withHost("[::1]:8081"), "/", "", "[::1]:8081");
    row("host in capitals", withHost("LOCALHOST"), "/", "");
    row("host with an empty port", withHost("localhost:"), "/", "", "localhost:");
    row("blanks around the value", "GET / HTTP/1.1\r\nHost: \t localhost \t\r\n\r\n", "/", "");
    row("no blank before the value", "GET / HTTP/1.1\r\nHost:localhost\r\n\r\n", "/", "");
    row("tab and UTF-8 within a value", withField("User-Agent: a\tb \xd0\xb6"), "/", "");
    row("empty field value", withField("A:"), "/", "");
    row("99 fields", withField(QByteArray("A: b\r\n").repeated(99).chopped(2)), "/", "");
    row("an upgrade that is not taken", withField("Connection: Upgrade\r\nUpgrade: websocket"), "/", "");
    row("body of no bytes", withField("Content-Length: 0"), "/", "");
}

void TestRequestHead::acceptsAndNormalises()
{
    QFETCH(QByteArray, head);
    for (const qsizetype piece : {head.size(), qsizetype(1)}) {
        const auto verdict = validator(head, piece);
        QVERIFY(verdict.has_value());
        QVERIFY2(verdict->has_value(), verdict->has_value() ? "" : verdict->error().detail);
        QTEST((*verdict)->path, "path");
        QTEST((*verdict)->query, "query");
        QTEST((*verdict)->authority, "authority");
    }
}

void TestRequestHead::waitsForTheRest_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("one letter") << QByteArray("G");
    QTest::newRow("CR") << QByteArray("\r");
    QTest::newRow("an empty line") << QByteArray("\r\n");
    QTest::newRow("half a request line") << QByteArray("GET /order");
    QTest::newRow("request line") << QByteArray("GET / HTTP/1.1\r\n");
    QTest::newRow("all but LF") << get("/").chopped(1);
    QTest::newRow("all but CRLF") << get("/").chopped(2);
}

void TestRequestHead::waitsForTheRest()
{
    QFETCH(QByteArray, head);
    QVERIFY(!validator(head, std::max<qsizetype>(1, head.size())).has_value());
}

void TestRequestHead::keepsToTheLimits()
{
    HttpLimits limits;
    limits.requestLineBytes = 30;
    limits.headBytes = 100;
    limits.headerFields = 2;
    const QByteArray fits = "GET /" + QByteArray(16, 'a') + " HTTP/1.1\r\nHost: localhost\r\nA: b\r\n\r\n";
    QVERIFY(validator(fits, fits.size(), limits)->has_value());
    QCOMPARE(validator("GET /" + QByteArray(17, 'a') + fits.mid(21), fits.size() + 1, limits)->error().status, 414);
    const QByteArray filled = "GET / HTTP/1.1\r\nHost: localhost\r\nA: " + QByteArray(60, 'a') + "\r\n\r\n";
    QCOMPARE(filled.size(), 100);
    QVERIFY(validator(filled, 1, limits)->has_value());
    QCOMPARE(validator(QByteArray(filled).insert(40, 'a'), 7, limits)->error().status, 431);
    QCOMPARE(validator("GET / HTTP/1.1\r\nHost: localhost\r\nA: b\r\nC: d\r\n\r\n", 9, limits)->error().status, 431);
}

void TestRequestHead::takesWhatRoutesNeed()
{
    const auto verdict =
        validator("POST /x HTTP/1.1\r\nhost: localhost\r\naccept: text/html\r\nACCEPT: */*\r\n"
                  "Accept-Language: ru\r\nAuthorization: Bearer t\r\nContent-Type: application/json\r\n"
                  "If-None-Match: \"a\"\r\nIf-None-Match: \"b\"\r\nContent-Length: 007\r\n"
                  "Expect: 100-Continue\r\nCookie: secret\r\n\r\n",
                  5);
    QVERIFY(verdict && verdict->has_value());
    const RequestHead& head = **verdict;
    QCOMPARE(head.method, QByteArray("POST"));
    QCOMPARE(head.accept, QByteArray("text/html, */*"));
    QCOMPARE(head.acceptLanguage, QByteArray("ru"));
    QCOMPARE(head.authorization, QByteArray("Bearer t"));
    QCOMPARE(head.contentType, QByteArray("application/json"));
    QCOMPARE(head.ifNoneMatch, QByteArray("\"a\", \"b\""));
    QCOMPARE(head.contentLength, 7);
    QVERIFY(head.expectsContinue);
}

void TestRequestHead::decidesOnKeepAlive_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("connection");
    QTest::addColumn<bool>("keepAlive");
    QTest::newRow("1.1") << QByteArray("1.1") << QByteArray("x") << true;
    QTest::newRow("1.1 close") << QByteArray("1.1") << QByteArray("close") << false;
    QTest::newRow("1.1 CLOSE among others") << QByteArray("1.1") << QByteArray("x, CLOSE , y") << false;
    QTest::newRow("1.1 close wins") << QByteArray("1.1") << QByteArray("close, keep-alive") << false;
    QTest::newRow("1.1 closer") << QByteArray("1.1") << QByteArray("closer") << true;
    QTest::newRow("1.0") << QByteArray("1.0") << QByteArray("x") << false;
    QTest::newRow("1.0 keep-alive") << QByteArray("1.0") << QByteArray("Keep-Alive") << true;
    QTest::newRow("1.0 close wins") << QByteArray("1.0") << QByteArray("keep-alive, close") << false;
}

void TestRequestHead::decidesOnKeepAlive()
{
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, connection);
    const auto verdict =
        validator("GET / HTTP/" + version + "\r\nHost: a\r\nConnection: " + connection + "\r\n\r\n", 3);
    QVERIFY(verdict && verdict->has_value());
    QTEST((*verdict)->keepAlive, "keepAlive");
}

void TestRequestHead::writesAMinimalRequest()
{
    const auto verdict = validator("HEAD http://evil.example/order/a%41?x=1 HTTP/1.0\r\nHost: a\r\nCookie: c\r\n"
                                   "Peer: 6.6.6.6\r\nX-Forwarded-For: 6.6.6.6\r\nUpgrade: websocket\r\n"
                                   "Accept: text/html, */*;q=0.1\r\nAccept-Language: ru-RU, en;q=0.5\r\n"
                                   "If-None-Match: \"r\"\r\n\r\n",
                                   1000);
    QVERIFY(verdict && verdict->has_value());
    QCOMPARE(normalisedRequest(**verdict, "127.0.0.1", {}),
             QByteArray("GET /order/aA?x=1 HTTP/1.1\r\nHost: a\r\nPeer: 127.0.0.1\r\nAccept: text/html\r\n"
                        "Accept-Language: ru\r\nIf-None-Match: \"r\"\r\n\r\n"));
}

/// Whatever comes: a verdict that does not depend on how the bytes were cut, and no accepted head that is not
/// canonical.
void TestRequestHead::survivesRandomBytes()
{
    QRandomGenerator random(20211126);
    const QByteArray valid = "GET /order/a%20b?q=%41 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
                             "Connection: close\r\nAccept: text/html\r\n\r\n";
    static constexpr char alphabet[] = "\r\n\t :%/?#.,aAzZ09\x80\xff\x01";
    for (int round = 0; round < 20'000; ++round) {
        QByteArray bytes = valid;
        for (int changes = 1 + random.bounded(4); changes > 0; --changes) {
            const qsizetype at = random.bounded(static_cast<int>(bytes.size()));
            const char c = alphabet[random.bounded(static_cast<int>(sizeof alphabet) - 1)];
            if (random.bounded(2) == 0) {
                bytes[at] = c;
            } else {
                bytes.insert(at, c);
            }
        }
        const auto whole = validator(bytes, bytes.size());
        const auto pieces = validator(bytes, 3);
        QCOMPARE(whole.has_value(), pieces.has_value());
        if (!whole || !*whole) {
            continue;
        }
        QVERIFY(pieces->has_value());
        const QByteArray request = normalisedRequest(**whole, "::1", {});
        const auto again = validator(request, request.size());
        QVERIFY(again && again->has_value());
        QCOMPARE((*again)->path, (*whole)->path);
        QCOMPARE((*again)->query, (*whole)->query);
    }
}

ORDERDESK_APPLESS_TEST(TestRequestHead)
#include "TestRequestHead.moc"
