#pragma once

#include <cstddef>

namespace orderdesk {

/// What replaces an integer beyond 64 bits, and what replaces a fraction or power beyond a double.
inline constexpr double kOversizedInteger = 1e300;

/// Overwrites every number of the JSON text that neither a 64-bit integer nor a double can hold by one of the same
/// length that can, so that the rest of the document can still be checked. False: there was none.
bool mendNumbers(char* json, std::size_t size);

} // namespace orderdesk
