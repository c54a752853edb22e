#include "http/routes/DeadLetterChangeRoutes.h"

#include "http/DeferredReply.h"
#include "http/routes/DeadLetterRoutes.h"
#include "http/routes/PositionJson.h"
#include "http/routes/Replies.h"
#include "json/JsonText.h"

#include <memory>
#include <optional>

namespace orderdesk {

namespace {

using Action = LetterRequest::Action;
using Refusal = LetterAnswer::Refusal;

struct Parameters
{
    bool isDryRun = false;
    bool replacesNewer = false;
};

/// None for anything else, a misspelt name too: who means a dry run must not get a redrive.
std::optional<Parameters> readParameters(const QByteArray& query)
{
    Parameters parameters;
    QList<QByteArray> seen;
    for (const QByteArray& part : query.isEmpty() ? QList<QByteArray>() : query.split('&')) {
        const qsizetype equals = part.indexOf('=');
        const QByteArray name = part.left(equals);
        const QByteArray value = part.mid(equals + 1);
        bool* const parameter = name == "dry_run"         ? &parameters.isDryRun
                                : name == "replace_newer" ? &parameters.replacesNewer
                                                          : nullptr;
        if (equals < 0 || parameter == nullptr || seen.contains(name) || (value != "true" && value != "false"))
            return std::nullopt;
        seen.append(name);
        *parameter = value == "true";
    }
    return parameters;
}

bool isJson(const QByteArray& contentType)
{
    return contentType.split(';').front().trimmed().toLower() == "application/json";
}

HttpReply errorReply(const LetterOutcome& outcome)
{
    const Error& error = *outcome.error;
    if (outcome.newerStoredAt)
        return problemReply(Problem::NewerOrderStored, error.message.english().toUtf8());
    const Problem problem =
        outcome.isKafkas ? kafkaProblemOf(error.code) : problemOf(error.code, Problem::DeadLetterNotFound);
    return problemReply(problem, explained(error).toUtf8());
}

HttpReply checkedReply(const LetterOutcome& outcome)
{
    JsonText json;
    json.beginObject();
    json.name("id").value(outcome.id);
    json.name("accepted").value(outcome.reasons.empty());
    json.name("violations").json(encodeViolations(outcome.reasons));
    json.name("newer_stored_at");
    if (outcome.newerStoredAt)
        json.value(formatRfc3339(*outcome.newerStoredAt));
    else
        json.null();
    json.endObject();
    return jsonReply(json.line());
}

/// It is on the topic. That it could not be marked, or that nobody can say how often it went by now, does not undo it.
HttpReply publishedReply(const LetterAnswer& answer)
{
    JsonText json;
    json.beginObject();
    json.name("id").value(answer.outcome.id);
    writePosition(json.name("published"), *answer.outcome.position);
    json.name("redrive_count");
    if (answer.letter)
        json.value(answer.letter->redriveCount);
    else
        json.null();
    json.name("marked").value(!answer.outcome.error.has_value());
    if (const auto& error = answer.outcome.error) {
        const QString detail = answer.outcome.unmarked().english();
        json.name("problem").json(
            problemJson(problemOf(error->code, Problem::DeadLetterNotFound), detail.toUtf8()).trimmed());
    }
    json.endObject();
    return jsonReply(json.line());
}

HttpReply replyOf(Action action, const LetterAnswer& answer)
{
    switch (answer.refusal) {
    case Refusal::Viewer:
        return problemReply(Problem::Viewer);
    case Refusal::Rights:
        return problemReply(Problem::DatabaseReadOnly);
    case Refusal::Waiting:
        return problemReply(Problem::TooManyChanges);
    case Refusal::None:
        break;
    }
    const LetterOutcome& outcome = answer.outcome;
    if (outcome.position)
        return publishedReply(answer);
    if (outcome.error)
        return errorReply(outcome);
    if (action == Action::Check)
        return checkedReply(outcome);
    if (!outcome.reasons.empty())
        return problemReply(Problem::InvalidOrder, {}, "\"violations\":" + encodeViolations(outcome.reasons));
    HttpReply discarded;
    discarded.status = HttpStatus::NoContent;
    discarded.headers.emplace_back("Cache-Control", "no-store");
    return discarded;
}

} // namespace

void DeadLetterChangeRoutes::addTo(RouteTable& table)
{
    table.add({"POST", "/dead-letters/<arg>/redrive", Route::Access::Write,
               [this](const HttpRequest& r) { return redrive(r); }, m_desk.validationSettings().maxMessageSize});
    table.add(
        {"DELETE", "/dead-letters/<arg>", Route::Access::Write, [this](const HttpRequest& r) { return discard(r); }});
}

HttpReply DeadLetterChangeRoutes::redrive(const HttpRequest& request)
{
    const auto id = parseDeadLetterId(request.argument);
    if (!id)
        return problemReply(Problem::DeadLetterNotFound);
    const std::optional<Parameters> parameters = readParameters(request.query);
    if (!parameters)
        return problemReply(Problem::MalformedParameter,
                            "the parameters are dry_run and replace_newer, each true or false");
    if (!request.body.isEmpty() && !isJson(request.contentType))
        return problemReply(Problem::UnsupportedMediaType);
    LetterRequest change;
    change.replacesNewer = parameters->replacesNewer;
    change.action = parameters->isDryRun ? Action::Check : Action::Redrive;
    change.id = *id;
    if (!request.body.isEmpty())
        change.corrected = QByteArray(request.body.constData(), request.body.size()); // shared with no other thread
    change.by = "http (" + request.peer.toStdString() + ')';
    return ask(std::move(change));
}

HttpReply DeadLetterChangeRoutes::discard(const HttpRequest& request)
{
    const auto id = parseDeadLetterId(request.argument);
    if (!id)
        return problemReply(Problem::DeadLetterNotFound);
    if (!request.query.isEmpty())
        return problemReply(Problem::MalformedParameter, "there are no parameters");
    LetterRequest change;
    change.action = Action::Discard;
    change.id = *id;
    change.by = "http (" + request.peer.toStdString() + ')';
    return ask(std::move(change));
}

HttpReply DeadLetterChangeRoutes::ask(LetterRequest request)
{
    HttpReply reply;
    reply.later = std::make_shared<DeferredReply>();
    const Action action = request.action;
    m_desk.ask(std::move(request),
               [later = reply.later, action](const LetterAnswer& answer) { later->give(replyOf(action, answer)); });
    return reply;
}

} // namespace orderdesk
