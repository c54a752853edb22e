#pragma once

#include "json/JsonLexer.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <vector>

namespace orderdesk {

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
