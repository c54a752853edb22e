#include "ui/json/JsonHighlighter.h"

#include "ui/widgets/Theme.h"

#include <QRegularExpression>

namespace orderdesk {

JsonHighlighter::JsonHighlighter(QTextDocument* document)
    : QSyntaxHighlighter(document)
{
}

void JsonHighlighter::highlightBlock(const QString& text)
{
    static const QRegularExpression token(
        QStringLiteral(R"(("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*|\btrue\b|\bfalse\b|\bnull\b))"));
    for (auto matches = token.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        const int group = match.capturedLength(1) > 0 ? 1 : 3;
        const Tone tone = group == 3 ? Tone::Warning : (match.capturedLength(2) > 0 ? Tone::Info : Tone::Good);
        setFormat(static_cast<int>(match.capturedStart(group)), static_cast<int>(match.capturedLength(group)),
                  theme::toneText(tone));
    }
}

} // namespace orderdesk
