#include "app/commands/DeadLettersCommand.h"

#include "app/commands/DeadLetterReport.h"
#include "app/commands/OptionValue.h"
#include "letters/DeadLetterMessage.h"
#include "letters/Redrive.h"
#include "settings/Suggestion.h"
#include "words/EscapeText.h"

#include <algorithm>
#include <array>
#include <limits>
#include <ostream>

namespace orderdesk {

namespace {

constexpr int pageSize = 200;
constexpr std::uint64_t usualLimit = 100;

struct Request
{
    QString action;
    std::vector<std::int64_t> ids;
    bool all = false;
    bool replacesNewer = false;
    bool json = false;
    std::uint64_t limit = usualLimit;
};

tl::unexpected<Error> usage(const Sentence& problem)
{
    return failure(ErrorCode::InvalidInput, problem);
}

Result<std::vector<std::int64_t>> readIds(const QStringList& texts)
{
    std::vector<std::int64_t> ids;
    for (const QString& text : texts) {
        bool isNumber = false;
        const qint64 id = text.toLongLong(&isNumber);
        if (!isNumber || id <= 0)
            return usage(Sentence::tr("%1 is no dead letter's number").arg(quoteText(text)));
        ids.push_back(id);
    }
    return ids;
}

/// What each action takes: nothing, one number, or several (or --all).
Result<void> checkShape(const Request& request)
{
    const QStringList actions{QStringLiteral("list"), QStringLiteral("show"), QStringLiteral("redrive"),
                              QStringLiteral("discard"), QStringLiteral("changes")};
    if (!actions.contains(request.action))
        return usage(withSuggestion(Sentence::tr("dead-letters takes list, show, redrive, discard or changes"),
                                    request.action, actions));
    const std::size_t count = request.ids.size();
    const bool redrives = request.action == QLatin1String("redrive");
    if (request.all && (!redrives || count > 0))
        return usage(Sentence::tr("--all goes with redrive, and without numbers"));
    if (request.replacesNewer && !redrives)
        return usage(Sentence::tr("--replace-newer goes with redrive"));
    const bool fits = request.action == QLatin1String("list")      ? count == 0
                      : request.action == QLatin1String("show")    ? count == 1
                      : request.action == QLatin1String("changes") ? count <= 1
                                                                   : count > 0 || request.all;
    if (!fits)
        return usage(Sentence::tr("dead-letters: list takes no number, show one, changes one or none, redrive and "
                                  "discard one or more"));
    return {};
}

Result<Request> readRequest(const CommandLine& line)
{
    const auto ids = readIds(line.arguments.mid(1));
    const auto all = flag(line, QStringLiteral("all"));
    const auto replacesNewer = flag(line, QStringLiteral("replace-newer"));
    const auto json = flag(line, QStringLiteral("json"));
    const auto limit = wholeNumber(line, QStringLiteral("limit"), 1, std::numeric_limits<std::int32_t>::max());
    if (!all)
        return tl::unexpected(all.error());
    if (!replacesNewer)
        return tl::unexpected(replacesNewer.error());
    if (!json)
        return tl::unexpected(json.error());
    if (!limit)
        return tl::unexpected(limit.error());
    if (!ids)
        return tl::unexpected(ids.error());
    Request request{line.arguments.value(0), *ids, *all, *replacesNewer, *json, limit->value_or(usualLimit)};
    if (const Result<void> shape = checkShape(request); !shape)
        return tl::unexpected(shape.error());
    return request;
}

/// Collects at most `limit` of those that `wanted` wants, newest first.
Result<std::vector<DeadLetter>> collect(DeadLetterReader& reader, std::uint64_t limit,
                                        bool (*wanted)(const DeadLetter&))
{
    std::vector<DeadLetter> found;
    std::optional<std::int64_t> before;
    do {
        Result<DeadLetterPage> page = reader.deadLetters(before, pageSize);
        if (!page)
            return tl::unexpected(page.error());
        for (DeadLetter& each : page->deadLetters) {
            if (found.size() < limit && wanted(each)) {
                each.message.value.reset(); // lists show no bytes, and a long list shall not hold them
                found.push_back(std::move(each));
            }
        }
        before = page->next;
    } while (before && found.size() < limit);
    return found;
}

ExitCode list(DeadLetterReader& reader, const Request& request, CommandIo& io)
{
    const auto found = collect(reader, request.limit, [](const DeadLetter&) { return true; });
    if (!found)
        return commandFailure(io, found.error());
    if (request.json) {
        for (const DeadLetter& each : *found)
            io.out << deadLetterSummaryJson(each).toStdString() << '\n';
    } else if (!found->empty()) {
        io.out << deadLetterTable(*found).toStdString();
    }
    if (!io.out.flush())
        return outputFailure(io, ExitCode::Done);
    if (found->empty())
        io.err << "no dead letters\n";
    else if (found->size() == request.limit)
        io.err << "the newest " << found->size() << "; --limit N shows more\n";
    return ExitCode::Done;
}

ExitCode show(DeadLetterReader& reader, const Request& request, CommandIo& io)
{
    const auto found = reader.deadLetter(request.ids.front());
    if (!found)
        return commandFailure(io, found.error());
    if (!found->has_value())
        return commandFailure(io, {ErrorCode::NotFound, Sentence::tr("there is no such dead letter")});
    if (request.json)
        io.out << deadLetterJson(**found).toStdString() << '\n';
    else
        io.out << deadLetterDetail(**found).toStdString();
    return io.out.flush() ? ExitCode::Done : outputFailure(io, ExitCode::Done);
}

/// The audit, of one dead letter or of all.
ExitCode changes(DeadLetterBrowser& browser, const Request& request, CommandIo& io)
{
    const std::optional<std::int64_t> id = request.ids.empty() ? std::nullopt : std::optional(request.ids.front());
    std::vector<DeadLetterChange> found;
    std::optional<std::int64_t> before;
    do {
        const std::uint64_t left = request.limit - found.size();
        const auto page = browser.changes(id, before, static_cast<int>(std::min<std::uint64_t>(left, pageSize)));
        if (!page)
            return commandFailure(io, page.error());
        found.insert(found.end(), page->changes.begin(), page->changes.end());
        before = page->next;
    } while (before && found.size() < request.limit);
    if (request.json) {
        for (const DeadLetterChange& each : found)
            io.out << deadLetterChangeJson(each).toStdString() << '\n';
    } else if (!found.empty()) {
        io.out << deadLetterChangeTable(found).toStdString();
    }
    if (!io.out.flush())
        return outputFailure(io, ExitCode::Done);
    if (found.empty())
        io.err << "no changes of dead letters\n";
    else if (before)
        io.err << "the newest " << found.size() << "; --limit N shows more\n";
    return ExitCode::Done;
}

/// Why one was not, or not wholly, done.
QString whyNot(const LetterOutcome& outcome)
{
    return outcome.isUnmarked() ? outcome.unmarked().english() : explained(*outcome.error);
}

/// Runs `act` for each number and says what became of it. Stops when the other side is away. `leavesOut`: those whose
/// order is newer are only counted.
ExitCode forEachId(const std::vector<std::int64_t>& ids, CommandIo& io, const char* done,
                   const std::function<LetterOutcome(std::int64_t)>& act, bool leavesOut = false)
{
    std::size_t succeeded = 0;
    std::size_t leftOut = 0;
    bool away = false;
    bool hasUnmarked = false;
    for (const std::int64_t id : ids) {
        const LetterOutcome outcome = act(id);
        if (!outcome.error) {
            ++succeeded;
            io.out << id << ": " << done;
            if (outcome.position)
                io.out << " to " << describe(*outcome.position).toStdString();
            io.out << '\n';
            continue;
        }
        if (leavesOut && outcome.newerStoredAt) {
            ++leftOut;
            continue;
        }
        io.err << id << ": " << escapeText(whyNot(outcome)).toStdString() << '\n';
        hasUnmarked = hasUnmarked || outcome.isUnmarked();
        away = outcome.error->code == ErrorCode::Unavailable;
        if (away)
            break;
    }
    io.out.flush();
    if (leftOut > 0)
        io.err << "left out " << leftOut
               << ", whose order was stored from a newer message since; --replace-newer sends them too\n";
    const std::size_t wanted = ids.size() - leftOut;
    io.err << done << ' ' << succeeded << " of " << wanted << '\n';
    if (succeeded == wanted)
        return ExitCode::Done;
    // Unavailable says that nothing was done: a script may then run it again.
    return away && succeeded == 0 && !hasUnmarked ? ExitCode::Unavailable : ExitCode::Failed;
}

ExitCode redriveAll(DeadLetterReader& reader, const LetterTools& tools, const Request& request, CommandIo& io)
{
    std::vector<std::int64_t> ids = request.ids;
    if (request.all) {
        const auto waiting = collect(reader, std::numeric_limits<std::uint64_t>::max(),
                                     [](const DeadLetter& each) { return !each.redrivenAt.has_value(); });
        if (!waiting)
            return commandFailure(io, waiting.error());
        for (const DeadLetter& each : *waiting)
            ids.push_back(each.id);
        std::reverse(ids.begin(), ids.end()); // in the order they came
    }
    const auto redrive = [&](std::int64_t id) {
        const std::array one{id};
        return redriveLetters(one, tools).front();
    };
    return forEachId(ids, io, "redriven", redrive, request.all);
}

} // namespace

DeadLettersCommand::DeadLettersCommand(CommandServices services)
    : m_services(std::move(services))
{
}

CommandInfo DeadLettersCommand::info() const
{
    return {
        QLatin1String("dead-letters"),
        QLatin1String("list | show ID | redrive ID... | redrive --all | discard ID... | changes [ID]"),
        QLatin1String("List, show, send again or throw away messages that could not become orders, and list who did "
                      "that."),
        {{QLatin1String("json"), QLatin1String(""), QLatin1String("list, show, changes: one JSON object a line.")},
         {QLatin1String("limit"), QLatin1String("N"),
          QLatin1String("list, changes: at most N, newest first. Default: 100.")},
         {QLatin1String("all"), QLatin1String(""), QLatin1String("redrive: all that were not redriven yet.")},
         {QLatin1String("replace-newer"), QLatin1String(""),
          QLatin1String("redrive: also those whose order was stored from a newer message since; they replace it.")}}};
}

ExitCode DeadLettersCommand::run(const CommandLine& line, CommandIo& io)
{
    const Result<Request> request = readRequest(line);
    if (!request)
        return usageError(io, request.error().message.english());
    const bool redrives = request->action == QLatin1String("redrive");
    if (redrives && usesEmbeddedBroker(line.settings))
        return usageError(io, QStringLiteral("--kafka-brokers: embedded lives inside the program that was started with "
                                             "it; name the address that program shows"));
    if (request->action == QLatin1String("changes"))
        return changes(*m_services.makeDeadLetterBrowser(line.settings.database), *request, io);
    const std::unique_ptr<OrderReader> reader = m_services.makeReader(line.settings.database);
    if (request->action == QLatin1String("list"))
        return list(*reader, *request, io);
    if (request->action == QLatin1String("show"))
        return show(*reader, *request, io);
    const std::unique_ptr<DeadLetterStore> store = m_services.makeDeadLetterStore(line.settings.database);
    if (redrives) {
        const std::unique_ptr<MessagePublisher> publisher = m_services.makePublisher(line.settings.broker);
        return redriveAll(
            *reader, {*publisher, *store, line.settings.broker.topic, m_services.changedBy, request->replacesNewer},
            *request, io);
    }
    return forEachId(request->ids, io, "discarded", [&](std::int64_t id) {
        const std::array one{id};
        return discardLetters(one, *store, m_services.changedBy).front();
    });
}

} // namespace orderdesk
