#pragma once

#include <QByteArray>
#include <QStringBuilder>

#include <vector>

namespace orderdesk::test {

inline QByteArray get(const QByteArray& target)
{
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

inline QByteArray withField(const QByteArray& field)
{
    return "GET / HTTP/1.1\r\nHost: localhost\r\n" + field + "\r\n\r\n";
}

inline QByteArray withHost(const QByteArray& host)
{
    return "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
}

struct MalformedHead
{
    const char* name;
    QByteArray bytes;
    int status; ///< what it deserves
};

/// What RFC 9110 and 9112 or our limits forbid: each a whole head, as an attacker or a broken client sends it.
inline std::vector<MalformedHead> malformedHeads()
{
    std::vector<MalformedHead> list;
    const auto row = [&list](const char* name, const QByteArray& head, int status) {
        list.push_back({name, head, status});
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
    return list;
}

} // namespace orderdesk::test
