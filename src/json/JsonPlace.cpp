#include "json/JsonPlace.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

namespace orderdesk {

namespace {

/// Walks over JSON text without judging it.
class JsonCursor final
{
public:
    explicit JsonCursor(std::string_view text)
        : m_text(text)
    {
    }

    std::size_t position() const { return m_position; }

    char peek()
    {
        m_position = std::min(m_text.find_first_not_of(" \t\r\n", m_position), m_text.size());
        return m_position < m_text.size() ? m_text[m_position] : '\0';
    }

    bool take(char character)
    {
        if (peek() != character || character == '\0')
            return false;
        ++m_position;
        return true;
    }

    /// The string's raw content, escapes as they stand.
    std::optional<std::string_view> takeString()
    {
        if (!take('"'))
            return std::nullopt;
        const std::size_t begin = m_position;
        while (m_position < m_text.size() && m_text[m_position] != '"')
            m_position += m_text[m_position] == '\\' ? 2 : 1;
        m_position = std::min(m_position, m_text.size());
        const std::string_view content = m_text.substr(begin, m_position - begin);
        take('"');
        return content;
    }

    void skipValue()
    {
        qint64 depth = 0;
        do {
            const char next = peek();
            if (next == '\0')
                return;
            if (next == '"') {
                takeString();
            } else if (next == '{' || next == '[') {
                ++depth;
                ++m_position;
            } else if (next == '}' || next == ']') {
                --depth;
                ++m_position;
            } else if (next == ',' || next == ':') {
                ++m_position;
            } else {
                m_position = std::min(m_text.find_first_of(" \t\r\n,:]}", m_position), m_text.size());
            }
        } while (depth > 0);
    }

    /// From a value to one of its parts; gives where the part begins (a member: its name), and stands on its value.
    std::optional<std::size_t> enter(const std::string& token)
    {
        if (take('{'))
            return enterMember(token);
        if (take('['))
            return enterElement(token);
        return std::nullopt;
    }

private:
    std::optional<std::size_t> enterMember(const std::string& token)
    {
        while (peek() == '"') {
            const std::size_t begin = m_position;
            const auto name = takeString();
            if (!take(':'))
                return std::nullopt;
            if (name == token)
                return begin;
            skipValue();
            if (!take(','))
                return std::nullopt;
        }
        return std::nullopt;
    }

    std::optional<std::size_t> enterElement(const std::string& token)
    {
        std::size_t index = 0;
        const char* end = token.data() + token.size();
        if (std::from_chars(token.data(), end, index).ptr != end)
            return std::nullopt;
        for (; index > 0; --index) {
            skipValue();
            if (!take(','))
                return std::nullopt;
        }
        peek();
        return m_position;
    }

    std::string_view m_text;
    std::size_t m_position = 0;
};

/// The pointer's next token, its ~0 and ~1 put back; the rest stays in `pointer`.
std::string takeToken(std::string_view& pointer)
{
    pointer.remove_prefix(1);
    const std::string_view raw = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(raw.size());
    std::string token;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        const bool escaped = raw[i] == '~' && i + 1 < raw.size();
        token.push_back(!escaped ? raw[i] : raw[i + 1] == '1' ? '/' : '~');
        i += escaped ? 1 : 0;
    }
    return token;
}

} // namespace

qsizetype offsetOfPointer(QByteArrayView json, std::string_view pointer)
{
    JsonCursor cursor({json.data(), static_cast<std::size_t>(json.size())});
    std::size_t place = 0;
    while (pointer.starts_with('/')) {
        const auto found = cursor.enter(takeToken(pointer));
        if (!found)
            break;
        place = *found;
    }
    return static_cast<qsizetype>(place);
}

qint64 lineOfPointer(QByteArrayView json, std::string_view pointer)
{
    if (!json.contains('\n'))
        return 0;
    const QByteArrayView before = json.first(offsetOfPointer(json, pointer));
    return std::count(before.begin(), before.end(), '\n');
}

} // namespace orderdesk
