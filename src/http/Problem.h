#pragma once

#include "http/HttpStatus.h"
#include "words/Result.h"

#include <QByteArray>

#include <span>

namespace orderdesk {

/// Every way in which a request can fail, as the API names it (RFC 9457). The `type` of each is a stable relative
/// reference, /problems/<name>, and a page there explains it.
enum class Problem {
    MalformedOrderUid,
    MalformedParameter,
    OrderNotFound,
    DeadLetterNotFound,
    RouteNotFound,
    MethodNotAllowed,
    TokenRequired,
    TooManyFailures,
    Conflict,
    DatabaseAway,
    DatabaseRefusesAccess,
    DatabaseRefusesValues,
    DatabaseReadOnly,
    KafkaAway,
    KafkaRefusesAccess,
    KafkaRefusesMessage,
    Viewer,
    InvalidOrder,
    NewerOrderStored,
    UnsupportedMediaType,
    TooManyChanges,
    InternalError,
    // Those of the guard, before a route is asked:
    MalformedRequest,
    RequestTimeout,
    LengthRequired,
    ContentTooLarge,
    UriTooLong,
    ExpectationFailed,
    HostNotAllowed,
    HeadTooLarge,
    NotImplemented,
    TooManyConnections,
    VersionNotSupported,
};

struct ProblemText
{
    Problem problem;
    HttpStatus status;
    const char* name;        ///< last part of the type
    const char* title;       ///< the same for every occurrence
    const char* explanation; ///< for the page of the problem
};

std::span<const ProblemText> problemTexts(); ///< all of them
const ProblemText& problemText(Problem problem);
const ProblemText* findProblem(const QByteArray& name); ///< null: there is none of that name
const ProblemText& guardProblem(int status);            ///< what a status of the guard's means

/// The one translation of our error codes. `notFound`: what the caller was looking for.
Problem problemOf(ErrorCode code, Problem notFound);
Problem kafkaProblemOf(ErrorCode code); ///< the same for an error of Kafka's

/// application/problem+json. `detail` is a sentence of ours, never a value of the request or of an order; `members` are
/// further ones of it, ready: "violations":[…].
QByteArray problemJson(Problem problem, const QByteArray& detail, const QByteArray& members = {});

} // namespace orderdesk
