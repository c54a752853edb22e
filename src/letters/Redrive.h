#pragma once

#include "broker/MessagePublisher.h"
#include "domain/MessageValidator.h"
#include "letters/DeadLetterStore.h"

#include <span>
#include <string>
#include <vector>

namespace orderdesk {

/// With what, to where and by whom dead letters are worked on. In the thread of `publisher` and `store`.
struct LetterTools
{
    MessagePublisher& publisher;
    DeadLetterStore& store;
    QString topic;  ///< where redriven messages go
    std::string by; ///< for the audit, see DeadLetterChange
    /// Whether letters are sent, too, whose order was stored from a newer message since: what is sent again is the
    /// newest message of all, and would replace it.
    bool replacesNewer = false;
};

/// What became of one dead letter.
struct LetterOutcome
{
    std::int64_t id = 0;
    std::optional<MessagePosition> position; ///< where it was published
    Violations reasons;                      ///< checked: why it would come back; empty: it would be accepted
    std::optional<Error> error;              ///< why nothing was done or, with a position, why it is not marked
    bool isKafkas = false;                   ///< `error` is: else it is the database's
    std::optional<Timestamp> newerStoredAt;  ///< when the order was stored from a newer message; not sent for that

    /// It is on the topic, but the dead letter does not say so: who sends it again, sends it twice.
    bool isUnmarked() const { return position && error; }
    Sentence unmarked() const; ///< says so, and why; only for one that is
    Sentence newer() const;    ///< only for one with newerStoredAt
};

/// What ingest would say of each now, and whether it would replace a newer one. Sends nothing, changes nothing. Stops
/// with the first that is Unavailable.
std::vector<LetterOutcome> checkLetters(std::span<const std::int64_t> ids, MessageValidator& validator,
                                        DeadLetterStore& store);

/// What ingest would say of `value` in the place of what came.
LetterOutcome checkCorrected(std::int64_t id, const QByteArray& value, MessageValidator& validator,
                             DeadLetterStore& store);

/// Publishes each as it came, in this order, at most 8 MiB at once, and notes that. One whose order was stored from a
/// newer message is not sent (Conflict) unless `tools` say so. Ends with the first that could not
/// be read or published because the other side is away: those after it are not in the answer.
std::vector<LetterOutcome> redriveLetters(std::span<const std::int64_t> ids, const LetterTools& tools);

/// Publishes `value` in the place of what came; the dead letter stays as it is until it is discarded. With `reasons`,
/// every rule that `value` breaks, nothing was sent.
LetterOutcome correctLetter(std::int64_t id, const QByteArray& value, MessageValidator& validator,
                            const LetterTools& tools);

/// Deletes them for good. All at once: either each has an outcome without error or NotFound, or all have the same.
std::vector<LetterOutcome> discardLetters(std::span<const std::int64_t> ids, DeadLetterStore& store,
                                          const std::string& by);

} // namespace orderdesk
