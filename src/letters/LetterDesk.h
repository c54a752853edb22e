#pragma once

#include "concurrency/StepwiseWork.h"
#include "database/DatabaseRights.h"
#include "letters/Redrive.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>

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
    bool replacesNewer = false;          ///< Redrive: see LetterTools
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

/// How far a work on many dead letters is.
struct LetterProgress
{
    std::size_t done = 0; ///< of `total`; also those of earlier reports
    std::size_t total = 0;
    std::vector<LetterOutcome> outcomes; ///< since the last report
    bool isLast = false;
    bool isCancelled = false;   ///< the last, and not all are done
    std::optional<Error> error; ///< the last, because the other side is away: not all are done
};

/// Checks, redrives and discards dead letters, for window and HTTP alike: one after another on one thread, so that
/// changes of one letter never cross and no caller waits. Keeps the rules of Redrive.h. Outlives its callers; the
/// destructor waits for what is being done, the rest is dropped unanswered.
class LetterDesk final
{
public:
    static constexpr int mostWaiting = 64;         ///< requests of ask()
    static constexpr std::size_t stepLetters = 50; ///< of a work on many, then others have their turn

    using Report = std::function<void(LetterProgress)>;
    using Ids = std::vector<std::int64_t>;

    struct Parts
    {
        QString topic;                                                    ///< where redriven messages go
        std::function<std::unique_ptr<MessagePublisher>()> makePublisher; ///< as makeStore; empty in a viewer
        std::function<std::unique_ptr<DeadLetterStore>()> makeStore;      ///< called on the desk's thread
        ValidationSettings validator;                                     ///< as ingest has them
        std::function<std::optional<DatabaseRights>()> rights;            ///< any thread; none: not known yet
        /// Kafka may be away: then each takes its five seconds, and who waits behind many hears no instead.
        std::chrono::milliseconds longestWait{10000};
    };

    explicit LetterDesk(Parts parts);

    /// `done` is called once: on the desk's thread, or within this call when too many wait. Any thread; never waits.
    void ask(LetterRequest request, std::function<void(LetterAnswer)> done);
    int waiting() const { return m_waiting; } ///< of ask(), for their turn

    // For a thread with an event loop, the one that made the desk: reports and `done` come as calls there, and never
    // after `context` is gone, with which the work ends. `by`: for the audit, see DeadLetterChange.

    /// A redrive without sending: what would become of each.
    std::shared_ptr<WorkHandle> check(Ids ids, QObject* context, Report report);
    std::shared_ptr<WorkHandle> redrive(Ids ids, const std::string& by, bool replacesNewer, QObject* context,
                                        Report report);
    std::shared_ptr<WorkHandle> discard(Ids ids, const std::string& by, QObject* context, Report report);
    /// See correctLetter().
    void redriveCorrected(std::int64_t id, const QByteArray& value, const std::string& by, bool replacesNewer,
                          QObject* context, std::function<void(LetterOutcome)> done);

    bool mayRedrive() const { return static_cast<bool>(m_parts.makePublisher); } ///< else only checks and discards
    const ValidationSettings& validationSettings() const { return m_parts.validator; }

private:
    struct Tools
    {
        std::unique_ptr<MessagePublisher> publisher; ///< null in a viewer
        std::unique_ptr<DeadLetterStore> store;
        MessageValidator validator;
    };
    using Step = std::function<std::vector<LetterOutcome>(std::span<const std::int64_t>, Tools&)>;

    LetterAnswer answer(const LetterRequest& request, Tools& tools) const;
    LetterAnswer::Refusal refusal(LetterRequest::Action action) const;
    LetterOutcome work(const LetterRequest& request, Tools& tools) const;
    std::shared_ptr<WorkHandle> workThrough(Ids ids, Step step, QObject* context, Report report);
    LetterTools of(Tools& tools, const std::string& by, bool replacesNewer) const
    {
        return {*tools.publisher, *tools.store, m_parts.topic, by, replacesNewer};
    }

    const Parts m_parts;
    std::atomic<int> m_waiting = 0;
    AnsweringThread<Tools> m_thread; ///< ends first
};

} // namespace orderdesk
