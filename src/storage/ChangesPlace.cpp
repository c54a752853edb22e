#include "storage/ChangesPlace.h"

#include <algorithm>
#include <charconv>

namespace orderdesk {
namespace {

bool takeNumber(std::string_view& text, std::int64_t& number)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc()) {
        return false;
    }
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return true;
}

bool take(std::string_view& text, char wanted)
{
    if (!text.starts_with(wanted)) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

} // namespace

Result<TransactionSnapshot> TransactionSnapshot::parse(std::string_view text)
{
    TransactionSnapshot snapshot;
    bool isGood =
        takeNumber(text, snapshot.xmin) && take(text, ':') && takeNumber(text, snapshot.xmax) && take(text, ':');
    while (isGood && !text.empty()) {
        isGood = takeNumber(text, snapshot.running.emplace_back()) && (text.empty() || take(text, ','));
    }
    if (!isGood) {
        return failure(ErrorCode::Internal, Sentence::tr("the database's snapshot cannot be read"));
    }
    return snapshot;
}

// Following by snapshot.
//
// A follower asks again and again "what is new since I last looked?" and must miss nothing. The obvious cursor, "rows
// whose stored_at is later than the newest I saw", misses rows: stored_at is set when a statement runs, and a row can
// be seen only after its transaction committed. Of two writers the one that began first may commit last; its rows
// appear behind a cursor that has passed them. A sequence has the same hole. Waiting a while before believing ("read
// up to ten seconds ago") trades the hole for a delay and still has it for transactions of eleven seconds.
//
// PostgreSQL knows better: a snapshot (pg_current_snapshot) says exactly which transactions were over for the statement
// that looked: all below xmin, and of those up to xmax the ones that are not listed as running. A row carries its
// writer's number (its xmin). So "new" means: written by a transaction that the last look's snapshot did not see as
// over, which is exact whatever the order of the commits. Only finding such rows fast is left to stored_at, for which
// there is an index: how far back can a row lie that this look sees for the first time? Its transaction was running at
// the last look or began after it. So the search goes back to the newest stored_at of the last look that was made
// before the oldest transaction still running then had its number (lookBeforeRunning()), less the time for which a
// statement may have set stored_at and then waited for a row before its transaction got that number (overlap). Looks
// are kept for that, a minute's worth; a transaction that writes for longer than that is not seen before the next
// start, and lock_timeout and statement_timeout of Orderdesk's own writers are far below it.
//
// Numbers are compared within one server's history. After a reconnect the other side may be a server that took over, or
// one restored from a copy, which counts anew: then the time alone decides, and what was told already is left out by
// the revision. Dead letters are few: the numbers near the end are remembered one by one.
Timestamp ChangesPlace::ordersFrom(const Look& now) const
{
    if (!hasBegun()) {
        return now.newest - firstOverlap;
    }
    // Not after `now`: the server's clock may have been set back.
    return std::min(lookBeforeRunning().newest, now.newest) - overlap;
}

std::int64_t ChangesPlace::deadLettersAfter(const Look& now) const
{
    const std::int64_t highest =
        hasBegun() ? std::min(lookBeforeRunning().highestDeadLetter, now.highestDeadLetter) : now.highestDeadLetter;
    return highest - deadLetterOverlap;
}

void ChangesPlace::add(Look look)
{
    // A server that was restored counts anew; one where nothing happens needs no more looks.
    while (!m_looks.empty() && m_looks.back().snapshot.xmax >= look.snapshot.xmax) {
        m_looks.pop_back();
    }
    m_looks.push_back(std::move(look));
    if (m_looks.size() > keptLooks) {
        m_looks.pop_front();
    }
}

// The last look before the oldest transaction that was still running at the newest one began to write.
const ChangesPlace::Look& ChangesPlace::lookBeforeRunning() const
{
    const std::int64_t oldest = m_looks.back().snapshot.xmin;
    const auto after = std::find_if(m_looks.begin(), m_looks.end(),
                                    [oldest](const Look& look) { return look.snapshot.xmax > oldest; });
    return after == m_looks.begin() ? *after : *(after - 1);
}

} // namespace orderdesk
