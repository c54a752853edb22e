#include "http/guard/RequestHead.h"

#include "http/Negotiation.h"
#include "http/guard/RequestTarget.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

namespace orderdesk {

namespace {

using MaybeError = std::optional<HeadError>;

bool isTokenCharacter(char c)
{
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
        return true;
    return c != '\0' && std::strchr("!#$%&'*+-.^_`|~", c) != nullptr;
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

bool equalsIgnoringCase(QByteArrayView a, QByteArrayView b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

/// OWS of RFC 9110 only: space and tab. QByteArrayView::trimmed() takes more.
QByteArrayView withoutBlanks(QByteArrayView text)
{
    while (!text.isEmpty() && (text.front() == ' ' || text.front() == '\t'))
        text = text.sliced(1);
    while (!text.isEmpty() && (text.back() == ' ' || text.back() == '\t'))
        text.chop(1);
    return text;
}

/// What must be known of all fields before any of them is believed.
struct Fields
{
    int count = 0;
    int hosts = 0;
    int contentLengths = 0;
    QByteArray host;
    QByteArray transferEncoding;
    bool hasTransferEncoding = false;
    QByteArray connection;
    QByteArray expect;
};

void join(QByteArray& list, QByteArrayView value)
{
    if (!list.isEmpty())
        list += ", ";
    list += value;
}

MaybeError takeOnce(QByteArray& target, QByteArrayView value)
{
    if (!target.isEmpty())
        return HeadError{400, "a header field that may appear once appears twice"};
    target = value.toByteArray();
    return std::nullopt;
}

MaybeError takeContentLength(QByteArrayView value, Fields& fields, RequestHead& head)
{
    if (++fields.contentLengths > 1)
        return HeadError{400, "Content-Length appears twice"};
    if (value.isEmpty() || !std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return HeadError{400, "Content-Length is not a number"};
    if (value.size() > 15)
        return HeadError{413, "the body is larger than this resource takes"};
    head.contentLength = value.toByteArray().toLongLong();
    return std::nullopt;
}

MaybeError takeField(QByteArrayView name, QByteArrayView value, Fields& fields, RequestHead& head)
{
    if (equalsIgnoringCase(name, "host")) {
        if (++fields.hosts > 1)
            return HeadError{400, "Host appears twice"};
        fields.host = value.toByteArray();
    } else if (equalsIgnoringCase(name, "content-length")) {
        return takeContentLength(value, fields, head);
    } else if (equalsIgnoringCase(name, "transfer-encoding")) {
        fields.hasTransferEncoding = true;
        join(fields.transferEncoding, value);
    } else if (equalsIgnoringCase(name, "connection")) {
        join(fields.connection, value);
    } else if (equalsIgnoringCase(name, "expect")) {
        join(fields.expect, value);
    } else if (equalsIgnoringCase(name, "accept")) {
        join(head.accept, value);
    } else if (equalsIgnoringCase(name, "accept-language")) {
        join(head.acceptLanguage, value);
    } else if (equalsIgnoringCase(name, "if-none-match")) {
        join(head.ifNoneMatch, value);
    } else if (equalsIgnoringCase(name, "authorization")) {
        return takeOnce(head.authorization, value);
    } else if (equalsIgnoringCase(name, "content-type")) {
        return takeOnce(head.contentType, value);
    }
    return std::nullopt;
}

MaybeError parseFieldLine(QByteArrayView line, Fields& fields, RequestHead& head)
{
    if (line.front() == ' ' || line.front() == '\t')
        return HeadError{400, "a header field is folded"};
    const qsizetype colon = line.indexOf(':');
    if (colon < 0 || !isToken(line.first(colon)))
        return HeadError{400, "a header field name is malformed"};
    return takeField(line.first(colon), withoutBlanks(line.sliced(colon + 1)), fields, head);
}

MaybeError parseVersion(QByteArrayView version, RequestHead& head)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (version.size() != 8 || !version.startsWith("HTTP/") || !isDigit(version[5]) || version[6] != '.' ||
        !isDigit(version[7]))
        return HeadError{400, "the protocol version is malformed"};
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return HeadError{505, "only HTTP/1.0 and HTTP/1.1 are spoken here"};
    head.minorVersion = version[7] - '0';
    return std::nullopt;
}

MaybeError parseRequestLine(QByteArrayView line, RequestHead& head)
{
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first <= 0 || last == first)
        return HeadError{400, "the request line has not three parts"};
    const QByteArrayView method = line.first(first);
    const QByteArrayView target = line.sliced(first + 1, last - first - 1);
    if (!isToken(method))
        return HeadError{400, "the method is malformed"};
    if (target.isEmpty() || target.contains(' ') || target.contains('\t'))
        return HeadError{400, "the request line has not three parts"};
    if (auto error = parseVersion(line.sliced(last + 1), head))
        return error;
    static constexpr std::array<const char*, 7> methods{"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"};
    if (std::none_of(methods.begin(), methods.end(), [&](const char* known) { return method == known; }))
        return HeadError{501, "the method is not known here"};
    head.method = method.toByteArray();
    return parseTarget(target, head);
}

MaybeError checkHost(const Fields& fields, RequestHead& head)
{
    if (fields.hosts == 0)
        return head.minorVersion == 1 ? MaybeError(HeadError{400, "Host is missing"}) : std::nullopt;
    const auto host = parseAuthority(fields.host);
    if (!host)
        return HeadError{400, "Host is malformed"};
    if (head.authority.isEmpty()) // RFC 9112, 3.2.2: the absolute form wins
        head.authority = *host;
    return std::nullopt;
}

MaybeError checkFraming(const Fields& fields, const RequestHead& head)
{
    if (!fields.hasTransferEncoding)
        return std::nullopt;
    if (fields.contentLengths > 0)
        return HeadError{400, "Content-Length and Transfer-Encoding appear together"};
    if (head.minorVersion == 0 || fields.transferEncoding.isEmpty())
        return HeadError{400, "Transfer-Encoding is malformed"};
    if (equalsIgnoringCase(fields.transferEncoding, "chunked"))
        return HeadError{411, "a body must come with Content-Length"};
    return HeadError{501, "the transfer coding is not supported"};
}

MaybeError checkConnection(const Fields& fields, RequestHead& head)
{
    head.keepAlive = head.minorVersion == 1;
    for (const QByteArray& option : fields.connection.split(',')) {
        const QByteArrayView token = withoutBlanks(option);
        if (token.isEmpty())
            continue;
        if (!isToken(token))
            return HeadError{400, "Connection is malformed"};
        if (equalsIgnoringCase(token, "close")) {
            head.keepAlive = false;
            break;
        }
        if (equalsIgnoringCase(token, "keep-alive"))
            head.keepAlive = true;
    }
    if (fields.expect.isEmpty())
        return std::nullopt;
    if (!equalsIgnoringCase(fields.expect, "100-continue"))
        return HeadError{417, "the expectation cannot be met"};
    head.expectsContinue = head.minorVersion == 1;
    return std::nullopt;
}

/// True for a byte that no head may hold: controls other than tab, and the CR and LF that scanHead() checks in pairs.
bool isForbidden(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\r' && c != '\n') || byte == 0x7f;
}

HeadScan refused(int status, const char* detail)
{
    return {HeadScan::Outcome::Refused, 0, HeadError{status, detail}};
}

/// `scan`, unless what there is of the head is too large already.
HeadScan withinLimits(QByteArrayView head, const HttpLimits& limits, const HeadScan& scan)
{
    const qsizetype line = limits.requestLineBytes + 2; // with its CRLF
    if (head.size() >= line && head.first(line).indexOf('\n') < 0)
        return refused(414, "the request line is too long");
    if (head.size() > limits.headBytes)
        return refused(431, "the head is too large");
    return scan;
}

} // namespace

HeadScan scanHead(QByteArrayView bytes, qsizetype scanned, const HttpLimits& limits)
{
    const qsizetype start = bytes.startsWith("\r\n") ? 2 : 0;
    for (qsizetype i = std::max(scanned, start); i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (isForbidden(c))
            return refused(400, "a control character is in the head");
        if (c == '\n' && (i == 0 || bytes[i - 1] != '\r'))
            return refused(400, "a line ends without CR");
        if (i > 0 && bytes[i - 1] == '\r' && c != '\n')
            return refused(400, "a CR stands alone");
        const bool isRequestLineEmpty = c == '\n' && i - 1 == start;
        if (isRequestLineEmpty || (c == '\n' && i >= start + 3 && bytes[i - 2] == '\n'))
            return withinLimits(bytes.sliced(start, i + 1 - start), limits, {HeadScan::Outcome::Complete, i + 1, {}});
    }
    return withinLimits(bytes.sliced(std::min(start, bytes.size())), limits, {});
}

tl::expected<RequestHead, HeadError> parseHead(QByteArrayView head, const HttpLimits& limits)
{
    const auto fail = [](const HeadError& error) { return tl::unexpected<HeadError>(error); };
    if (head.startsWith("\r\n"))
        head = head.sliced(2);
    RequestHead result;
    Fields fields;
    bool isRequestLine = true;
    while (true) {
        const qsizetype end = head.indexOf("\r\n");
        if (end < 0)
            return fail({400, "the head is not complete"});
        const QByteArrayView line = head.first(end);
        head = head.sliced(end + 2);
        if (isRequestLine) {
            if (line.size() > limits.requestLineBytes)
                return fail({414, "the request line is too long"});
            if (auto error = parseRequestLine(line, result))
                return fail(*error);
            isRequestLine = false;
            continue;
        }
        if (line.isEmpty())
            break;
        if (++fields.count > limits.headerFields)
            return fail({431, "there are too many header fields"});
        if (auto error = parseFieldLine(line, fields, result))
            return fail(*error);
    }
    if (auto error = checkHost(fields, result))
        return fail(*error);
    if (auto error = checkFraming(fields, result))
        return fail(*error);
    if (auto error = checkConnection(fields, result))
        return fail(*error);
    return result;
}

QByteArray normalisedRequest(const RequestHead& head, const QByteArray& peer, const QByteArray& body)
{
    QByteArray out;
    out.reserve(256 + head.path.size() + head.query.size() + body.size());
    out += head.method == "HEAD" ? QByteArrayLiteral("GET") : head.method;
    out += ' ';
    out += head.path;
    if (!head.query.isEmpty())
        out += '?' + head.query;
    out += " HTTP/1.1\r\nHost: a\r\nPeer: " + peer + "\r\n";
    const auto add = [&out](const char* name, const QByteArray& value) {
        if (!value.isEmpty())
            out += name + value + "\r\n";
    };
    if (prefersHtml(head.accept))
        out += "Accept: text/html\r\n";
    if (preferredLanguage(head.acceptLanguage) == PageLanguage::Russian)
        out += "Accept-Language: ru\r\n";
    add("Authorization: ", head.authorization);
    add("If-None-Match: ", head.ifNoneMatch);
    if (head.isBodyWithheld)
        out += "Body: withheld\r\n";
    if (!body.isEmpty()) {
        add("Content-Type: ", head.contentType);
        out += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    }
    out += "\r\n";
    out += body;
    return out;
}

} // namespace orderdesk
