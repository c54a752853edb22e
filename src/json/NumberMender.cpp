#include "json/NumberMender.h"

#include "json/JsonLexer.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string_view>

namespace orderdesk {

namespace {

// Both are shorter than any number they replace: the shortest double that overflows has 5 characters (1e309).
constexpr std::string_view kIntegerReplacement = "1e300";
constexpr std::string_view kDoubleReplacement = "1e299";

template <typename Number>
bool fits(std::string_view text)
{
    Number value{};
    return std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc{};
}

} // namespace

bool mendNumbers(char* json, std::size_t size)
{
    JsonLexer lexer(QByteArrayView(json, static_cast<qsizetype>(size)));
    bool mended = false;
    qsizetype numberEnd = -1;
    while (lexer.next().kind != JsonToken::Kind::End) {
        const JsonToken& token = lexer.token();
        // The tail of a malformed number is no number of its own: with its tail mended, 1-1e999 would read as one.
        const bool isTail = token.begin == numberEnd;
        numberEnd = token.kind == JsonToken::Kind::Number ? token.end : -1;
        if (token.kind != JsonToken::Kind::Number || token.fault || isTail) {
            continue;
        }
        const std::string_view number(json + token.begin, static_cast<std::size_t>(token.end - token.begin));
        const bool isInteger = number.find_first_of(".eE") == std::string_view::npos;
        if (!(isInteger ? fits<std::int64_t>(number) : fits<double>(number))) {
            const std::string_view replacement = isInteger ? kIntegerReplacement : kDoubleReplacement;
            std::fill_n(json + token.begin, number.size(), ' ');
            std::copy(replacement.begin(), replacement.end(), json + token.begin);
            mended = true;
        }
    }
    return mended;
}

} // namespace orderdesk
