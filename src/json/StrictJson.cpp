#include "json/StrictJson.h"

#include "json/JsonLexer.h"
#include "json/NumberMender.h"

#include <bit>
#include <cstring>

namespace orderdesk {

namespace {

constexpr std::size_t kKeptCapacity = 1024 * 1024;

const JsonFault kEmpty{"invalid_json",
                       orderdesk::Sentence::tr("the message must be a JSON document (RFC 8259), it is empty")};
const JsonFault kInvalid{"invalid_json", Sentence::tr("the message must be one JSON document (RFC 8259)")};
const JsonFault kRawControl{"invalid_json",
                            Sentence::tr("control characters in JSON strings must be escaped (RFC 8259)")};
const JsonFault kOpenString{"invalid_json", Sentence::tr("a JSON string must be closed (RFC 8259)")};
const JsonFault kTooLarge{"too_large", Sentence::tr("the document must be at most 16 MiB")};
const JsonFault kByteOrderMark{"byte_order_mark", Sentence::tr("the document must not begin with a byte order mark")};
const JsonFault kInvalidUtf8{"invalid_utf8", Sentence::tr("the document must be valid UTF-8")};
const JsonFault kTooDeep{"nesting_too_deep", Sentence::tr("objects and arrays must be nested at most 32 deep")};
const JsonFault kLoneSurrogate{"lone_surrogate",
                               Sentence::tr("\\u escapes of surrogates must come in pairs, high before low")};

/// In JSON a backslash stands only in strings, so the text needs no tokens to be searched.
bool hasLoneSurrogate(std::string_view json)
{
    for (std::size_t at = json.find('\\'); at != std::string_view::npos;) {
        const JsonLexer::Escape escape = JsonLexer::escapeAt(json, static_cast<qsizetype>(at));
        if (escape.form == JsonLexer::Escape::Form::LoneSurrogate) {
            return true;
        }
        at = json.find('\\', at + static_cast<std::size_t>(escape.length));
    }
    return false;
}

JsonFault describe(simdjson::error_code error, std::string_view json)
{
    // Which of two faults simdjson meets first differs between its versions.
    if (!simdjson::validate_utf8(json.data(), json.size())) {
        return kInvalidUtf8;
    }
    switch (error) {
    case simdjson::DEPTH_ERROR:
        return kTooDeep;
    case simdjson::CAPACITY:
    case simdjson::MEMALLOC:
        return kTooLarge;
    case simdjson::UNESCAPED_CHARS:
        return kRawControl;
    case simdjson::UNCLOSED_STRING:
        return kOpenString;
    case simdjson::STRING_ERROR:
        return hasLoneSurrogate(json) ? kLoneSurrogate : kInvalid;
    default:
        return kInvalid;
    }
}

} // namespace

std::optional<JsonFault> StrictJson::parse(const QByteArray& json, simdjson::dom::element& root)
{
    const std::string_view text(json.constData(), static_cast<std::size_t>(json.size()));
    m_numbersReplaced = false;
    if (text.empty()) {
        return kEmpty;
    }
    if (text.size() > kMaxSize) {
        return kTooLarge;
    }
    if (text.starts_with("\xEF\xBB\xBF")) {
        return kByteOrderMark;
    }
    if (m_copyCapacity > kKeptCapacity) {
        m_parser = simdjson::dom::parser(kMaxSize);
        m_copy.reset();
        m_copyCapacity = 0;
    }

    // Always a copy: simdjson reads beyond the end, and whether these bytes are ours to read QByteArray does not tell.
    copyPadded(json);
    simdjson::error_code error = parseCopy(text.size(), root);
    if (error != simdjson::SUCCESS && mendNumbers(m_copy.get(), text.size())) {
        m_numbersReplaced = true;
        error = parseCopy(text.size(), root);
    }
    if (error != simdjson::SUCCESS) {
        return describe(error, text);
    }
    if (hasLoneSurrogate(text)) {
        return kLoneSurrogate;
    }
    return std::nullopt;
}

bool StrictJson::isOversizedInteger(const simdjson::dom::element& value) const
{
    double number = 0;
    return m_numbersReplaced && value.type() == simdjson::dom::element_type::DOUBLE &&
           value.get_double().get(number) == simdjson::SUCCESS && number == kOversizedInteger;
}

simdjson::error_code StrictJson::parseCopy(std::size_t size, simdjson::dom::element& root)
{
    if (m_parser.max_depth() != kMaxDepth || m_parser.capacity() < size) {
        const simdjson::error_code error = m_parser.allocate(std::bit_ceil(size), kMaxDepth);
        if (error != simdjson::SUCCESS) {
            return error;
        }
    }
    return m_parser.parse(m_copy.get(), size, false).get(root);
}

void StrictJson::copyPadded(const QByteArray& json)
{
    const auto size = static_cast<std::size_t>(json.size());
    const std::size_t needed = size + simdjson::SIMDJSON_PADDING;
    if (m_copyCapacity < needed) {
        m_copyCapacity = std::bit_ceil(needed);
        m_copy = std::make_unique<char[]>(m_copyCapacity);
    }
    std::memcpy(m_copy.get(), json.constData(), size);
}

} // namespace orderdesk
