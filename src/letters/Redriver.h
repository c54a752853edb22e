#pragma once

#include "concurrency/StepwiseWork.h"
#include "letters/Redrive.h"

#include <functional>
#include <memory>

namespace orderdesk {

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

/// Checks, redrives and discards dead letters for a thread that must never wait: a few at a time on a thread of its
/// own, so that each of several works gets on; the answers come back as calls in this object's thread, and never after
/// `context` is gone, with which the work ends.
class Redriver final
{
public:
    static constexpr std::size_t stepLetters = 50;

    using Report = std::function<void(LetterProgress)>;
    using Ids = std::vector<std::int64_t>;

    struct Parts
    {
        QString topic;
        std::function<std::unique_ptr<MessagePublisher>()> makePublisher; ///< as makeReader; empty: only discards
        std::function<std::unique_ptr<OrderReader>()> makeReader;         ///< called on the redriver's thread
        JudgeSettings judge;                                              ///< as ingest has them
        std::string by;                                                   ///< for the audit, see DeadLetterChange
    };

    explicit Redriver(Parts parts);

    /// A redrive without sending: what would become of each.
    std::shared_ptr<WorkHandle> check(Ids ids, QObject* context, Report report);
    std::shared_ptr<WorkHandle> redrive(Ids ids, QObject* context, Report report);
    std::shared_ptr<WorkHandle> discard(Ids ids, QObject* context, Report report);
    /// See correctLetter().
    void redriveCorrected(std::int64_t id, const QByteArray& value, QObject* context,
                          std::function<void(LetterOutcome)> done);
    bool mayRedrive() const { return static_cast<bool>(m_parts.makePublisher); } ///< else only check() and discard()
    const JudgeSettings& judgeSettings() const { return m_parts.judge; }

private:
    struct Tools
    {
        std::unique_ptr<MessagePublisher> publisher;
        std::unique_ptr<OrderReader> reader;
        MessageJudge judge;

        LetterTools of(const Parts& parts) const { return {*publisher, *reader, parts.topic, parts.by}; }
    };
    using Step = std::function<std::vector<LetterOutcome>(std::span<const std::int64_t>, Tools&)>;

    std::shared_ptr<WorkHandle> work(Ids ids, Step step, QObject* context, Report report);

    const Parts m_parts;
    AnsweringThread<Tools> m_thread;
};

} // namespace orderdesk
