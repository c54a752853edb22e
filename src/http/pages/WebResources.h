#pragma once

#include <QByteArray>

namespace orderdesk {

/// The bytes of resources/<folder>/<name><suffix>, which are compiled in. Works in any executable that links this
/// library. Empty when there is no such file.
QByteArray webResource(const char* folder, const char* name, const char* suffix);

} // namespace orderdesk
