#pragma once

#include "database/DatabaseRights.h"
#include "domain/DeadLetter.h"
#include "letters/Redrive.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace orderdesk {

/// What a program asks for one dead letter.
struct LetterRequest
{
    enum class Action {
        Check,   ///< a redrive without sending
        Redrive, ///< as it came, or `corrected` in its place
        Discard,
    };

    Action action = Action::Check;
    std::int64_t id = 0;
    std::optional<QByteArray> corrected; ///< Check and Redrive: the bytes to send instead
    std::string by;                      ///< for the audit, see DeadLetterChange
};

struct LetterAnswer
{
    /// Why nothing was asked of Kafka and the database.
    enum class Refusal {
        None,
        Viewer,  ///< this instance sends nothing
        Rights,  ///< the database may only be read
        Waiting, ///< too many changes wait for their turn, or this one waited too long
    };

    Refusal refusal = Refusal::None;
    LetterOutcome outcome;
    std::optional<DeadLetter> letter; ///< as it is after a redrive; none when that could not be read
};

/// Checks, redrives and discards dead letters for callers on any threads, the HTTP threads': one after another on a
/// thread of its own, so that changes of one letter never cross and no caller waits. Keeps the rules of Redrive.h.
/// Outlives its callers; the destructor waits for the change being made, those that wait are dropped unanswered.
class DeadLetterChanger final
{
public:
    static constexpr std::size_t mostWaiting = 64;

    struct Parts
    {
        QString topic;                                                    ///< where redriven messages go
        std::function<std::unique_ptr<MessagePublisher>()> makePublisher; ///< as makeReader; empty in a viewer
        std::function<std::unique_ptr<OrderReader>()> makeReader;         ///< called on the changer's thread
        JudgeSettings judge;                                              ///< as ingest has them
        std::function<std::optional<DatabaseRights>()> rights;            ///< any thread; none: not known yet
        /// Kafka may be away: then each takes its five seconds, and who waits behind many hears no instead.
        std::chrono::milliseconds longestWait{10000};
    };

    explicit DeadLetterChanger(Parts parts);
    ~DeadLetterChanger();
    DeadLetterChanger(const DeadLetterChanger&) = delete;
    DeadLetterChanger& operator=(const DeadLetterChanger&) = delete;

    /// `done` is called once: on the changer's thread, or within this call when too many wait. Any thread; never waits.
    void ask(LetterRequest request, std::function<void(LetterAnswer)> done);

    int waiting() const; ///< for their turn
    const JudgeSettings& judgeSettings() const { return m_parts.judge; }

private:
    struct Tools
    {
        std::unique_ptr<MessagePublisher> publisher; ///< null in a viewer
        std::unique_ptr<OrderReader> reader;
        MessageJudge judge;
    };

    struct Waiting
    {
        LetterRequest request;
        std::function<void(LetterAnswer)> done;
        std::chrono::steady_clock::time_point latest; ///< to begin
    };

    void run();
    LetterAnswer answer(const LetterRequest& request);
    LetterAnswer::Refusal refusal(LetterRequest::Action action) const;
    LetterOutcome work(const LetterRequest& request);

    const Parts m_parts;
    std::unique_ptr<Tools> m_tools; ///< of the thread
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Waiting> m_waiting; ///< guarded by m_mutex
    bool m_stop = false;           ///< guarded by m_mutex
    std::thread m_thread;          ///< not a QThread: it needs no event loop
};

} // namespace orderdesk
