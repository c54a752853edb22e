#include "letters/LetterDesk.h"

#include <algorithm>
#include <array>
#include <utility>

namespace orderdesk {

using Action = LetterRequest::Action;
using Refusal = LetterAnswer::Refusal;

namespace {

LetterAnswer refused(std::int64_t id)
{
    LetterAnswer answer;
    answer.refusal = Refusal::Waiting;
    answer.outcome.id = id;
    return answer;
}

} // namespace

LetterDesk::LetterDesk(Parts parts)
    : m_parts(std::move(parts))
    , m_thread(QStringLiteral("letter-desk"), [this] {
        return std::unique_ptr<Tools>(new Tools{m_parts.makePublisher ? m_parts.makePublisher() : nullptr,
                                                m_parts.makeStore(), MessageValidator(m_parts.validator)});
    })
{
}

void LetterDesk::ask(LetterRequest request, std::function<void(LetterAnswer)> done)
{
    if (++m_waiting > mostWaiting) {
        --m_waiting;
        done(refused(request.id));
        return;
    }
    const auto latest = std::chrono::steady_clock::now() + m_parts.longestWait;
    m_thread.run([this, request = std::move(request), done = std::move(done), latest](Tools& tools) {
        --m_waiting;
        done(std::chrono::steady_clock::now() > latest ? refused(request.id) : answer(request, tools));
    });
}

LetterAnswer LetterDesk::answer(const LetterRequest& request, Tools& tools) const
{
    LetterAnswer answer;
    answer.outcome.id = request.id;
    answer.refusal = refusal(request.action);
    if (answer.refusal != Refusal::None) {
        return answer;
    }
    answer.outcome = work(request, tools);
    if (answer.outcome.position) {
        const Result<std::optional<DeadLetter>> after = tools.store->deadLetter(request.id);
        if (after) {
            answer.letter = *after;
        }
    }
    return answer;
}

Refusal LetterDesk::refusal(Action action) const
{
    if (action == Action::Check) {
        return Refusal::None;
    }
    if (action == Action::Redrive && !mayRedrive()) {
        return Refusal::Viewer;
    }
    const std::optional<DatabaseRights> rights = m_parts.rights ? m_parts.rights() : std::nullopt;
    const bool may = !rights || (action == Action::Redrive ? rights->mayRedrive : rights->mayDiscard);
    return may ? Refusal::None : Refusal::Rights;
}

LetterOutcome LetterDesk::work(const LetterRequest& request, Tools& tools) const
{
    const std::array one{request.id};
    if (request.action == Action::Discard) {
        return discardLetters(one, *tools.store, request.by).front();
    }
    if (request.action == Action::Check) {
        return request.corrected ? checkCorrected(request.id, *request.corrected, tools.validator, *tools.store)
                                 : checkLetters(one, tools.validator, *tools.store).front();
    }
    return request.corrected ? correctLetter(request.id, *request.corrected, tools.validator,
                                             of(tools, request.by, request.replacesNewer))
                             : redriveLetters(one, of(tools, request.by, request.replacesNewer)).front();
}

std::shared_ptr<WorkHandle> LetterDesk::check(Ids ids, QObject* context, Report report)
{
    const auto step = [](std::span<const std::int64_t> some, Tools& tools) {
        return checkLetters(some, tools.validator, *tools.store);
    };
    return workThrough(std::move(ids), step, context, std::move(report));
}

std::shared_ptr<WorkHandle> LetterDesk::redrive(Ids ids, const std::string& by, bool replacesNewer, QObject* context,
                                                Report report)
{
    const auto step = [this, by, replacesNewer](std::span<const std::int64_t> some, Tools& tools) {
        return redriveLetters(some, of(tools, by, replacesNewer));
    };
    return workThrough(std::move(ids), step, context, std::move(report));
}

std::shared_ptr<WorkHandle> LetterDesk::discard(Ids ids, const std::string& by, QObject* context, Report report)
{
    const auto step = [by](std::span<const std::int64_t> some, Tools& tools) {
        return discardLetters(some, *tools.store, by);
    };
    return workThrough(std::move(ids), step, context, std::move(report));
}

void LetterDesk::redriveCorrected(std::int64_t id, const QByteArray& value, const std::string& by, bool replacesNewer,
                                  QObject* context, std::function<void(LetterOutcome)> done)
{
    m_thread.ask([this, id, value, by, replacesNewer](
                     Tools& tools) { return correctLetter(id, value, tools.validator, of(tools, by, replacesNewer)); },
                 context, std::move(done));
}

std::shared_ptr<WorkHandle> LetterDesk::workThrough(Ids ids, Step step, QObject* context, Report report)
{
    // `done` is of the thread; in the order they came, that the newest version of an order is the last again.
    std::sort(ids.begin(), ids.end());
    const auto next = [ids = std::move(ids), step = std::move(step), done = std::size_t{0}](Tools& tools) mutable {
        const std::size_t count = std::min(stepLetters, ids.size() - done);
        LetterProgress progress;
        progress.total = ids.size();
        progress.outcomes = step(std::span(ids).subspan(done, count), tools);
        const auto away =
            std::find_if(progress.outcomes.begin(), progress.outcomes.end(), [](const LetterOutcome& each) {
                return each.error && each.error->code == ErrorCode::Unavailable;
            });
        if (away != progress.outcomes.end()) {
            progress.error = away->error;
        }
        done += progress.outcomes.size();
        progress.done = done;
        progress.isLast = progress.error || done == ids.size();
        return progress;
    };
    return workInSteps(m_thread, next, context, std::move(report));
}

} // namespace orderdesk
