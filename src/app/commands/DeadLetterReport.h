#pragma once

#include "domain/DeadLetter.h"
#include "domain/DeadLetterChange.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace orderdesk {

/// Dead letters as people and programs read them. The list holds no personal data: no bytes, keys or headers.
QString deadLetterTable(const std::vector<DeadLetter>& deadLetters);
QByteArray deadLetterSummaryJson(const DeadLetter& deadLetter); ///< one line, without the line feed

/// The audit. The same holds for it.
QString deadLetterChangeTable(const std::vector<DeadLetterChange>& changes);
QByteArray deadLetterChangeJson(const DeadLetterChange& change); ///< one line, without the line feed

/// Everything there is, the bytes as text where they are text, else as a hex dump.
QString deadLetterDetail(const DeadLetter& deadLetter);
QByteArray deadLetterJson(const DeadLetter& deadLetter); ///< one line; bytes that are no text as "value_base64", …

} // namespace orderdesk
