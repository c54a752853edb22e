#include "http/guard/RequestTarget.h"

#include <QHostAddress>
#include <QString>
#include <QStringDecoder>

#include <cstring>

namespace orderdesk {

namespace {

bool isOneOf(char c, const char* set)
{
    return c != '\0' && std::strchr(set, c) != nullptr;
}

bool isAlphanumeric(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool isUnreserved(char c)
{
    return isAlphanumeric(c) || isOneOf(c, "-._~");
}

bool isPathCharacter(char c)
{
    return isUnreserved(c) || isOneOf(c, "!$&'()*+,;=:@/");
}

bool isQueryCharacter(char c)
{
    return isPathCharacter(c) || c == '?';
}

/// What browsers leave bare in a query although RFC 3986 does not.
bool isTolerableInQuery(char c)
{
    return isOneOf(c, "[]{}|\\^`");
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// The byte of the escape at `position`, or none when it is malformed.
std::optional<char> escapedByte(QByteArrayView text, qsizetype position)
{
    if (position + 2 >= text.size())
        return std::nullopt;
    const int high = hexDigit(text[position + 1]);
    const int low = hexDigit(text[position + 2]);
    if (high < 0 || low < 0)
        return std::nullopt;
    return static_cast<char>(high * 16 + low);
}

void appendEscaped(QByteArray& out, char c)
{
    static constexpr char digits[] = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += digits[byte >> 4];
    out += digits[byte & 15];
}

bool isValidUtf8(const QByteArray& bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString ignored = decoder(bytes);
    return !decoder.hasError();
}

bool hasDotSegment(const QByteArray& decodedPath)
{
    const QByteArray framed = decodedPath + '/';
    return framed.contains("/./") || framed.contains("/../");
}

std::optional<HeadError> parsePath(QByteArrayView text, QByteArray& path)
{
    if (text.startsWith("//"))
        return HeadError{400, "the path begins with two slashes"};
    QByteArray decoded;
    decoded.reserve(text.size());
    path.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            const auto byte = escapedByte(text, i);
            if (!byte)
                return HeadError{400, "a percent escape in the path is malformed"};
            c = *byte;
            i += 2;
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '/' || c == '\\')
                return HeadError{400, "the path has an escaped control character or slash"};
        } else if (!isPathCharacter(c)) {
            return HeadError{400, "the path has a character that must be escaped"};
        }
        decoded += c;
        if (isPathCharacter(c))
            path += c;
        else
            appendEscaped(path, c);
    }
    if (!isValidUtf8(decoded))
        return HeadError{400, "the path is not UTF-8"};
    if (hasDotSegment(decoded))
        return HeadError{400, "the path has a dot segment"};
    return std::nullopt;
}

std::optional<HeadError> parseQuery(QByteArrayView text, QByteArray& query)
{
    query.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '%') {
            const auto byte = escapedByte(text, i);
            if (!byte || *byte == '\0')
                return HeadError{400, "a percent escape in the query is malformed"};
            appendEscaped(query, *byte);
            i += 2;
        } else if (isQueryCharacter(c)) {
            query += c;
        } else if (isTolerableInQuery(c)) {
            appendEscaped(query, c);
        } else {
            return HeadError{400, "the query has a character that must be escaped"};
        }
    }
    return std::nullopt;
}

std::optional<HeadError> parseOriginForm(QByteArrayView text, RequestHead& head)
{
    const qsizetype mark = text.indexOf('?');
    if (auto error = parsePath(mark < 0 ? text : text.first(mark), head.path))
        return error;
    return mark < 0 ? std::nullopt : parseQuery(text.sliced(mark + 1), head.query);
}

std::optional<HeadError> parseAbsoluteForm(QByteArrayView text, RequestHead& head)
{
    const QByteArrayView rest = text.sliced(std::strlen("http://"));
    qsizetype end = 0;
    while (end < rest.size() && rest[end] != '/' && rest[end] != '?')
        ++end;
    const auto authority = parseAuthority(rest.first(end));
    if (!authority)
        return HeadError{400, "the authority of the request target is malformed"};
    head.authority = *authority;
    if (end < rest.size() && rest[end] == '/')
        return parseOriginForm(rest.sliced(end), head);
    // RFC 9112, 3.2.4: the server-wide OPTIONS has an empty path here.
    head.path = head.method == "OPTIONS" && end == rest.size() ? "*" : "/";
    return end < rest.size() ? parseQuery(rest.sliced(end + 1), head.query) : std::nullopt;
}

} // namespace

std::optional<QByteArray> parseAuthority(QByteArrayView text)
{
    QByteArrayView host = text;
    if (text.startsWith('[')) {
        const qsizetype end = text.indexOf(']');
        if (end < 0 ||
            QHostAddress(QString::fromLatin1(text.sliced(1, end - 1))).protocol() != QAbstractSocket::IPv6Protocol)
            return std::nullopt;
        for (const char c : text.sliced(1, end - 1)) {
            if (hexDigit(c) < 0 && c != ':' && c != '.')
                return std::nullopt;
        }
        host = text.first(end + 1);
    } else {
        const qsizetype colon = text.indexOf(':');
        host = colon < 0 ? text : text.first(colon);
        if (host.isEmpty() || host.size() > 253)
            return std::nullopt;
        for (const char c : host) {
            if (!isUnreserved(c))
                return std::nullopt;
        }
    }
    const QByteArrayView port = text.sliced(host.size());
    if (!port.isEmpty()) {
        if (port[0] != ':' || port.size() > 6)
            return std::nullopt;
        for (const char c : port.sliced(1)) {
            if (c < '0' || c > '9')
                return std::nullopt;
        }
        if (port.size() > 1 && port.sliced(1).toByteArray().toInt() > 65535)
            return std::nullopt;
    }
    return text.toByteArray().toLower();
}

std::optional<HeadError> parseTarget(QByteArrayView target, RequestHead& head)
{
    if (target == "*") {
        if (head.method != "OPTIONS")
            return HeadError{400, "the request target * is for OPTIONS only"};
        head.path = "*";
        return std::nullopt;
    }
    if (target.startsWith('/'))
        return parseOriginForm(target, head);
    if (target.size() > 7 && target.first(7).compare("http://", Qt::CaseInsensitive) == 0)
        return parseAbsoluteForm(target, head);
    return HeadError{400, "the request target has none of the forms of RFC 9112"};
}

} // namespace orderdesk
