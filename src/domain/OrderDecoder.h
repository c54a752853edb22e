#pragma once

#include "domain/Order.h"
#include "domain/Violation.h"

#include <QByteArray>

#include <memory>
#include <optional>

namespace orderdesk {

struct DecodeResult
{
    std::optional<Order> order; ///< set exactly when no violation is an error
    Violations violations;      ///< all of the document: errors before warnings, each in the order of
                                ///< OrderRules; bounded, then one too_many_violations
    std::string
        orderUid; ///< as far as it could be read even from a refused message: for people who look for it; else empty
};

/// Turns the bytes of a message into an order or the list of every rule it breaks (RFC 8259 strictly, then
/// OrderRules). Holds a simdjson parser and its buffers: make one per thread and keep it. Never throws, never blocks.
class OrderDecoder final
{
public:
    enum class Mode { Normal, Strict }; ///< Strict: warnings become errors

    explicit OrderDecoder(Mode mode = Mode::Normal);
    ~OrderDecoder();
    OrderDecoder(OrderDecoder&&) noexcept;
    OrderDecoder& operator=(OrderDecoder&&) noexcept;

    /// `now` decides the warnings about dates more than a day ahead.
    DecodeResult decode(const QByteArray& json, Timestamp now);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace orderdesk
