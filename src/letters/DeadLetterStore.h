#pragma once

#include "domain/DeadLetter.h"
#include "domain/DeadLetterChange.h"
#include "domain/OrderVersion.h"
#include "words/Result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace orderdesk {

/// Where the order stands that a dead letter would have been of.
struct StoredPlace
{
    OrderPlace place;
    Timestamp storedAt{}; ///< when its newest revision was written
};

/// Changes dead letters; nothing else does. One owner thread; connects on first use and again by itself after a loss.
/// Every call is bounded in time and fails as Unavailable or AccessRefused.
class DeadLetterStore
{
public:
    virtual ~DeadLetterStore() = default;

    virtual Result<std::optional<DeadLetter>> deadLetter(std::int64_t id) = 0;               ///< with its whole value
    virtual Result<std::optional<StoredPlace>> storedPlace(const std::string& orderUid) = 0; ///< none: no such order
    /// Marks as redriven, or deletes, those of `letters` that are there, each with its line of the audit in the same
    /// statement. `by`: see DeadLetterChange. Returns the ids that were there, in ascending order.
    virtual Result<std::vector<std::int64_t>>
    changeDeadLetters(LetterAction action, const std::vector<LetterNote>& letters, const std::string& by) = 0;
};

} // namespace orderdesk
