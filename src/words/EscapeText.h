#pragma once

#include <QString>

namespace orderdesk {

/// Text of unknown origin made fit for one line of a terminal or log: control characters, line and paragraph
/// separators and direction marks become escapes (\n, \t, \u001b, …).
QString escapeText(const QString& text);

/// escapeText() between quotes, cut to 60 characters.
QString quoteText(const QString& text);

} // namespace orderdesk
