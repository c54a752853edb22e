#include "ui/json/PrettyJson.h"

#include <algorithm>

namespace orderdesk {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// The end (exclusive) of the string that opens at `start`.
qsizetype endOfString(const QByteArray& json, qsizetype start)
{
    for (qsizetype i = start + 1; i < json.size(); ++i) {
        if (json[i] == '\\')
            ++i;
        else if (json[i] == '"')
            return i + 1;
    }
    return json.size();
}

void newLine(QByteArray& out, int depth, int indent)
{
    // Hostile nesting must not turn a small text into a large one.
    out.append('\n').append(qsizetype{std::min(depth, 64)} * indent, ' ');
}

} // namespace

QByteArray prettyJson(const QByteArray& json, int indent)
{
    QByteArray out;
    out.reserve(json.size() * 2);
    int depth = 0;
    for (qsizetype i = 0; i < json.size();) {
        const char c = json[i];
        if (c == '"') {
            const qsizetype end = endOfString(json, i);
            out.append(json.constData() + i, end - i);
            i = end;
            continue;
        }
        ++i;
        if (isSpace(c))
            continue;
        qsizetype next = i;
        while (next < json.size() && isSpace(json[next]))
            ++next;
        if (c == '{' || c == '[') {
            out.append(c);
            if (next < json.size() && json[next] == (c == '{' ? '}' : ']')) {
                out.append(json[next]);
                i = next + 1;
                continue;
            }
            newLine(out, ++depth, indent);
        } else if (c == '}' || c == ']') {
            depth = std::max(0, depth - 1);
            newLine(out, depth, indent);
            out.append(c);
        } else if (c == ',') {
            out.append(c);
            newLine(out, depth, indent);
        } else if (c == ':') {
            out.append(": ");
        } else {
            out.append(c);
        }
    }
    return out;
}

} // namespace orderdesk
