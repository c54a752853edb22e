#pragma once

#include "broker/MessageSource.h"
#include "domain/LogPosition.h"

#include <optional>

namespace orderdesk {

// Where reading a partition begins.
//
// Kafka's committed offset says it, as ever: so a person's seek, an administrator's reset and a group that was deleted
// mean what they mean everywhere. But it knows nothing of the database, and the database may have lost its last
// transactions (an asynchronous standby took over, a backup was restored) while the offsets are past them. So each
// commit of ours carries a note: for which database it was made, and how many transactions of that log the database had
// by then. A database that has fewer now has lost some, and reading goes back to where it says it is. What others
// commit carries no note, and is obeyed.
//
// A topic that was deleted and made again begins its offsets anew: another log, whose offsets must not be compared with
// those of the one before. Kafka tells librdkafka 2.0.2 nothing of that, so it is concluded: from a position beyond the
// end of the log, or from another message where the last one stood that was stored. Where that message is gone
// (retention, compaction), nothing is concluded. Kafka drops a topic's committed offsets with it: an offset with our
// note of the same incarnation is proof enough that all is as it was.

/// What Kafka keeps beside an offset: "orderdesk 1 <database> <incarnation> <batches>".
struct PositionNote
{
    QByteArray database;
    std::int32_t incarnation = 0;
    std::int64_t batches = 0;

    friend bool operator==(const PositionNote&, const PositionNote&) = default;
};

QByteArray noteOf(const QByteArray& database, const LogPosition& position);
/// None: it is not ours.
std::optional<PositionNote> parseNote(const QByteArray& note);

/// Whether a database that has come as far as `ours` in a log has lost transactions that it once had.
bool isBehind(const std::optional<LogPosition>& ours, std::int32_t incarnation, std::int64_t batches);

/// The message that has to be looked at before decideStart(); none: nothing has to be.
std::optional<LogPosition> evidenceFor(const HeldPartition& held, const KnownLog& known, const QByteArray& database);

/// What was found where the evidence was to be.
enum class Evidence { None, SameMessage, AnotherMessage };

struct ReadingStart
{
    StartingPoint point;
    bool isMadeAnew = false;            ///< it is another log than the one that was read before
    bool hasLostCommits = false;        ///< the database is behind what was committed for it
    std::optional<LogPosition> first{}; ///< to be noted at once: the database has no position of this log yet
    std::int64_t lost = 0;              ///< then: messages that are read again
};

ReadingStart decideStart(const HeldPartition& held, const KnownLog& known, const QByteArray& database,
                         Evidence evidence);

using FoundEvidence = QHash<TopicPartition, Evidence>;

/// The same for all partitions that `source` holds, asking Kafka for what is needed: one message at a call, which may
/// take seconds. None: there is more to look at, call again; what was found is in `found`. Unavailable: Kafka does not
/// answer, ask again. Consumer thread.
Result<std::optional<QList<ReadingStart>>> findStarts(MessageSource& source, const KnownLogs& known,
                                                      FoundEvidence& found);

} // namespace orderdesk
