#include "http/routes/Replies.h"

#include "database/DatabaseBreaker.h"
#include "http/Negotiation.h"

#include <chrono>

namespace orderdesk {

namespace {

constexpr std::chrono::seconds databaseRetryAfter = DatabaseBreaker::retryAfter;
/// As long as one attempt takes.
constexpr std::chrono::seconds kafkaRetryAfter{5};

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

HttpReply problemReply(Problem problem, const QByteArray& detail, const QByteArray& members)
{
    HttpReply result = reply(problemText(problem).status, "application/problem+json",
                             problemJson(problem, detail, members), "no-store");
    addProblemHeaders(result, problem);
    return result;
}

void addProblemHeaders(HttpReply& reply, Problem problem)
{
    const HttpStatus status = problemText(problem).status;
    const bool waitsForKafka = problem == Problem::KafkaAway || problem == Problem::TooManyChanges;
    if (status == HttpStatus::Unavailable)
        reply.headers.emplace_back("Retry-After",
                                   QByteArray::number((waitsForKafka ? kafkaRetryAfter : databaseRetryAfter).count()));
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
