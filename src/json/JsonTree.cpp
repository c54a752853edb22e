#include "json/JsonTree.h"

#include "json/StrictJson.h"

#include <optional>

namespace orderdesk {

using Fault = JsonTextFault::Kind;
using Kind = JsonToken::Kind;

/// Goes through the text once, token() is what comes next; every step returns whether it may go on, else m_fault says
/// why not.
class JsonTreeParser final
{
public:
    explicit JsonTreeParser(QByteArrayView json)
        : m_lexer(json)
    {
        m_lexer.next();
    }

    tl::expected<JsonTree, JsonTextFault> parse()
    {
        m_tree.m_nodes.emplace_back();
        if (!value(0, 0) || (token().kind != Kind::End && !fail(Fault::EndExpected))) {
            return tl::unexpected(m_fault);
        }
        return std::move(m_tree);
    }

private:
    bool fail(JsonTextFault fault)
    {
        m_fault = fault;
        return false;
    }
    /// What was expected instead of the next token.
    bool fail(Fault kind) { return fail({kind, token().begin}); }
    const JsonToken& token() const { return m_lexer.token(); }
    JsonTree::Node& node(std::uint32_t index) { return m_tree.m_nodes[index]; }

    bool value(std::uint32_t index, std::size_t depth)
    {
        node(index).begin = token().begin;
        if (token().opens()) {
            // StrictJson counts the outermost as one.
            return depth < StrictJson::kMaxDepth ? container(index, depth + 1) : fail(Fault::TooDeep);
        }
        if (token().fault) {
            return fail(*token().fault);
        }
        if (token().kind != Kind::String && token().kind != Kind::Number && token().kind != Kind::Literal) {
            return fail(Fault::ValueExpected);
        }
        node(index).end = token().end;
        m_lexer.next();
        return true;
    }

    bool container(std::uint32_t index, std::size_t depth)
    {
        const bool isObject = token().kind == Kind::BeginObject;
        const Kind close = isObject ? Kind::EndObject : Kind::EndArray;
        node(index).kind = isObject ? JsonTree::Node::Kind::Object : JsonTree::Node::Kind::Array;
        m_lexer.next();
        for (bool isFirst = true; !isFirst || token().kind != close; isFirst = false) {
            const auto child = static_cast<std::uint32_t>(m_tree.m_nodes.size());
            m_tree.m_nodes.emplace_back();
            node(index).children.push_back(child);
            if ((isObject && !name(child)) || !value(child, depth)) {
                return false;
            }
            if (token().kind == close) {
                break;
            }
            if (token().kind != Kind::Comma) {
                return fail(Fault::CommaOrEndExpected);
            }
            m_lexer.next();
        }
        node(index).end = token().end;
        m_lexer.next();
        return true;
    }

    bool name(std::uint32_t child)
    {
        if (token().kind != Kind::String) {
            return fail(Fault::NameExpected);
        }
        if (token().fault) {
            return fail(*token().fault);
        }
        node(child).nameBegin = token().begin + 1;
        node(child).nameEnd = token().end - 1;
        m_lexer.next();
        if (token().kind != Kind::Colon) {
            return fail(Fault::ColonExpected);
        }
        m_lexer.next();
        return true;
    }

    JsonLexer m_lexer;
    JsonTree m_tree;
    JsonTextFault m_fault;
};

tl::expected<JsonTree, JsonTextFault> JsonTree::parse(QByteArrayView json)
{
    if (json.startsWith("\xEF\xBB\xBF")) {
        return tl::unexpected(JsonTextFault{Fault::ByteOrderMark, 0});
    }
    return JsonTreeParser(json).parse();
}

} // namespace orderdesk
