#pragma once

#include "domain/Timestamp.h"
#include "words/Result.h"

#include <cstdint>
#include <deque>
#include <string_view>
#include <vector>

namespace orderdesk {

/// PostgreSQL's pg_snapshot: which transactions were over when a statement looked.
struct TransactionSnapshot
{
    std::int64_t xmin = 0;             ///< all below are over
    std::int64_t xmax = 0;             ///< this and those above had not begun to write
    std::vector<std::int64_t> running; ///< of those between

    /// "10:20:10,14,15". Internal: it is not one.
    static Result<TransactionSnapshot> parse(std::string_view text);
};

/// How far a follower of the tables has come, and from where it must look again. A value, any thread.
class ChangesPlace final
{
public:
    /// What one look saw: its snapshot, the newest stored_at (not after the server's clock), the highest dead letter.
    struct Look
    {
        TransactionSnapshot snapshot;
        Timestamp newest{};
        std::int64_t highestDeadLetter = 0;
    };

    /// A writer's statement sets stored_at, then may wait for a row (lock_timeout) before its transaction gets a
    /// number.
    static constexpr std::chrono::seconds overlap{5};
    /// What was read before the first look, by others of this program, cannot be older.
    static constexpr std::chrono::seconds firstOverlap{30};
    /// Identity numbers are handed out before the rows can be seen.
    static constexpr std::int64_t deadLetterOverlap = 1000;
    static constexpr std::size_t keptLooks = 60;

    bool hasBegun() const { return !m_looks.empty(); }
    const TransactionSnapshot& lastSnapshot() const { return m_looks.back().snapshot; }
    /// Nothing that became visible since the last look has an earlier stored_at, unless its transaction had been
    /// writing for more than keptLooks looks. `now`: the look that is being made.
    Timestamp ordersFrom(const Look& now) const;
    /// The same for numbers of dead letters.
    std::int64_t deadLettersAfter(const Look& now) const;

    void add(Look look);

private:
    const Look& lookBeforeRunning() const;

    std::deque<Look> m_looks; ///< oldest first
};

} // namespace orderdesk
