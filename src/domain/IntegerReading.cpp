#include "domain/IntegerReading.h"

#include "domain/OrderRules.h"

namespace orderdesk {

using Type = simdjson::dom::element_type;

std::optional<std::int64_t> IntegerReading::read(const simdjson::dom::element& value, const Place& place) const
{
    std::int64_t number = 0;
    if (value.get_int64().get(number) == simdjson::SUCCESS && number >= min && number <= max) {
        return number;
    }
    if (value.type() != Type::INT64 && value.type() != Type::UINT64 && !json.isOversizedInteger(value)) {
        sink.error(place, "wrong_type", "must be an integer, written without fraction and exponent");
        return std::nullopt;
    }
    std::string range = "must be at least " + std::to_string(min);
    if (max != kMaxInteger) {
        range += " and at most " + std::to_string(max);
    }
    sink.error(place, "out_of_range", range + ", in 64 bits");
    return std::nullopt;
}

} // namespace orderdesk
