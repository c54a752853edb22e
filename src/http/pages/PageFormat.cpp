#include "http/pages/PageFormat.h"

namespace orderdesk {

std::string formatNumber(std::int64_t number, PageLanguage language)
{
    const std::string separator = language == PageLanguage::Russian ? "\u202f" : ",";
    std::string digits = std::to_string(number);
    const std::size_t first = number < 0 ? 1 : 0;
    std::string text = digits.substr(0, first);
    digits = digits.substr(first);
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0)
            text += separator;
        text += digits[i];
    }
    return text;
}

std::string formatMoney(std::int64_t amount, const std::string& currency, PageLanguage language)
{
    return formatNumber(amount, language) + "\u00a0" + currency;
}

std::string formatMoment(Timestamp time)
{
    std::string text = formatRfc3339(std::chrono::floor<std::chrono::seconds>(time)).toStdString();
    const std::size_t t = text.find('T');
    if (t != std::string::npos)
        text[t] = ' ';
    if (!text.empty() && text.back() == 'Z')
        text.replace(text.size() - 1, 1, " UTC");
    return text;
}

std::string formatUnixSeconds(std::int64_t seconds)
{
    constexpr std::int64_t endOfYear9999 = 253402300799;
    if (seconds < 0 || seconds > endOfYear9999)
        return std::to_string(seconds);
    return formatMoment(Timestamp(std::chrono::seconds(seconds)));
}

} // namespace orderdesk
