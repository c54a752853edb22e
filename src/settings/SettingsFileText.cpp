#include "settings/SettingsFileText.h"

#include <QList>

namespace orderdesk {

namespace {

struct Line
{
    QString text; ///< without its end
    QString key;  ///< empty: says nothing
    bool isComment = false;
};

Line readLine(const QString& text)
{
    QString content = text.trimmed();
    const bool isComment = content.startsWith(QLatin1Char('#'));
    while (content.startsWith(QLatin1Char('#')))
        content.remove(0, 1);
    const qsizetype equals = content.indexOf(QLatin1Char('='));
    return {text, equals > 0 ? content.left(equals).trimmed() : QString(), isComment};
}

/// The line with another value: what stands before it stays.
QString withValue(const QString& line, const QString& value)
{
    qsizetype at = line.indexOf(QLatin1Char('=')) + 1;
    while (at < line.size() && line[at] == QLatin1Char(' '))
        ++at;
    QString before = line.left(at);
    if (before.endsWith(QLatin1Char('=')) && !before.endsWith(QLatin1String(" =")))
        return before + value;
    return (before.endsWith(QLatin1Char(' ')) ? before : QString(before + QLatin1Char(' '))) + value;
}

void change(QList<Line>& lines, const QString& key, QStringList values)
{
    qsizetype last = -1;
    for (qsizetype i = 0; i < lines.size();) {
        if (lines[i].isComment || lines[i].key != key) {
            ++i;
            continue;
        }
        if (values.isEmpty()) {
            lines.removeAt(i);
            continue;
        }
        lines[i].text = withValue(lines[i].text, values.takeFirst());
        last = i++;
    }
    for (qsizetype i = 0; last < 0 && i < lines.size(); ++i) {
        if (lines[i].isComment && lines[i].key == key)
            last = i;
    }
    if (last < 0)
        last = lines.size() - 1;
    for (const QString& value : values)
        lines.insert(++last, {key + QLatin1String(" = ") + value, key, false});
}

} // namespace

QString changedSettingsText(const QString& text, const QMap<QString, QStringList>& changes)
{
    const QString end = text.contains(QLatin1String("\r\n")) ? QStringLiteral("\r\n") : QStringLiteral("\n");
    QList<Line> lines;
    if (!text.isEmpty()) {
        QStringList parts = text.split(QLatin1Char('\n'));
        if (parts.last().isEmpty())
            parts.removeLast();
        for (QString& part : parts) {
            if (part.endsWith(QLatin1Char('\r')))
                part.chop(1);
            lines.append(readLine(part));
        }
    }
    for (auto it = changes.begin(); it != changes.end(); ++it)
        change(lines, it.key(), it.value());
    QString result;
    for (const Line& line : lines)
        result += line.text + end;
    return result;
}

} // namespace orderdesk
