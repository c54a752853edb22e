#pragma once

#include "concurrency/AnsweringThread.h"
#include "domain/DeadLetterChange.h"
#include "letters/DeadLetterReader.h"

#include <stop_token>

namespace orderdesk {

/// Which dead letters; all conditions hold together.
struct DeadLetterFilter
{
    std::string reason;       ///< code of the first error; empty: any
    QString text;             ///< the order number or the key begins with it; empty: any
    bool notRedriven = false; ///< only those that were never sent again

    friend bool operator==(const DeadLetterFilter&, const DeadLetterFilter&) = default;
};

struct ReasonCount
{
    std::string reason; ///< code of the first error
    std::int64_t letters = 0;

    friend bool operator==(const ReasonCount&, const ReasonCount&) = default;
};

struct DeadLetterChangePage
{
    std::vector<DeadLetterChange> changes; ///< newest first
    std::optional<std::int64_t> next;      ///< pass as `before`
};

/// Walks through all dead letters with a filter, and through their audit. Slower questions than DeadLetterReader's, so
/// it has a connection and a longer time limit of its own. One owner thread. Errors: Unavailable (also: took too long),
/// AccessRefused, Cancelled.
class DeadLetterBrowser
{
public:
    virtual ~DeadLetterBrowser() = default;

    /// As OrderBrowser::setStopToken().
    virtual void setStopToken(std::stop_token stop) = 0;

    /// Newest first, as DeadLetterReader::deadLetters().
    virtual Result<DeadLetterPage> page(const DeadLetterFilter& filter, std::optional<std::int64_t> before,
                                        int limit) = 0;
    /// The same with whole values, for exports: a walk from its first page (no `before`) to its last sees the dead
    /// letters as they were when it began. Any other call gives the walk up; going on with it then fails as
    /// Unavailable. `limit` 1 to 50: a value may have a megabyte.
    virtual Result<DeadLetterPage> wholeLetters(const DeadLetterFilter& filter, std::optional<std::int64_t> before,
                                                int limit) = 0;
    /// Oldest first, those after `after` (0: from the beginning). `limit` 1 to 10,000.
    virtual Result<std::vector<std::int64_t>> ids(const DeadLetterFilter& filter, std::int64_t after, int limit) = 0;
    /// Of the whole table, the most frequent first. There are no more reasons than codes.
    virtual Result<std::vector<ReasonCount>> countByReason() = 0;
    /// The audit, of one dead letter or of all. `limit` 1 to 1,000.
    virtual Result<DeadLetterChangePage> changes(std::optional<std::int64_t> deadLetterId,
                                                 std::optional<std::int64_t> before, int limit) = 0;
};

/// For a thread that must never wait: ask([…](DeadLetterBrowser& browser) { return browser.page(…); }, context, done).
/// Apart from AsyncLookup, so that no look-up waits behind a count.
using AsyncDeadLetterBrowser = AnsweringThread<DeadLetterBrowser>;

} // namespace orderdesk
