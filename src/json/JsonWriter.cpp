#include "json/JsonWriter.h"

namespace orderdesk {

namespace {

constexpr bool mustBeEscaped(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

std::string_view shortEscape(char c)
{
    switch (c) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\b':
        return "\\b";
    case '\f':
        return "\\f";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        return {};
    }
}

} // namespace

void JsonWriter::text(std::string_view text)
{
    m_buffer.append('"');
    std::size_t start = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!mustBeEscaped(text[i])) {
            continue;
        }
        raw(text.substr(start, i - start));
        start = i + 1;
        if (const std::string_view escape = shortEscape(text[i]); !escape.empty()) {
            raw(escape);
        } else {
            constexpr std::string_view digits = "0123456789abcdef";
            raw("\\u00");
            m_buffer.append(digits[static_cast<unsigned char>(text[i]) >> 4]);
            m_buffer.append(digits[static_cast<unsigned char>(text[i]) & 0xF]);
        }
    }
    raw(text.substr(start));
    m_buffer.append('"');
}

} // namespace orderdesk
