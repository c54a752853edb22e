#pragma once

#include <QByteArrayView>

#include <string_view>

namespace orderdesk {

/// How many lines below the beginning of `json` the place of a JSON Pointer is: the line of the member's name or of the
/// array's element; of the nearest enclosing one when it is missing or the text is broken before it.
qint64 lineOfPointer(QByteArrayView json, std::string_view pointer);

} // namespace orderdesk
