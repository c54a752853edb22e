#include "lookup/LookupText.h"

#include "domain/OrderRules.h"

#include <QRegularExpression>

namespace orderdesk {

namespace {

bool isInvisible(QChar character)
{
    return character.isSpace() || character.category() == QChar::Other_Control ||
           character.category() == QChar::Other_Format;
}

QString withoutEdges(QStringView text)
{
    while (!text.isEmpty() && isInvisible(text.front())) {
        text = text.mid(1);
    }
    while (!text.isEmpty() && isInvisible(text.back())) {
        text.chop(1);
    }
    return text.toString();
}

/// One step; the text itself when there is nothing to take away.
QString peeled(const QString& text)
{
    static const QRegularExpression member(QStringLiteral("^\"[a-z_]+\"\\s*:\\s*(.+)$"));
    static const QRegularExpression scheme(QStringLiteral("^(mailto|tel):(.+)$"),
                                           QRegularExpression::CaseInsensitiveOption);
    static const QString pairs = QStringLiteral("\"\"''``«»»«“”„“‘’<>");
    if (text.size() > 1 && QStringLiteral(",;").contains(text.back())) {
        return text.chopped(1);
    }
    for (qsizetype i = 0; i < pairs.size(); i += 2) {
        if (text.size() > 2 && text.front() == pairs.at(i) && text.back() == pairs.at(i + 1) &&
            !text.mid(1, text.size() - 2).contains(pairs.at(i))) {
            return text.mid(1, text.size() - 2);
        }
    }
    if (const auto match = member.match(text); match.hasMatch()) {
        return match.captured(1);
    }
    if (const auto match = scheme.match(text); match.hasMatch()) {
        return match.captured(2);
    }
    return text;
}

} // namespace

QString lookupText(const QString& typed)
{
    QString text = withoutEdges(typed);
    for (QString next = withoutEdges(peeled(text)); next != text && !next.isEmpty();
         next = withoutEdges(peeled(text))) {
        text = next;
    }
    static const QRegularExpression breaks(QStringLiteral("[\\r\\n\\t]+"));
    return text.replace(breaks, QStringLiteral(" "));
}

bool mayBeOrderNumber(const QString& text)
{
    return isOrderUid(text.toStdString());
}

} // namespace orderdesk
