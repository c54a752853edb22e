#pragma once

#include <QByteArrayView>

#include <tl/expected.hpp>

#include <cstdint>
#include <vector>

namespace orderdesk {

/// What is wrong with a JSON text, and where.
struct JsonTextFault
{
    enum class Kind {
        ByteOrderMark,
        ValueExpected, ///< also: the text is empty, a number or word is misspelt
        NameExpected,  ///< "name" or }
        ColonExpected,
        CommaOrEndExpected, ///< , or the closing bracket
        RawControl,         ///< in a string; must be escaped
        BadEscape,
        LoneSurrogate,
        OpenString,
        TooDeep,
        EndExpected, ///< something follows the document
    };

    Kind kind = Kind::ValueExpected;
    qsizetype offset = 0; ///< byte; that of the end when the text ends too early
};

/// The places of all values of a JSON text (RFC 8259, as StrictJson reads it, but for UTF-8, which it does not look
/// at): what a person who edits it needs and a parser does not give. A value; refers to no text.
class JsonTree final
{
public:
    struct Node
    {
        enum class Kind { Object, Array, Scalar };

        Kind kind = Kind::Scalar;
        qsizetype begin = 0;
        qsizetype end = 0;       ///< exclusive
        qsizetype nameBegin = 0; ///< of a member's name, between its quotes
        qsizetype nameEnd = 0;
        std::vector<std::uint32_t> children; ///< indices, in the order of the text
    };

    static tl::expected<JsonTree, JsonTextFault> parse(QByteArrayView json);

    const Node& root() const { return m_nodes.front(); }
    const Node& node(std::uint32_t index) const { return m_nodes[index]; }

private:
    friend class JsonTreeParser;

    std::vector<Node> m_nodes; ///< the root first
};

} // namespace orderdesk
