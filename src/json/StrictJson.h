#pragma once

#include "words/Sentence.h"

#include <QByteArray>

#include <simdjson.h>

#include <memory>
#include <optional>
#include <string_view>

namespace orderdesk {

/// Why a document is not JSON as RFC 8259 and this project read it. The code lives for ever.
struct JsonFault
{
    std::string_view code;
    Sentence rule;
};

/// Reads a document strictly: what this accepts is RFC 8259, valid UTF-8 without BOM, without lone surrogates, nested
/// at most 32 deep, at most 16 MiB. Duplicate keys and U+0000 are seen by who walks the document. Not thread-safe.
class StrictJson final
{
public:
    static constexpr std::size_t kMaxDepth = 32;
    static constexpr std::size_t kMaxSize = 16 * 1024 * 1024;

    /// `root` points into this object, until the next call.
    std::optional<JsonFault> parse(const QByteArray& json, simdjson::dom::element& root);

    /// A number no 64-bit integer and no double can hold is valid JSON: simdjson refuses it, so it is replaced. True
    /// if `value` is the replacement of an integer.
    bool isOversizedInteger(const simdjson::dom::element& value) const;

private:
    simdjson::error_code parseCopy(std::size_t size, simdjson::dom::element& root);
    void copyPadded(const QByteArray& json);

    simdjson::dom::parser m_parser{kMaxSize};
    std::unique_ptr<char[]> m_copy;
    std::size_t m_copyCapacity = 0;
    bool m_numbersReplaced = false;
};

} // namespace orderdesk
