#pragma once

#include "domain/Timestamp.h"
#include "http/Negotiation.h"

#include <cstdint>
#include <string>

namespace orderdesk {

/// "1,234,567" or, in Russian, with narrow spaces.
std::string formatNumber(std::int64_t number, PageLanguage language);
/// "1,817 USD"
std::string formatMoney(std::int64_t amount, const std::string& currency, PageLanguage language);
/// "2021-11-26 06:22:19 UTC"
std::string formatMoment(Timestamp time);
/// The same for Unix seconds; the bare number when it is beyond the year 9999.
std::string formatUnixSeconds(std::int64_t seconds);

} // namespace orderdesk
