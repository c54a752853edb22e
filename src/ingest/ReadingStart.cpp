#include "ingest/ReadingStart.h"

#include <algorithm>
#include <utility>

namespace orderdesk {

namespace {

constexpr auto noteBegin = "orderdesk 1";

/// Kafka's committed offset, as far as it was committed by us for this database.
std::optional<PositionNote> ourNote(const HeldPartition& held, const QByteArray& database)
{
    std::optional<PositionNote> note = parseNote(held.note);
    return held.committed >= 0 && note && note->database == database ? note : std::nullopt;
}

// Whether the message that was stored last still stands where it stood.
Result<Evidence> lookAt(MessageSource& source, const LogPosition& last)
{
    const auto found = source.messageAt({last.partition.topic, last.partition.partition, last.lastOffset});
    if (!found) {
        return found.error().code == ErrorCode::NotFound ? Result<Evidence>(Evidence::None)
                                                         : tl::unexpected(found.error());
    }
    const bool isSame = found->position.timestamp == last.lastTimestamp &&
                        fingerprintOf(found->key, found->value) == last.lastFingerprint;
    return isSame ? Evidence::SameMessage : Evidence::AnotherMessage;
}

} // namespace

bool isBehind(const std::optional<LogPosition>& ours, std::int32_t incarnation, std::int64_t batches)
{
    const auto has = ours ? std::pair(ours->incarnation, ours->batches) : std::pair<std::int32_t, std::int64_t>();
    return has < std::pair(incarnation, batches);
}

QByteArray noteOf(const QByteArray& database, const LogPosition& position)
{
    return QByteArray(noteBegin) + ' ' + database + ' ' + QByteArray::number(position.incarnation) + ' ' +
           QByteArray::number(static_cast<qlonglong>(position.batches));
}

std::optional<PositionNote> parseNote(const QByteArray& note)
{
    const QList<QByteArray> words = note.split(' ');
    if (words.size() != 5 || words[0] + ' ' + words[1] != noteBegin) {
        return {};
    }
    bool isIncarnation = false;
    bool isCount = false;
    const PositionNote read{words[2], words[3].toInt(&isIncarnation), words[4].toLongLong(&isCount)};
    return isIncarnation && isCount ? std::optional(read) : std::nullopt;
}

std::optional<LogPosition> evidenceFor(const HeldPartition& held, const KnownLog& known, const QByteArray& database)
{
    if (!known.newest || known.newest->lastOffset < held.low || known.newest->lastOffset >= held.end) {
        return {};
    }
    const std::optional<PositionNote> note = ourNote(held, database);
    const bool isProven = note && note->incarnation == known.newest->incarnation && held.committed <= held.end;
    return isProven ? std::nullopt : known.newest;
}

ReadingStart decideStart(const HeldPartition& held, const KnownLog& known, const QByteArray& database,
                         Evidence evidence)
{
    ReadingStart start;
    start.point = {held.partition, held.committed, 1, {}, false};
    const std::optional<PositionNote> note = ourNote(held, database);
    const std::int32_t newest = known.newest ? known.newest->incarnation : 1;
    LogPosition noted{held.partition, note ? std::max(newest, note->incarnation) : newest};
    // What the note tells of a later life the database has lost together with what it had committed.
    const bool isKnown = known.newest && known.newest->incarnation == noted.incarnation;
    start.isMadeAnew = (note && held.committed > held.end) || (isKnown && known.newest->next > held.end) ||
                       (isKnown && evidence == Evidence::AnotherMessage);
    noted.incarnation += start.isMadeAnew ? 1 : 0;
    const bool goesOn = known.ours && known.ours->incarnation == noted.incarnation;
    noted.batches = goesOn ? known.ours->batches : 0;
    const bool isOfLogBefore = note && note->incarnation < noted.incarnation;
    if (isOfLogBefore || held.committed > held.end) {
        start.point.offset = goesOn ? known.ours->next : held.low;
        start.point.commits = true;
    } else if (note && isBehind(known.ours, note->incarnation, note->batches)) {
        start.hasLostCommits = start.point.commits = true;
        start.point.offset = std::min(held.committed, goesOn ? known.ours->next : held.low);
        start.lost = held.committed - start.point.offset;
    }
    if (!goesOn) {
        start.first = noted;
        start.first->next = start.point.offset >= 0 ? start.point.offset : held.low;
        start.first->lastOffset = -1;
    }
    start.point.incarnation = noted.incarnation;
    start.point.note = noteOf(database, noted);
    return start;
}

Result<std::optional<QList<ReadingStart>>> findStarts(MessageSource& source, const KnownLogs& known,
                                                      FoundEvidence& found)
{
    const auto held = source.heldPartitions();
    if (!held) {
        return tl::unexpected(held.error());
    }
    QList<ReadingStart> starts;
    for (const HeldPartition& partition : *held) {
        const KnownLog log = known.logs.value(partition.partition);
        const std::optional<LogPosition> last = evidenceFor(partition, log, known.database);
        if (last && !found.contains(partition.partition)) {
            return lookAt(source, *last).map([&](Evidence evidence) {
                found.insert(partition.partition, evidence);
                return std::optional<QList<ReadingStart>>();
            });
        }
        starts.append(decideStart(partition, log, known.database, found.value(partition.partition, Evidence::None)));
    }
    return std::optional(starts);
}

} // namespace orderdesk
