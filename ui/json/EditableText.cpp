#include "ui/json/EditableText.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>

namespace orderdesk {

namespace {

constexpr char16_t firstPrivate = 0xE000;

/// What QTextDocument would take for something else, or show as nothing, or as another word than it is.
bool isTrouble(QChar character)
{
    const char16_t code = character.unicode();
    return (code < 0x20 && code != u'\n' && code != u'\t') || code == 0x7f || code == 0x2028 || code == 0x2029 ||
           code == 0xFDD0 || code == 0xFDD1 || code == 0xFEFF || code == 0xFFFC || (code >= 0x202a && code <= 0x202e) ||
           (code >= 0x2066 && code <= 0x2069);
}

QChar signFor(QChar character, const QString& text, const QList<std::pair<QChar, QChar>>& taken)
{
    const char16_t code = character.unicode();
    char16_t candidate = code < 0x20 ? static_cast<char16_t>(0x2400 + code) : code == 0x7f ? u'\u2421' : u'\u2426';
    const auto isTaken = [&](QChar sign) {
        return text.contains(sign) ||
               std::any_of(taken.begin(), taken.end(), [sign](const auto& each) { return each.second == sign; });
    };
    for (char16_t next = firstPrivate; isTaken(QChar(candidate)); ++next)
        candidate = next;
    return QChar(candidate);
}

} // namespace

Result<EditableText> EditableText::of(const QByteArray& bytes)
{
    if (bytes.size() > mostBytes)
        return failure(ErrorCode::InvalidInput, Sentence::tr("It is larger than 2 MiB."));
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    QString text = decoder.decode(bytes);
    if (decoder.hasError())
        return failure(ErrorCode::InvalidInput, Sentence::tr("It is no UTF-8 text: an editor would change it."));
    EditableText result;
    const auto pairs = text.count(QLatin1String("\r\n"));
    result.m_crLf = pairs > 0 && pairs == text.count(QLatin1Char('\r')) && pairs == text.count(QLatin1Char('\n'));
    if (result.m_crLf)
        text.remove(QLatin1Char('\r'));
    QString troubles;
    for (const QChar character : std::as_const(text)) {
        if (isTrouble(character) && !troubles.contains(character))
            troubles += character;
    }
    for (const QChar character : std::as_const(troubles))
        result.m_signs.append({character, signFor(character, text, result.m_signs)});
    for (const auto& [character, sign] : std::as_const(result.m_signs))
        text.replace(character, sign);
    result.m_shown = text;
    return result;
}

QByteArray EditableText::bytesOf(const QString& shown) const
{
    QString text = shown;
    for (const auto& [character, sign] : m_signs)
        text.replace(sign, character);
    if (m_crLf)
        text.replace(QLatin1Char('\n'), QLatin1String("\r\n"));
    return text.toUtf8();
}

} // namespace orderdesk
