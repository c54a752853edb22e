#pragma once

#include <QByteArray>

namespace orderdesk {

/// Indents JSON text without reading its values: every number and string stays byte for byte what it was. Text that is
/// not JSON comes out somehow indented, never lost.
QByteArray prettyJson(const QByteArray& json, int indent = 2);

} // namespace orderdesk
