#pragma once

#include "http/HttpReply.h"
#include "http/Problem.h"

#include <QByteArray>

namespace orderdesk {

/// 200 with a JSON body. `cacheControl`: personal data is never kept without asking again.
HttpReply jsonReply(QByteArray body, const char* cacheControl = "no-store");
HttpReply textReply(QByteArray body);
HttpReply htmlReply(HttpStatus status, QByteArray body);

/// application/problem+json with the headers that go with it (Retry-After, WWW-Authenticate).
/// See problemJson().
HttpReply problemReply(Problem problem, const QByteArray& detail = {}, const QByteArray& members = {});
/// The headers alone, for an error that is shown as a page.
void addProblemHeaders(HttpReply& reply, Problem problem);

/// 304 when `ifNoneMatch` names the ETag of `reply`, else `reply`.
HttpReply conditional(HttpReply reply, const QByteArray& ifNoneMatch);

} // namespace orderdesk
