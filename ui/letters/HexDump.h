#pragma once

#include <QByteArray>
#include <QString>

namespace orderdesk {

/// The classic dump: offset, sixteen bytes in hex, the same as ASCII; at most `maxBytes`, then a line that says how
/// many are left out.
QString hexDump(const QByteArray& bytes, qsizetype maxBytes = 65'536);

/// Bytes as text for reading: UTF-8, what is not becomes U+FFFD, control characters but line end and tab become their
/// picture (U+2400 …), so that nothing hides.
QString visibleText(const QByteArray& bytes, qsizetype maxBytes = 1'048'576);

} // namespace orderdesk
