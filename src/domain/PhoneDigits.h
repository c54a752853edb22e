#pragma once

#include <QString>

#include <string>
#include <vector>

namespace orderdesk {

/// The digits of a text that may be a phone number, in the ways in which orders may hold it: as written, without the
/// "00" of an international call, with 7 for the 8 that Russians dial. Brackets, dashes, dots, slashes and spaces of
/// all kinds are left out. Empty when it is no phone number (5 to 32 digits).
std::vector<std::string> phoneDigits(const QString& text);

} // namespace orderdesk
