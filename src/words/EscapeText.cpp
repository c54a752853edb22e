#include "words/EscapeText.h"

#include <algorithm>

namespace orderdesk {

namespace {

bool needsEscape(QChar character)
{
    const char16_t code = character.unicode();
    const bool isControl = code < 0x20 || (code >= 0x7f && code <= 0x9f);
    const bool isSeparator = code == 0x2028 || code == 0x2029;
    const bool turnsDirection = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) ||
                                code == 0x200e || code == 0x200f || code == 0x061c;
    return isControl || isSeparator || turnsDirection;
}

QString escaped(QChar character)
{
    if (character == QLatin1Char('\n'))
        return QStringLiteral("\\n");
    if (character == QLatin1Char('\r'))
        return QStringLiteral("\\r");
    if (character == QLatin1Char('\t'))
        return QStringLiteral("\\t");
    return QStringLiteral("\\u%1").arg(static_cast<uint>(character.unicode()), 4, 16, QLatin1Char('0'));
}

} // namespace

QString escapeText(const QString& text)
{
    if (std::none_of(text.begin(), text.end(), needsEscape))
        return text;
    QString result;
    result.reserve(text.size() + 16);
    for (const QChar character : text) {
        if (needsEscape(character))
            result += escaped(character);
        else
            result += character;
    }
    return result;
}

QString quoteText(const QString& text)
{
    constexpr qsizetype most = 60;
    const QString cut = text.size() > most ? QString(text.left(most) + QChar(0x2026)) : text;
    return QLatin1Char('"') + escapeText(cut) + QLatin1Char('"');
}

} // namespace orderdesk
