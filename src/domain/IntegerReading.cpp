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
        sink.error(place, "wrong_type", Sentence::tr("must be an integer, written without fraction and exponent"));
        return std::nullopt;
    }
    sink.error(place, "out_of_range", rangeRule(min, max));
    return std::nullopt;
}

} // namespace orderdesk
