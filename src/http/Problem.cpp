#include "http/Problem.h"

#include "json/JsonText.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace orderdesk {

namespace {

constexpr std::array<ProblemText, 33> problems{{
    {Problem::MalformedOrderUid, HttpStatus::BadRequest, "malformed-order-uid", "The order number is malformed",
     "An order number has 1 to 128 characters out of A-Z a-z 0-9 . _ ~ and -."},
    {Problem::MalformedParameter, HttpStatus::BadRequest, "malformed-parameter", "A parameter is malformed",
     "A query parameter has a value outside of what the route takes; the detail names it."},
    {Problem::OrderNotFound, HttpStatus::NotFound, "order-not-found", "There is no such order",
     "No order of this number is stored. It may still be on its way, or it may have become a dead letter: "
     "/order/{order_uid}/trace tells."},
    {Problem::DeadLetterNotFound, HttpStatus::NotFound, "dead-letter-not-found", "There is no such dead letter",
     "No dead letter has this id; it may have been discarded."},
    {Problem::RouteNotFound, HttpStatus::NotFound, "not-found", "There is nothing at this address",
     "The path of the address is not one that Orderdesk serves."},
    {Problem::MethodNotAllowed, HttpStatus::MethodNotAllowed, "method-not-allowed",
     "The method is not allowed for this address", "The Allow header names the methods that are."},
    {Problem::TokenRequired, HttpStatus::Unauthorized, "token-required", "The token is missing or wrong",
     "Send the header Authorization: Bearer with the token that this server was started with. A server that was "
     "started without one takes no changes."},
    {Problem::TooManyFailures, HttpStatus::TooManyRequests, "too-many-failures", "Too many wrong tokens",
     "Wait as long as the Retry-After header says, then try again with the right token."},
    {Problem::Conflict, HttpStatus::Conflict, "conflict", "It has changed meanwhile",
     "Read it again and repeat the change."},
    {Problem::DatabaseAway, HttpStatus::Unavailable, "database-away", "The database is away",
     "What was asked for is not at hand and the database cannot be asked now. Orderdesk reconnects by itself; try "
     "again after the time that the Retry-After header names."},
    {Problem::DatabaseRefusesAccess, HttpStatus::Unavailable, "database-refuses-access", "The database refuses access",
     "The database answers, but not to Orderdesk: login, rights or schema are not as they should be. The log says "
     "more."},
    {Problem::DatabaseRefusesValues, HttpStatus::UnprocessableContent, "database-refuses-values",
     "The database refuses the values", "The database cannot take the values of the request."},
    {Problem::DatabaseReadOnly, HttpStatus::Forbidden, "database-read-only", "The database may only be read",
     "The database role of this server lacks the right to make this change, or its database is a standby. Nothing was "
     "changed and nothing was sent. Ask an instance whose database may be written."},
    {Problem::KafkaAway, HttpStatus::Unavailable, "kafka-away", "Kafka is away",
     "Kafka did not acknowledge the message in time. The dead letter is as it was; the message may arrive all the "
     "same, and sending it again does no harm: what is equal changes nothing."},
    {Problem::KafkaRefusesAccess, HttpStatus::Unavailable, "kafka-refuses-access", "Kafka refuses access",
     "Kafka answers, but does not let Orderdesk write to the topic. The dead letter is as it was."},
    {Problem::KafkaRefusesMessage, HttpStatus::UnprocessableContent, "kafka-refuses-message",
     "Kafka refuses the message",
     "Kafka does not take this message, mostly because it is too large for the topic. The "
     "dead letter is as it was."},
    {Problem::Viewer, HttpStatus::Forbidden, "viewer", "This instance sends nothing",
     "It was started as a viewer (--ingest=off). Ask an instance that ingests. A dry run is answered here too."},
    {Problem::InvalidOrder, HttpStatus::UnprocessableContent, "invalid-order", "The order breaks a rule",
     "The corrected message would be refused again, for the reasons in the member violations. Nothing was sent."},
    {Problem::NewerOrderStored, HttpStatus::Conflict, "newer-order-stored", "The stored order is newer",
     "The order was stored from a newer message since this one was refused; sent again, it would be the newest and "
     "replace it. Nothing was sent. If that is what you want, say replace_newer=true."},
    {Problem::UnsupportedMediaType, HttpStatus::UnsupportedMediaType, "unsupported-media-type", "The body must be JSON",
     "A body is a whole order; send it with Content-Type: application/json."},
    {Problem::TooManyChanges, HttpStatus::Unavailable, "too-many-changes", "Too many changes wait",
     "Others wait for Kafka or the database already. Nothing was changed; try again after the time that the "
     "Retry-After header names."},
    {Problem::InternalError, HttpStatus::InternalError, "internal-error", "Something went wrong here",
     "This is a defect of Orderdesk. The log says more."},
    {Problem::MalformedRequest, HttpStatus::BadRequest, "malformed-request", "The request is malformed",
     "The request breaks a rule of HTTP (RFC 9110, RFC 9112); the detail names it. The connection was closed."},
    {Problem::RequestTimeout, HttpStatus::RequestTimeout, "request-timeout", "The request came too slowly",
     "The request was not complete in the time allowed. The connection was closed."},
    {Problem::LengthRequired, HttpStatus::LengthRequired, "length-required", "Content-Length is needed",
     "Bodies are taken with Content-Length only, not in chunks."},
    {Problem::ContentTooLarge, HttpStatus::ContentTooLarge, "content-too-large", "The body is too large",
     "This address takes no body, or no body of this size."},
    {Problem::UriTooLong, HttpStatus::UriTooLong, "uri-too-long", "The address is too long",
     "The request line has more than 8 KiB."},
    {Problem::ExpectationFailed, HttpStatus::ExpectationFailed, "expectation-failed", "The expectation cannot be met",
     "The only expectation known here is 100-continue."},
    {Problem::HostNotAllowed, HttpStatus::MisdirectedRequest, "host-not-allowed",
     "This server does not go by that name",
     "The Host header names a host that this server was not told to be. If it is right, start Orderdesk with "
     "--http-allowed-host and that name."},
    {Problem::HeadTooLarge, HttpStatus::HeaderFieldsTooLarge, "head-too-large", "The header fields are too large",
     "A request head may have 32 KiB and 100 fields."},
    {Problem::NotImplemented, HttpStatus::NotImplemented, "not-implemented", "That is not implemented here",
     "The method or the transfer coding is not known here."},
    {Problem::TooManyConnections, HttpStatus::Unavailable, "too-many-connections", "Too many connections",
     "This server, or this client's address, has as many connections as it may have. Try again after the time that "
     "the Retry-After header names."},
    {Problem::VersionNotSupported, HttpStatus::VersionNotSupported, "version-not-supported",
     "That version of HTTP is not spoken here", "Use HTTP/1.1 or HTTP/1.0."},
}};

} // namespace

