#include "letters/Redriver.h"

#include <algorithm>

namespace orderdesk {

Redriver::Redriver(Parts parts)
    : m_parts(std::move(parts))
    , m_thread(QStringLiteral("redriver"), [parts = m_parts] {
        return std::unique_ptr<Tools>(new Tools{parts.makePublisher ? parts.makePublisher() : nullptr,
                                                parts.makeReader(), MessageJudge(parts.judge)});
    })
{
}

std::shared_ptr<WorkHandle> Redriver::check(Ids ids, QObject* context, Report report)
{
    const auto step = [](std::span<const std::int64_t> some, Tools& tools) {
        return checkLetters(some, tools.judge, *tools.reader);
    };
    return work(std::move(ids), step, context, std::move(report));
}

std::shared_ptr<WorkHandle> Redriver::redrive(Ids ids, QObject* context, Report report)
{
    const auto step = [parts = m_parts](std::span<const std::int64_t> some, Tools& tools) {
        return redriveLetters(some, tools.of(parts));
    };
    return work(std::move(ids), step, context, std::move(report));
}

std::shared_ptr<WorkHandle> Redriver::discard(Ids ids, QObject* context, Report report)
{
    const auto step = [by = m_parts.by](std::span<const std::int64_t> some, Tools& tools) {
        return discardLetters(some, *tools.reader, by);
    };
    return work(std::move(ids), step, context, std::move(report));
}

void Redriver::redriveCorrected(std::int64_t id, const QByteArray& value, QObject* context,
                                std::function<void(LetterOutcome)> done)
{
    m_thread.ask(
        [id, value, parts = m_parts](Tools& tools) { return correctLetter(id, value, tools.judge, tools.of(parts)); },
        context, std::move(done));
}

std::shared_ptr<WorkHandle> Redriver::work(Ids ids, Step step, QObject* context, Report report)
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
