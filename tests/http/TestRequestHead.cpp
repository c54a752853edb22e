#include "http/guard/RequestHead.h"

#include <QRandomGenerator>
#include <QTest>
using namespace orderdesk;

namespace {

using Verdict = tl::expected<RequestHead, HeadError>;

/// As a connection does it: the head comes in pieces of `piece` bytes.
std::optional<Verdict> judge(const QByteArray& bytes, qsizetype piece, const HttpLimits& limits = {})
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

QByteArray get(const QByteArray& target)
{
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

QByteArray withField(const QByteArray& field)
{
    return "GET / HTTP/1.1\r\nHost: localhost\r\n" + field + "\r\n\r\n";
}

QByteArray withHost(const QByteArray& host)
{
    return "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
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
    const auto row = [](const char* name, const QByteArray& head, int status) {
        QTest::newRow(name) << head << status;
    };
    const auto bytes = [](const char* text, qsizetype size) { return QByteArray(text, size); };

    row("empty request line", "\r\n\r\n", 400);
    row("two empty lines", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("bare LF after the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n", 400);
    row("bare LF everywhere", "GET / HTTP/1.1\nHost: a\n\n", 400);
    row("bare LF at the end", "GET / HTTP/1.1\r\nHost: a\r\n\n", 400);
    row("bare LF first", "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("bare CR in a field", "GET / HTTP/1.1\r\nHost: a\r\nA: b\rc: d\r\n\r\n", 400);
    row("bare CR in the request line", "GET /\rx HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("CR CR LF", "GET / HTTP/1.1\r\r\nHost: a\r\n\r\n", 400);
    row("NUL in the request line", bytes("GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", 29), 400);
    row("NUL in a field value", bytes("GET / HTTP/1.1\r\nHost: a\r\nA: \0\r\n\r\n", 33), 400);
    row("control in a field value", withField("A: b\x01"), 400);
    row("escape character in a value", withField("A: \x1b[2J"), 400);
    row("DEL in a field value", withField("A: b\x7f"), 400);
    row("a TLS client hello", bytes("\x16\x03\x01\x02\x00\x01\x00\x01", 8), 400);
    row("no target", "GET HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("only a method", "GET\r\nHost: a\r\n\r\n", 400);
    row("HTTP/0.9", "GET /\r\n\r\n", 400);
    row("leading space", " GET / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("two spaces before the target", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("two spaces after the target", "GET /  HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("space after the version", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n", 400);
    row("tab instead of space", "GET\t/\tHTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("tab in the target", "GET /\tx HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("space in the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("method with a bracket", "G(T / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("lower-case method", "get / HTTP/1.1\r\nHost: a\r\n\r\n", 501);
    row("unknown method", "BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501);
    row("TRACE", "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 501);
    row("CONNECT", "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n", 501);
    row("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
    row("HTTP/1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505);
    row("HTTP/9.9", "GET / HTTP/9.9\r\nHost: a\r\n\r\n", 505);
    row("HTTP/1.10", "GET / HTTP/1.10\r\nHost: a\r\n\r\n", 400);
    row("HTTP/1", "GET / HTTP/1\r\nHost: a\r\n\r\n", 400);
    row("HTTP/1,1", "GET / HTTP/1,1\r\nHost: a\r\n\r\n", 400);
    row("lower-case version", "GET / http/1.1\r\nHost: a\r\n\r\n", 400);
    row("another protocol", "GET / SIP/2.0\r\nHost: a\r\n\r\n", 400);
    row("asterisk for GET", get("*"), 400);
    row("relative target", get("order/1"), 400);
    row("two slashes", get("//evil/path"), 400);
    row("https absolute form", get("https://localhost/"), 400);
    row("ftp absolute form", get("ftp://localhost/"), 400);
    row("absolute form without host", get("http:///order/1"), 400);
    row("absolute form with user", get("http://user@localhost/"), 400);
    row("absolute form with bad port", get("http://localhost:x/"), 400);
    row("fragment", get("/#a"), 400);
    row("raw quote in the path", get("/\"a\""), 400);
    row("raw angle bracket in the path", get("/<script>"), 400);
    row("backslash in the path", get("/a\\b"), 400);
    row("raw UTF-8 in the path", get("/\xd0\xb6"), 400);
    row("raw bytes in the path", get("/\xff\xfe"), 400);
    row("escaped NUL in the path", get("/a%00"), 400);
    row("escaped CRLF in the path", get("/a%0d%0aX:%20y"), 400);
    row("escaped LF in the path", get("/a%0A"), 400);
    row("escaped DEL in the path", get("/a%7f"), 400);
    row("escaped slash", get("/order/a%2Fb"), 400);
    row("escaped backslash", get("/order/a%5cb"), 400);
    row("invalid escape", get("/a%zz"), 400);
    row("half an escape", get("/a%4"), 400);
    row("a lone percent sign", get("/a%"), 400);
    row("invalid UTF-8 escape", get("/a%ff"), 400);
    row("overlong UTF-8 escape", get("/a%c0%af"), 400);
    row("surrogate escape", get("/a%ed%a0%80"), 400);
    row("dot segments", get("/static/../../etc/passwd"), 400);
    row("escaped dot segments", get("/static/%2e%2e/x"), 400);
    row("trailing dot segment", get("/static/.."), 400);
    row("single dot segment", get("/./order"), 400);
    row("invalid escape in the query", get("/?q=%g1"), 400);
    row("half an escape in the query", get("/?q=%"), 400);
    row("escaped NUL in the query", get("/?q=%00"), 400);
    row("raw angle bracket in the query", get("/?q=<b>"), 400);
    row("raw quote in the query", get("/?q=\"x\""), 400);
    row("no Host", "GET / HTTP/1.1\r\n\r\n", 400);
    row("two Hosts", withField("Host: localhost"), 400);
    row("empty Host", withHost(""), 400);
    row("Host with a path", withHost("localhost/x"), 400);
    row("Host with a user", withHost("a@localhost"), 400);
    row("Host with a space", withHost("a b"), 400);
    row("Host with a comma", withHost("a,b"), 400);
    row("Host with markup", withHost("<b>"), 400);
    row("Host with a bad port", withHost("localhost:port"), 400);
    row("Host with a signed port", withHost("localhost:+80"), 400);
    row("Host with a port too large", withHost("localhost:65536"), 400);
    row("Host with half a bracket", withHost("[::1"), 400);
    row("Host with no address in brackets", withHost("[localhost]"), 400);
    row("Host of 300 characters", withHost(QByteArray(300, 'a')), 400);
    row("space before the colon", withField("Content-Length : 5"), 400);
    row("tab before the colon", withField("Content-Length\t: 5"), 400);
    row("field without a colon", withField("Content-Length 5"), 400);
    row("field without a name", withField(": 5"), 400);
    row("space in a field name", withField("Content Length: 5"), 400);
    row("bracket in a field name", withField("A(b): 5"), 400);
    row("non-ASCII field name", withField("\xd0\xb6: 5"), 400);
    row("folded field", withField("A: b\r\n c"), 400);
    row("folded with tab", withField("A: b\r\n\tc"), 400);
    row("fold before the first field", "GET / HTTP/1.1\r\n Host: localhost\r\n\r\n", 400);
    row("two lengths", withField("Content-Length: 5\r\nContent-Length: 5"), 400);
    row("two different lengths", withField("Content-Length: 5\r\nContent-Length: 6"), 400);
    row("a list of lengths", withField("Content-Length: 5, 5"), 400);
    row("negative length", withField("Content-Length: -1"), 400);
    row("signed length", withField("Content-Length: +5"), 400);
    row("hexadecimal length", withField("Content-Length: 0x5"), 400);
    row("fractional length", withField("Content-Length: 5.0"), 400);
    row("length with a space", withField("Content-Length: 5 0"), 400);
    row("empty length", withField("Content-Length:"), 400);
    row("overflowing length", withField("Content-Length: 99999999999999999999999"), 413);
    row("length with chunked", withField("Content-Length: 5\r\nTransfer-Encoding: chunked"), 400);
    row("chunked with length", withField("Transfer-Encoding: chunked\r\nContent-Length: 5"), 400);
    row("chunked", withField("Transfer-Encoding: chunked"), 411);
    row("chunked, oddly spelled", withField("Transfer-Encoding: ChUnKeD"), 411);
    row("chunked, with vertical tab",
        withField("Transfer-Encoding: \x0b"
                  "chunked"),
        400);
    row("xchunked", withField("Transfer-Encoding: xchunked"), 501);
    row("gzip coding", withField("Transfer-Encoding: gzip, chunked"), 501);
    row("identity coding", withField("Transfer-Encoding: identity"), 501);
    row("two codings", withField("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity"), 501);
    row("empty coding", withField("Transfer-Encoding:"), 400);
    row("chunked in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400);
    row("unknown expectation", withField("Expect: 200-ok"), 417);
    row("two expectations", withField("Expect: 100-continue\r\nExpect: 100-continue"), 417);
    row("two Authorizations", withField("Authorization: a\r\nAuthorization: b"), 400);
    row("malformed Connection", withField("Connection: a b"), 400);
    row("101 fields", withField(QByteArray("A: b\r\n").repeated(100).chopped(2)), 431);
    row("a long request line", get("/" + QByteArray(9000, 'a')), 414);
    row("a request line of 1 MB", get("/" + QByteArray(1'000'000, 'a')), 414);
    row("a long field", withField("A: " + QByteArray(33'000, 'a')), 431);
    row("100,000 fields", withField(QByteArray("A: b\r\n").repeated(100'000).chopped(2)), 431);
}

void TestRequestHead::refusesMalformedHeads()
{
    QFETCH(QByteArray, head);
    QFETCH(int, status);
    for (const qsizetype piece : {head.size(), qsizetype(1460), qsizetype(1)}) {
        if (head.size() / piece > 50'000) {
            continue;
        }
        const auto verdict = judge(head, piece);
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
        const auto verdict = judge(head, piece);
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
    QVERIFY(!judge(head, std::max<qsizetype>(1, head.size())).has_value());
}

void TestRequestHead::keepsToTheLimits()
{
    HttpLimits limits;
    limits.requestLineBytes = 30;
    limits.headBytes = 100;
    limits.headerFields = 2;
    const QByteArray fits = "GET /" + QByteArray(16, 'a') + " HTTP/1.1\r\nHost: localhost\r\nA: b\r\n\r\n";
    QVERIFY(judge(fits, fits.size(), limits)->has_value());
    QCOMPARE(judge("GET /" + QByteArray(17, 'a') + fits.mid(21), fits.size() + 1, limits)->error().status, 414);
    const QByteArray filled = "GET / HTTP/1.1\r\nHost: localhost\r\nA: " + QByteArray(60, 'a') + "\r\n\r\n";
    QCOMPARE(filled.size(), 100);
    QVERIFY(judge(filled, 1, limits)->has_value());
    QCOMPARE(judge(QByteArray(filled).insert(40, 'a'), 7, limits)->error().status, 431);
    QCOMPARE(judge("GET / HTTP/1.1\r\nHost: localhost\r\nA: b\r\nC: d\r\n\r\n", 9, limits)->error().status, 431);
}

void TestRequestHead::takesWhatRoutesNeed()
{
    const auto verdict = judge("POST /x HTTP/1.1\r\nhost: localhost\r\naccept: text/html\r\nACCEPT: */*\r\n"
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
    const auto verdict = judge("GET / HTTP/" + version + "\r\nHost: a\r\nConnection: " + connection + "\r\n\r\n", 3);
    QVERIFY(verdict && verdict->has_value());
    QTEST((*verdict)->keepAlive, "keepAlive");
}

void TestRequestHead::writesAMinimalRequest()
{
    const auto verdict = judge("HEAD http://evil.example/order/a%41?x=1 HTTP/1.0\r\nHost: a\r\nCookie: c\r\n"
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
        const auto whole = judge(bytes, bytes.size());
        const auto pieces = judge(bytes, 3);
        QCOMPARE(whole.has_value(), pieces.has_value());
        if (!whole || !*whole) {
            continue;
        }
        QVERIFY(pieces->has_value());
        const QByteArray request = normalisedRequest(**whole, "::1", {});
        const auto again = judge(request, request.size());
        QVERIFY(again && again->has_value());
        QCOMPARE((*again)->path, (*whole)->path);
        QCOMPARE((*again)->query, (*whole)->query);
    }
}

QTEST_APPLESS_MAIN(TestRequestHead)
#include "TestRequestHead.moc"
