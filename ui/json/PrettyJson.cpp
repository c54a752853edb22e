#include "ui/json/PrettyJson.h"

#include "json/JsonLexer.h"

#include <algorithm>

namespace orderdesk {

namespace {

using Kind = JsonToken::Kind;

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
    JsonLexer lexer(json);
    while (lexer.next().kind != Kind::End) {
        const JsonToken& token = lexer.token();
        if (token.closes()) {
            depth = std::max(0, depth - 1);
            newLine(out, depth, indent);
        }
        out.append(json.constData() + token.begin, token.end - token.begin);
        if (token.kind == Kind::Colon)
            out.append(' ');
        else if (token.kind == Kind::Comma)
            newLine(out, depth, indent);
        else if (token.opens() &&
                 lexer.peek().kind == (token.kind == Kind::BeginObject ? Kind::EndObject : Kind::EndArray))
            out.append(static_cast<char>(lexer.next().kind));
        else if (token.opens())
            newLine(out, ++depth, indent);
    }
    return out;
}

} // namespace orderdesk
