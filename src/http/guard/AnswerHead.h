#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace orderdesk {

/// How an answer leaves the guard.
struct AnswerForm
{
    bool withoutBody = false; ///< the request was HEAD
    bool close = false;       ///< the connection ends after it
    bool http10KeepAlive = false;
};

/// The status of a whole HTTP/1.1 answer; 0 when it is none.
int answerStatus(QByteArrayView answer);

/// The answer as QHttpServer wrote it, with the framing put right (HEAD, 204, 304, Connection), a Date, and the
/// security headers that every answer of Orderdesk carries. None: `answer` is not a whole HTTP/1.1 answer.
std::optional<QByteArray> finishAnswer(QByteArrayView answer, const AnswerForm& form);

/// An answer of the guard's own. `fields`: complete lines, each with CRLF.
QByteArray guardAnswer(int status, const QByteArray& contentType, const QByteArray& body, const QByteArray& fields,
                       const AnswerForm& form);

} // namespace orderdesk
