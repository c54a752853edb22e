#include "json/NumberMender.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string_view>

namespace orderdesk {

namespace {

// Both are shorter than any number they replace: the shortest double that overflows has 5 characters (1e309).
constexpr std::string_view kIntegerReplacement = "1e300";
constexpr std::string_view kDoubleReplacement = "1e299";

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::size_t digitsFrom(std::string_view text, std::size_t start)
{
    std::size_t end = start;
    while (end < text.size() && isDigit(text[end])) {
        ++end;
    }
    return end - start;
}

/// The length of the RFC 8259 number at the start of `text`, 0 if there is none; tells whether it is an integer.
std::size_t numberLength(std::string_view text, bool& integer)
{
    integer = true;
    std::size_t at = text.starts_with('-') ? 1 : 0;
    const std::size_t whole = digitsFrom(text, at);
    if (whole == 0 || (whole > 1 && text[at] == '0')) {
        return 0;
    }
    at += whole;
    if (at < text.size() && text[at] == '.') {
        const std::size_t digits = digitsFrom(text, at + 1);
        if (digits == 0) {
            return 0;
        }
        integer = false;
        at += 1 + digits;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        std::size_t exponent = at + 1;
        if (exponent < text.size() && (text[exponent] == '+' || text[exponent] == '-')) {
            ++exponent;
        }
        const std::size_t digits = digitsFrom(text, exponent);
        if (digits == 0) {
            return 0;
        }
        integer = false;
        at = exponent + digits;
    }
    return at;
}

template <typename Number>
bool fits(std::string_view text)
{
    Number value{};
    return std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc{};
}

/// The index of the quote that ends the string which starts at `start`.
std::size_t endOfString(std::string_view json, std::size_t start)
{
    std::size_t at = start + 1;
    while (at < json.size() && json[at] != '"') {
        at += json[at] == '\\' ? 2 : 1;
    }
    return at;
}

} // namespace

bool mendNumbers(char* json, std::size_t size)
{
    const std::string_view text(json, size);
    bool mended = false;
    for (std::size_t at = 0; at < size;) {
        if (text[at] == '"') {
            at = endOfString(text, at) + 1;
            continue;
        }
        if (text[at] != '-' && !isDigit(text[at])) {
            ++at;
            continue;
        }
        bool integer = false;
        const std::size_t length = numberLength(text.substr(at), integer);
        const std::string_view number = text.substr(at, length);
        if (length > 0 && !(integer ? fits<std::int64_t>(number) : fits<double>(number))) {
            const std::string_view replacement = integer ? kIntegerReplacement : kDoubleReplacement;
            std::fill_n(json + at, length, ' ');
            std::copy(replacement.begin(), replacement.end(), json + at);
            mended = true;
        }
        // Past the whole run, so that the tail of a malformed number is never taken for a number of its own.
        at = std::min(text.find_first_not_of("0123456789+-.eE", at), size);
    }
    return mended;
}

} // namespace orderdesk
