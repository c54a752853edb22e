#include "http/guard/AnswerHead.h"

#include "http/HttpStatus.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <array>

namespace orderdesk {

namespace {

/// No inline script or style, nothing from elsewhere, no frames: pages of Orderdesk need none of it.
constexpr char securityFields[] =
    "Content-Security-Policy: default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";

/// "Date: …" of this second; formatting it for each answer would cost more than all the rest here.
const QByteArray& dateField()
{
    thread_local QByteArray field;
    thread_local qint64 second = -1;
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    if (now != second) {
        second = now;
        const QDateTime time = QDateTime::fromSecsSinceEpoch(now, QTimeZone::utc());
        field = "Date: " + QLocale::c().toString(time, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'")).toLatin1() +
                "\r\n";
    }
    return field;
}

void appendCommonFields(QByteArray& out, const AnswerForm& form)
{
    out += dateField();
    out += securityFields;
    if (form.close)
        out += "Connection: close\r\n";
    else if (form.http10KeepAlive)
        out += "Connection: keep-alive\r\n";
}

bool hasName(QByteArrayView line, QByteArrayView name)
{
    return line.size() > name.size() && line[name.size()] == ':' &&
           line.first(name.size()).compare(name, Qt::CaseInsensitive) == 0;
}

/// Fields that are the guard's business, not that of the server behind it.
bool isHopField(QByteArrayView line)
{
    static constexpr std::array<const char*, 6> names{"connection", "content-length", "date",
                                                      "keep-alive", "server",         "transfer-encoding"};
    return std::any_of(names.begin(), names.end(), [line](const char* name) { return hasName(line, name); });
}

bool hasNoContent(int status)
{
    return status == 204 || status == 304;
}

} // namespace

int answerStatus(QByteArrayView answer)
{
    if (answer.size() < 12 || !answer.startsWith("HTTP/1.1 "))
        return 0;
    const int status = answer.sliced(9, 3).toByteArray().toInt();
    return status >= 200 && status <= 599 ? status : 0;
}

std::optional<QByteArray> finishAnswer(QByteArrayView answer, const AnswerForm& form)
{
    const int status = answerStatus(answer);
    const qsizetype headEnd = answer.indexOf("\r\n\r\n");
    if (status == 0 || headEnd < 0)
        return std::nullopt;
    const QByteArrayView body = answer.sliced(headEnd + 4);
    const bool isEmpty = hasNoContent(status);
    const bool sendsBody = !isEmpty && !form.withoutBody;

    QByteArray out;
    out.reserve(headEnd + 640 + (sendsBody ? body.size() : 0));
    out += "HTTP/1.1 ";
    out += QByteArray::number(status);
    out += ' ';
    out += reasonPhrase(status);
    out += "\r\n";
    QByteArrayView fields = answer.first(headEnd + 2);
    fields = fields.sliced(fields.indexOf("\r\n") + 2);
    while (!fields.isEmpty()) {
        const qsizetype end = fields.indexOf("\r\n");
        const QByteArrayView line = fields.first(end);
        fields = fields.sliced(end + 2);
        if (isHopField(line) || (isEmpty && hasName(line, "content-type")))
            continue;
        out.append(line.data(), line.size() + 2);
    }
    if (!isEmpty)
        out += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    appendCommonFields(out, form);
    out += "\r\n";
    if (sendsBody)
        out.append(body.data(), body.size());
    return out;
}

QByteArray guardAnswer(int status, const QByteArray& contentType, const QByteArray& body, const QByteArray& fields,
                       const AnswerForm& form)
{
    QByteArray out = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonPhrase(status) + "\r\n";
    if (!hasNoContent(status)) {
        if (!contentType.isEmpty())
            out += "Content-Type: " + contentType + "\r\n";
        out += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    }
    out += fields;
    appendCommonFields(out, form);
    out += "\r\n";
    if (!form.withoutBody && !hasNoContent(status))
        out += body;
    return out;
}

} // namespace orderdesk
