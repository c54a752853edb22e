#pragma once

#include <array>
#include <string_view>

namespace orderdesk {

// Every code the decoder reports: stable, documented, safe as a metric's label. Each has a sample in data/samples.

inline constexpr auto kErrorCodes = std::to_array<std::string_view>({
    // The document is not JSON as RFC 8259 and the database want it; then nothing else is reported.
    "invalid_json",
    "invalid_utf8",
    "byte_order_mark",
    "lone_surrogate",
    "nesting_too_deep",
    "too_large",
    // It is not an order.
    "duplicate_member",
    "missing_member",
    "wrong_type",
    "null_character",
    "control_character",
    "empty_string",
    "too_long",
    "out_of_range",
    "too_few_items",
    "too_many_items",
    "invalid_order_uid",
    "invalid_locale",
    "invalid_timestamp",
    "invalid_phone",
    "invalid_email",
    "invalid_currency",
    // The list itself was cut; a warning where only warnings were.
    "too_many_violations",
});

inline constexpr auto kWarningCodes = std::to_array<std::string_view>({
    "amount_mismatch",
    "goods_total_mismatch",
    "transaction_mismatch",
    "track_number_mismatch",
    "unknown_member",
    "date_in_future",
});

} // namespace orderdesk
