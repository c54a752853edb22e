#pragma once

#include <QString>

namespace orderdesk {

/// What a person means by a text they typed or pasted: without spaces and invisible characters around it, quotes that
/// enclose it, a comma or semicolon at its end, "mailto:" or "tel:", or the name of a JSON member before it.
QString lookupText(const QString& typed);

/// Could this be an order's number, by its characters and length? What cannot is not asked for by number: it may be
/// personal data, and a query by number stands in the server's log when it fails.
bool mayBeOrderNumber(const QString& text);

} // namespace orderdesk
