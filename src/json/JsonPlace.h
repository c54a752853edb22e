#pragma once

#include <QByteArrayView>

#include <string_view>

namespace orderdesk {

/// Where in `json` the place of a JSON Pointer is: the member's name or the array's element, or the nearest enclosing
/// one when it is missing or the text is broken before it.
qsizetype offsetOfPointer(QByteArrayView json, std::string_view pointer);

/// How many lines below the beginning of `json` that is.
qint64 lineOfPointer(QByteArrayView json, std::string_view pointer);

} // namespace orderdesk
