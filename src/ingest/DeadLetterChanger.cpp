#include "ingest/DeadLetterChanger.h"

#include <array>
#include <utility>

namespace orderdesk {

using Action = LetterRequest::Action;
using Refusal = LetterAnswer::Refusal;

DeadLetterChanger::DeadLetterChanger(Parts parts)
    : m_parts(std::move(parts))
    , m_thread(QStringLiteral("letter-changes"))
{
    m_thread.setLast([this] { m_tools.reset(); });
}

void DeadLetterChanger::ask(LetterRequest request, std::function<void(LetterAnswer)> done)
{
    const auto refused = [id = request.id] {
        LetterAnswer answer;
        answer.refusal = Refusal::Waiting;
        answer.outcome.id = id;
        return answer;
    };
    if (m_waiting.fetch_add(1) >= mostWaiting) {
        m_waiting.fetch_sub(1);
        done(refused());
        return;
    }
    const auto latest = std::chrono::steady_clock::now() + m_parts.longestWait;
    m_thread.run([this, request = std::move(request), done = std::move(done), refused, latest] {
        m_waiting.fetch_sub(1);
        done(std::chrono::steady_clock::now() > latest ? refused() : answer(request));
    });
}

LetterAnswer DeadLetterChanger::answer(const LetterRequest& request)
{
    LetterAnswer answer;
    answer.outcome.id = request.id;
    answer.refusal = refusal(request.action);
    if (answer.refusal != Refusal::None) {
        return answer;
    }
    if (!m_tools) {
        m_tools.reset(new Tools{m_parts.makePublisher ? m_parts.makePublisher() : nullptr, m_parts.makeReader(),
                                MessageJudge(m_parts.judge)});
    }
    answer.outcome = work(request);
    if (answer.outcome.position) {
        const Result<std::optional<DeadLetter>> after = m_tools->reader->deadLetter(request.id);
        if (after) {
            answer.letter = *after;
        }
    }
    return answer;
}

Refusal DeadLetterChanger::refusal(Action action) const
{
    if (action == Action::Check) {
        return Refusal::None;
    }
    if (action == Action::Redrive && !m_parts.makePublisher) {
        return Refusal::Viewer;
    }
    const std::optional<DatabaseRights> rights = m_parts.rights ? m_parts.rights() : std::nullopt;
    const bool may = !rights || (action == Action::Redrive ? rights->mayRedrive : rights->mayDiscard);
    return may ? Refusal::None : Refusal::Rights;
}

LetterOutcome DeadLetterChanger::work(const LetterRequest& request)
{
    const std::array one{request.id};
    if (request.action == Action::Discard) {
        return discardLetters(one, *m_tools->reader, request.by).front();
    }
    if (request.action == Action::Check) {
        LetterOutcome outcome = checkLetters(one, m_tools->judge, *m_tools->reader).front();
        if (request.corrected && !outcome.error) {
            outcome.reasons.clear();
            DecodeResult decoded = m_tools->judge.judge(*request.corrected, currentTimestamp());
            if (!decoded.order) {
                outcome.reasons = std::move(decoded.violations);
            }
        }
        return outcome;
    }
    const LetterTools tools{*m_tools->publisher, *m_tools->reader, m_parts.topic, request.by};
    return request.corrected ? correctLetter(request.id, *request.corrected, m_tools->judge, tools)
                             : redriveLetters(one, tools).front();
}

} // namespace orderdesk
