#pragma once

#include "domain/ViolationSink.h"
#include "json/StrictJson.h"

#include <cstdint>
#include <optional>

namespace orderdesk {

/// Reads one integer of a document, or reports why it is none: a fraction or an exponent makes it another type, even
/// in 1.0.
struct IntegerReading
{
    const StrictJson& json;
    ViolationSink& sink;
    std::int64_t min;
    std::int64_t max;

    std::optional<std::int64_t> read(const simdjson::dom::element& value, const Place& place) const;
};

} // namespace orderdesk