std::span<const ProblemText> problemTexts()
{
    return problems;
}

const ProblemText& problemText(Problem problem)
{
    const auto* found = std::find_if(problems.begin(), problems.end(),
                                     [problem](const ProblemText& text) { return text.problem == problem; });
    return *found;
}

const ProblemText* findProblem(const QByteArray& name)
{
    const auto* found =
        std::find_if(problems.begin(), problems.end(), [&name](const ProblemText& text) { return name == text.name; });
    return found == problems.end() ? nullptr : found;
}

const ProblemText& guardProblem(int status)
{
    const auto* first = std::find_if(problems.begin(), problems.end(),
                                     [](const ProblemText& text) { return text.problem == Problem::MalformedRequest; });
    const auto* found = std::find_if(
        first, problems.end(), [status](const ProblemText& text) { return static_cast<int>(text.status) == status; });
    return found == problems.end() ? problemText(Problem::InternalError) : *found;
}

Problem problemOf(ErrorCode code, Problem notFound)
{
    switch (code) {
    case ErrorCode::InvalidInput:
        return Problem::MalformedParameter;
    case ErrorCode::NotFound:
        return notFound;
    case ErrorCode::Conflict:
        return Problem::Conflict;
    case ErrorCode::Unavailable:
    case ErrorCode::Cancelled:
        return Problem::DatabaseAway;
    case ErrorCode::AccessRefused:
        return Problem::DatabaseRefusesAccess;
    case ErrorCode::DataRejected:
        return Problem::DatabaseRefusesValues;
    case ErrorCode::Internal:
        break;
    }
    return Problem::InternalError;
}

Problem kafkaProblemOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Unavailable:
    case ErrorCode::Cancelled:
        return Problem::KafkaAway;
    case ErrorCode::AccessRefused:
        return Problem::KafkaRefusesAccess;
    case ErrorCode::InvalidInput:
    case ErrorCode::DataRejected:
        return Problem::KafkaRefusesMessage;
    case ErrorCode::NotFound:
    case ErrorCode::Conflict:
    case ErrorCode::Internal:
        break;
    }
    return Problem::InternalError;
}

QByteArray problemJson(Problem problem, const QByteArray& detail, const QByteArray& members)
{
    const ProblemText& text = problemText(problem);
    JsonText json;
    json.beginObject();
    json.name("type").value("/problems/" + std::string(text.name));
    json.name("title").value(text.title);
    json.name("status").value(static_cast<std::int32_t>(text.status));
    if (!detail.isEmpty())
        json.name("detail").value(detail);
    if (!members.isEmpty())
        json.json(members);
    json.endObject();
    return json.line();
}

} // namespace orderdesk
