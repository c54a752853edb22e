#pragma once

#include <QByteArray>
#include <QVarLengthArray>

#include <array>
#include <charconv>
#include <cstdint>
#include <string_view>

namespace orderdesk {

/// Writes compact JSON: escapes only what RFC 8259 demands (quote, backslash, U+0000 to U+001F). Knows no structure:
/// commas and brackets are JsonText's, or the caller's where the shape is fixed and haste is due (an order's document).
/// Gathers on the stack, so the finished document is allocated once, exactly.
class JsonWriter final
{
public:
    void raw(std::string_view text) { m_buffer.append(text.data(), static_cast<qsizetype>(text.size())); }

    void integer(std::int64_t value)
    {
        std::array<char, 20> digits{};
        const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
        m_buffer.append(digits.data(), end - digits.data());
    }

    /// `text` is valid UTF-8.
    void text(std::string_view text);

    QByteArray document() const { return {m_buffer.constData(), m_buffer.size()}; }

private:
    QVarLengthArray<char, 4096> m_buffer;
};

} // namespace orderdesk
