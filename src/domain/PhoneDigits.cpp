#include "domain/PhoneDigits.h"

namespace orderdesk {

std::vector<std::string> phoneDigits(const QString& text)
{
    constexpr qsizetype fewest = 5;
    constexpr qsizetype most = 32;
    std::string digits;
    for (const QChar character : text) {
        if (character >= QLatin1Char('0') && character <= QLatin1Char('9')) {
            digits += character.toLatin1();
        } else if (!character.isSpace() && character.category() != QChar::Punctuation_Dash &&
                   !QStringLiteral("+()[]./").contains(character)) {
            return {};
        }
    }
    const auto count = static_cast<qsizetype>(digits.size());
    if (count < fewest || count > most) {
        return {};
    }
    std::vector<std::string> ways{digits};
    if (digits.starts_with("00") && count - 2 >= fewest) {
        ways.push_back(digits.substr(2));
    }
    constexpr qsizetype russian = 11;
    if (digits.starts_with('8') && count == russian) {
        ways.push_back('7' + digits.substr(1));
    }
    return ways;
}

} // namespace orderdesk
