#include "letters/DeadLetterChanger.h"

#include <array>
#include <utility>

#include <pthread.h>

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

DeadLetterChanger::DeadLetterChanger(Parts parts)
    : m_parts(std::move(parts))
    , m_thread([this] { run(); })
{
    pthread_setname_np(m_thread.native_handle(), "letter-changes");
}

DeadLetterChanger::~DeadLetterChanger()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stop = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void DeadLetterChanger::ask(LetterRequest request, std::function<void(LetterAnswer)> done)
{
    const std::int64_t id = request.id;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_waiting.size() < mostWaiting) {
            m_waiting.push_back(
                {std::move(request), std::move(done), std::chrono::steady_clock::now() + m_parts.longestWait});
            m_changed.notify_all();
            return;
        }
    }
    done(refused(id));
}

int DeadLetterChanger::waiting() const
{
    const std::scoped_lock lock(m_mutex);
    return static_cast<int>(m_waiting.size());
}

void DeadLetterChanger::run()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_stop || !m_waiting.empty(); });
        if (m_stop) {
            break;
        }
        const Waiting next = std::move(m_waiting.front());
        m_waiting.pop_front();
        lock.unlock();
        next.done(std::chrono::steady_clock::now() > next.latest ? refused(next.request.id) : answer(next.request));
        lock.lock();
    }
    lock.unlock();
    m_tools.reset(); // a connection ends on its own thread
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
