#include "settings/Suggestion.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace orderdesk {

namespace {

/// Insertions, deletions, replacements and swaps of neighbours between the two.
qsizetype editDistance(const QString& from, const QString& to)
{
    const auto width = static_cast<std::size_t>(to.size()) + 1;
    std::vector<qsizetype> row(width);
    std::vector<qsizetype> above(width);
    std::vector<qsizetype> twoAbove(width);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 1; i <= from.size(); ++i) {
        twoAbove.swap(above);
        above.swap(row);
        row[0] = i;
        for (qsizetype j = 1; j <= to.size(); ++j) {
            const auto column = static_cast<std::size_t>(j);
            const qsizetype replaced = above[column - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
            row[column] = std::min({above[column] + 1, row[column - 1] + 1, replaced});
            if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                row[column] = std::min(row[column], twoAbove[column - 2] + 1);
        }
    }
    return row.back();
}

} // namespace

QString nearestName(const QString& word, const QStringList& candidates)
{
    constexpr qsizetype longestWord = 100;
    if (word.isEmpty() || word.size() > longestWord)
        return {};
    QString nearest;
    qsizetype smallest = std::clamp<qsizetype>(word.size() / 4, 1, 4) + 1;
    for (const QString& candidate : candidates) {
        const qsizetype distance = editDistance(word.toLower(), candidate.toLower());
        if (distance < smallest) {
            smallest = distance;
            nearest = candidate;
        }
    }
    if (nearest.isEmpty() && word.size() >= 3) {
        const auto longer = std::find_if(candidates.begin(), candidates.end(),
                                         [&](const QString& candidate) { return candidate.startsWith(word); });
        if (longer != candidates.end())
            nearest = *longer;
    }
    return nearest;
}

Sentence withSuggestion(const Sentence& problem, const QString& word, const QStringList& candidates)
{
    const QString nearest = nearestName(word, candidates);
    return nearest.isEmpty() ? problem : Sentence::tr("%1, did you mean %2?").arg(problem, nearest);
}

} // namespace orderdesk
