#pragma once

#include "database/PgArray.h"

#include <QByteArray>

#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

namespace orderdesk {

/// One column of `rows` as a parameter for unnest(): `value` gives a row's element, whose type must fit `type`; an
/// empty optional is null.
template <typename Rows, typename Value>
PgArray pgColumn(PgArray::ElementType type, const Rows& rows, Value value)
{
    const auto view = [](const QByteArray& bytes) {
        return std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    };
    PgArray array(type);
    for (const auto& row : rows) {
        using Element = std::decay_t<decltype(value(row))>;
        if constexpr (std::is_same_v<Element, std::int64_t>) {
            array.appendInt8(value(row));
        } else if constexpr (std::is_same_v<Element, std::int32_t>) {
            array.appendInt4(value(row));
        } else if constexpr (std::is_same_v<Element, Timestamp>) {
            array.appendTimestamp(value(row));
        } else if constexpr (std::is_same_v<Element, QByteArray>) {
            array.appendBytes(view(value(row)));
        } else if constexpr (std::is_same_v<Element, std::optional<QByteArray>>) {
            const std::optional<QByteArray>& bytes = value(row);
            bytes ? array.appendBytes(view(*bytes)) : array.appendNull();
        } else {
            array.appendBytes(value(row));
        }
    }
    return array;
}

} // namespace orderdesk
