#pragma once

#include "words/Result.h"

#include <QByteArrayView>
#include <QString>

namespace orderdesk {

/// What a SQLSTATE means for us (ARCHITECTURE.md, faults): DataRejected for 21000 and the classes 22, 23, 54;
/// AccessRefused for 28, 3D, 3F, 42, for 23502 (we leave no column of ours empty: it is one that somebody added) and
/// for P0 (a trigger of somebody's); everything else, also an empty one (outcome unknown), is Unavailable: say it
/// again.
ErrorCode classifySqlState(QByteArrayView sqlState);

/// The failure of `action` ("cannot store orders") with its SQLSTATE, what that means and what to do about it; never
/// the server's own text, which repeats values.
Error sqlFailure(const Sentence& action, QByteArrayView sqlState);

/// Whether a failure of sqlFailure() is an answer to this one question, and the database is there for others: a right
/// that the role lacks, too long a time, a lock, something that this server cannot do, another transaction in the way
/// (on a standby: what it replays).
bool isOfThisQuestion(const Error& error);

/// Whether a failure of sqlFailure() is another transaction that was in the way (class 40): the next try may do.
bool isConflict(const Error& error);

/// Whether a failure of sqlFailure() is a statement that was ended because it took longer than statement_timeout.
bool isTimeout(const Error& error);

} // namespace orderdesk
