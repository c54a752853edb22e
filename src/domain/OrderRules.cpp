#include "domain/OrderRules.h"

#include <algorithm>
#include <utility>

namespace orderdesk {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}
bool isLetter(char c)
{
    return isUpper(c) || (c >= 'a' && c <= 'z');
}

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// U+0000 to U+001F and U+007F to U+009F (Unicode's category Cc). Without an early exit: the loop is the decoder's
/// busiest.
bool hasControlCharacter(std::string_view text)
{
    bool found = false;
    unsigned char previous = 0;
    for (const char each : text) {
        const auto c = static_cast<unsigned char>(each);
        found |= c < 0x20 || c == 0x7F || (previous == 0xC2 && c < 0xA0);
        previous = c;
    }
    return found;
}

std::size_t countCharacters(std::string_view text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// A language of 2 or 3 letters, then perhaps a region of 2 letters or 3 digits (BCP 47 without its rarer subtags).
bool isLocale(std::string_view text)
{
    const std::size_t dash = text.find('-');
    const std::string_view language = text.substr(0, dash);
    if (language.size() < 2 || language.size() > 3 || !std::all_of(language.begin(), language.end(), isLetter)) {
        return false;
    }
    if (dash == std::string_view::npos) {
        return true;
    }
    const std::string_view region = text.substr(dash + 1);
    return (region.size() == 2 && std::all_of(region.begin(), region.end(), isLetter)) ||
           (region.size() == 3 && std::all_of(region.begin(), region.end(), isDigit));
}

/// What word processors and spreadsheets put into a phone so that it does not break, and what it stands for.
constexpr std::array<std::pair<std::string_view, char>, 3> kUnbreakable{
    {{"\u00A0", ' '}, {"\u202F", ' '}, {"\u2011", '-'}}};

/// `+`, then 5 to 15 digits (15 is E.164's most) among spaces, dashes, dots and brackets.
bool isPhone(std::string_view text)
{
    if (!isAscii(text)) {
        const std::string plain = plainPhone(text);
        return isAscii(plain) && isPhone(plain);
    }
    const auto digits = std::count_if(text.begin(), text.end(), isDigit);
    return text.starts_with('+') && digits >= 5 && digits <= 15 &&
           std::all_of(text.begin() + 1, text.end(), [](char c) {
               return isDigit(c) || std::string_view(" -.()").find(c) != std::string_view::npos;
           });
}

/// Something, one @, a host of labels that are not empty. Anything finer refuses addresses that work.
bool isEmail(std::string_view text)
{
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos || at == 0 || text.find(' ') != std::string_view::npos) {
        return false;
    }
    const std::string_view host = text.substr(at + 1);
    return !host.empty() && host.find('@') == std::string_view::npos && host.front() != '.' && host.back() != '.' &&
           host.find("..") == std::string_view::npos;
}

bool isCurrency(std::string_view text)
{
    return text.size() == 3 && std::all_of(text.begin(), text.end(), isUpper);
}

const TextFault kNullCharacter{"null_character", Sentence::tr("must not hold U+0000")};
const TextFault kControlCharacter{"control_character", Sentence::tr("must not hold control characters")};
const TextFault kTooLongAddress{"too_long", Sentence::tr("must be at most 4096 characters")};
const TextFault kTooLong{"too_long", Sentence::tr("must be at most 1024 characters")};
const TextFault kEmpty{"empty_string", Sentence::tr("must not be empty")};
const TextFault kOrderUid{"invalid_order_uid",
                          Sentence::tr("must be 1 to 128 of A-Z a-z 0-9 . _ ~ -, and neither . nor ..")};
const TextFault kLocale{"invalid_locale", Sentence::tr("must be a language and perhaps a region, as en or ru-RU")};
const TextFault kPhone{"invalid_phone",
                       Sentence::tr("must be + and 5 to 15 digits; spaces, dashes, dots and brackets are allowed")};
const TextFault kEmail{"invalid_email", Sentence::tr("must have one @ and a host after it")};
const TextFault kCurrency{"invalid_currency", Sentence::tr("must be three capital letters")};

const TextFault* checkFormat(std::string_view text, TextFormat format)
{
    switch (format) {
    case TextFormat::Any:
        return nullptr;
    case TextFormat::NonEmpty:
        return !text.empty() ? nullptr : &kEmpty;
    case TextFormat::OrderUid:
        return isOrderUid(text) ? nullptr : &kOrderUid;
    case TextFormat::Locale:
        return isLocale(text) ? nullptr : &kLocale;
    case TextFormat::Phone:
        return isPhone(text) ? nullptr : &kPhone;
    case TextFormat::Email:
        return isEmail(text) ? nullptr : &kEmail;
    case TextFormat::Currency:
        return isCurrency(text) ? nullptr : &kCurrency;
    }
    return nullptr;
}

} // namespace

std::optional<IntegerRange> integerRange(std::string_view pointer)
{
    const std::string_view name = pointer.substr(pointer.rfind('/') + 1);
    // Each integer's name is in one table only.
    std::optional<IntegerRange> found;
    const auto look = [&](const auto& rules) {
        for (const auto& rule : rules) {
            if (rule.integer != nullptr && rule.name == name) {
                found = IntegerRange{rule.min, rule.max};
            }
        }
    };
    look(kOrderRules);
    look(kPaymentRules);
    look(kItemRules);
    return found;
}

Sentence rangeRule(std::int64_t min, std::int64_t max)
{
    return max == kMaxInteger ? Sentence::tr("must be at least %1, in 64 bits").arg(min)
                              : Sentence::tr("must be at least %1 and at most %2, in 64 bits").arg(min, max);
}

std::string plainPhone(std::string_view text)
{
    std::string plain(text);
    if (isAscii(text)) {
        return plain;
    }
    for (const auto& [unbreakable, character] : kUnbreakable) {
        for (std::size_t at = plain.find(unbreakable); at != std::string::npos; at = plain.find(unbreakable, at)) {
            plain.replace(at, unbreakable.size(), 1, character);
        }
    }
    return plain;
}

bool isOrderUid(std::string_view text)
{
    // A dot segment of a path is resolved before anybody is asked for it (RFC 3986 section 5.2.4).
    return !text.empty() && text.size() <= 128 && text != "." && text != ".." &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return isLetter(c) || isDigit(c) || c == '.' || c == '_' || c == '~' || c == '-';
           });
}

const TextFault* checkText(std::string_view text, TextFormat format, std::size_t maxCharacters)
{
    if (hasControlCharacter(text)) {
        return text.find('\0') != std::string_view::npos ? &kNullCharacter : &kControlCharacter;
    }
    // An order number that is too long breaks its own rule, which is the narrower one.
    if (text.size() > maxCharacters && format != TextFormat::OrderUid && countCharacters(text) > maxCharacters) {
        return maxCharacters == kMaxAddressCharacters ? &kTooLongAddress : &kTooLong;
    }
    return checkFormat(text, format);
}

} // namespace orderdesk
