#include "http/routes/Replies.h"

#include "http/Negotiation.h"
#include "lookup/DatabaseBreaker.h"

namespace orderdesk {

namespace {

HttpReply reply(HttpStatus status, const char* contentType, QByteArray body, const char* cacheControl)
{
    HttpReply result;
    result.status = status;
    result.contentType = contentType;
    result.body = std::move(body);
    result.headers.emplace_back("Cache-Control", cacheControl);
    return result;
}

} // namespace

HttpReply jsonReply(QByteArray body, const char* cacheControl)
{
    return reply(HttpStatus::Ok, "application/json", std::move(body), cacheControl);
}

HttpReply textReply(QByteArray body)
{
    return reply(HttpStatus::Ok, "text/plain; charset=utf-8", std::move(body), "no-store");
}

HttpReply htmlReply(HttpStatus status, QByteArray body)
{
    HttpReply result = reply(status, "text/html; charset=utf-8", std::move(body), "no-store");
    result.headers.emplace_back("Vary", "Accept-Language");
    return result;
}

HttpReply problemReply(Problem problem, const QByteArray& detail)
{
    HttpReply result =
        reply(problemText(problem).status, "application/problem+json", problemJson(problem, detail), "no-store");
    addProblemHeaders(result, problem);
    return result;
}

void addProblemHeaders(HttpReply& reply, Problem problem)
{
    const HttpStatus status = problemText(problem).status;
    if (status == HttpStatus::Unavailable)
        reply.headers.emplace_back("Retry-After", QByteArray::number(DatabaseBreaker::retryAfter.count()));
    else if (status == HttpStatus::Unauthorized)
        reply.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"orderdesk\"");
}

HttpReply conditional(HttpReply reply, const QByteArray& ifNoneMatch)
{
    if (ifNoneMatch.isEmpty() || !matchesEtag(ifNoneMatch, reply.header("ETag")))
        return reply;
    reply.status = HttpStatus::NotModified;
    reply.contentType.clear();
    reply.body.clear();
    return reply;
}

} // namespace orderdesk
