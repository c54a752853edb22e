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
