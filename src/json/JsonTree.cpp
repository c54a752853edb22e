#include "json/JsonTree.h"

#include "json/StrictJson.h"

#include <optional>

namespace orderdesk {

using Kind = JsonTextFault::Kind;

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

int hexDigit(char c)
{
    if (isDigit(c)) {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

} // namespace

/// Goes through the text once; every step returns whether it may go on, else m_fault says why not.
class JsonTreeParser final
{
public:
    explicit JsonTreeParser(QByteArrayView json)
        : m_json(json)
    {
    }

    tl::expected<JsonTree, JsonTextFault> parse()
    {
        if (m_json.startsWith("\xEF\xBB\xBF")) {
            return tl::unexpected(JsonTextFault{Kind::ByteOrderMark, 0});
        }
        m_tree.m_nodes.emplace_back();
        if (!value(0, 0)) {
            return tl::unexpected(*m_fault);
        }
        skipSpace();
        if (m_at < m_json.size()) {
            return tl::unexpected(JsonTextFault{Kind::EndExpected, m_at});
        }
        return std::move(m_tree);
    }

private:
    bool fail(Kind kind, qsizetype offset)
    {
        m_fault = JsonTextFault{kind, offset};
        return false;
    }
    char peek() const { return m_at < m_json.size() ? m_json[m_at] : '\0'; }
    void skipSpace()
    {
        while (m_at < m_json.size() && (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r')) {
            ++m_at;
        }
    }
    JsonTree::Node& node(std::uint32_t index) { return m_tree.m_nodes[index]; }

    bool value(std::uint32_t index, std::size_t depth)
    {
        skipSpace();
        const char first = peek();
        node(index).begin = m_at;
        bool good = false;
        if (first == '{' || first == '[') {
            node(index).kind = first == '{' ? JsonTree::Node::Kind::Object : JsonTree::Node::Kind::Array;
            // StrictJson counts the outermost as one.
            good = depth >= StrictJson::kMaxDepth ? fail(Kind::TooDeep, m_at) : container(index, depth + 1);
        } else if (first == '"') {
            good = string();
        } else if (first == '-' || isDigit(first)) {
            good = number();
        } else {
            good = word("true") || word("false") || word("null") || fail(Kind::ValueExpected, m_at);
        }
        node(index).end = m_at;
        return good;
    }

    bool container(std::uint32_t index, std::size_t depth)
    {
        const bool isObject = m_json[m_at] == '{';
        const char close = isObject ? '}' : ']';
        ++m_at;
        skipSpace();
        if (peek() == close) {
            ++m_at;
            return true;
        }
        while (true) {
            const auto child = static_cast<std::uint32_t>(m_tree.m_nodes.size());
            m_tree.m_nodes.emplace_back();
            node(index).children.push_back(child);
            if ((isObject && !name(child)) || !value(child, depth)) {
                return false;
            }
            skipSpace();
            if (peek() == close) {
                ++m_at;
                return true;
            }
            if (peek() != ',') {
                return fail(Kind::CommaOrEndExpected, m_at);
            }
            ++m_at;
        }
    }

    bool name(std::uint32_t child)
    {
        skipSpace();
        if (peek() != '"') {
            return fail(Kind::NameExpected, m_at);
        }
        const qsizetype begin = m_at + 1;
        if (!string()) {
            return false;
        }
        node(child).nameBegin = begin;
        node(child).nameEnd = m_at - 1;
        skipSpace();
        if (peek() != ':') {
            return fail(Kind::ColonExpected, m_at);
        }
        ++m_at;
        return true;
    }

    bool string()
    {
        const qsizetype begin = m_at;
        for (++m_at; m_at < m_json.size(); ++m_at) {
            const char c = m_json[m_at];
            if (c == '"') {
                ++m_at;
                return true;
            }
            if (static_cast<unsigned char>(c) < 0x20) {
                return fail(Kind::RawControl, m_at);
            }
            if (c == '\\' && !escape()) {
                return false;
            }
        }
        return fail(Kind::OpenString, begin);
    }

    /// Stands on the backslash, leaves on the escape's last character.
    bool escape()
    {
        const qsizetype begin = m_at;
        ++m_at;
        if (peek() != 'u') {
            return (m_at < m_json.size() && std::string_view("\"\\/bfnrt").find(peek()) != std::string_view::npos) ||
                   fail(Kind::BadEscape, begin);
        }
        const std::optional<int> unit = escapedUnit(m_at);
        if (!unit) {
            return fail(Kind::BadEscape, begin);
        }
        m_at += 4;
        if (*unit < 0xD800 || *unit > 0xDFFF) {
            return true;
        }
        const bool followed = m_at + 2 < m_json.size() && m_json[m_at + 1] == '\\' && m_json[m_at + 2] == 'u';
        const std::optional<int> low = followed ? escapedUnit(m_at + 2) : std::nullopt;
        if (*unit > 0xDBFF || !low || *low < 0xDC00 || *low > 0xDFFF) {
            return fail(Kind::LoneSurrogate, begin);
        }
        m_at += 6;
        return true;
    }

    /// Of the four digits after the u at `at`.
    std::optional<int> escapedUnit(qsizetype at) const
    {
        if (at + 4 >= m_json.size()) {
            return std::nullopt;
        }
        int unit = 0;
        for (qsizetype i = at + 1; i <= at + 4; ++i) {
            const int digit = hexDigit(m_json[i]);
            if (digit < 0) {
                return std::nullopt;
            }
            unit = unit * 16 + digit;
        }
        return unit;
    }

    bool digits()
    {
        const qsizetype begin = m_at;
        while (isDigit(peek())) {
            ++m_at;
        }
        return m_at > begin || fail(Kind::ValueExpected, m_at);
    }

    bool number()
    {
        if (peek() == '-') {
            ++m_at;
        }
        // A zero at the beginning stands alone.
        if (peek() == '0') {
            ++m_at;
        } else if (!digits()) {
            return false;
        }
        if (isDigit(peek())) {
            return fail(Kind::ValueExpected, m_at);
        }
        if (peek() == '.') {
            ++m_at;
            if (!digits()) {
                return false;
            }
        }
        if (peek() == 'e' || peek() == 'E') {
            ++m_at;
            if (peek() == '+' || peek() == '-') {
                ++m_at;
            }
            return digits();
        }
        return true;
    }

    bool word(std::string_view expected)
    {
        const QByteArrayView rest = m_json.sliced(m_at);
        if (!rest.startsWith(QByteArrayView(expected.data(), static_cast<qsizetype>(expected.size())))) {
            return false;
        }
        m_at += static_cast<qsizetype>(expected.size());
        return true;
    }

    const QByteArrayView m_json;
    qsizetype m_at = 0;
    JsonTree m_tree;
    std::optional<JsonTextFault> m_fault;
};

tl::expected<JsonTree, JsonTextFault> JsonTree::parse(QByteArrayView json)
{
    return JsonTreeParser(json).parse();
}

} // namespace orderdesk
