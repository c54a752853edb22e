#include "json/JsonPlace.h"

#include "json/JsonLexer.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

namespace orderdesk {

namespace {

/// Where the member of this name begins, in the object that `lexer` has just entered; leaves it before the value.
std::optional<qsizetype> enterMember(JsonLexer& lexer, QByteArrayView json, const std::string& name)
{
    while (true) {
        const JsonToken key = lexer.next();
        if (key.kind != JsonToken::Kind::String || lexer.next().kind != JsonToken::Kind::Colon)
            return std::nullopt;
        // As it stands between the quotes.
        if (json.sliced(key.begin + 1, key.end - key.begin - 2) == QByteArrayView(name))
            return key.begin;
        lexer.skipValue();
        if (lexer.next().kind != JsonToken::Kind::Comma)
            return std::nullopt;
    }
}

/// The same for an element of an array.
std::optional<qsizetype> enterElement(JsonLexer& lexer, const std::string& name)
{
    std::size_t index = 0;
    const char* end = name.data() + name.size();
    if (std::from_chars(name.data(), end, index).ptr != end)
        return std::nullopt;
    for (; index > 0; --index) {
        lexer.skipValue();
        if (lexer.next().kind != JsonToken::Kind::Comma)
            return std::nullopt;
    }
    return lexer.peek().begin;
}

/// The pointer's next token, its ~0 and ~1 put back; the rest stays in `pointer`.
std::string takeToken(std::string_view& pointer)
{
    pointer.remove_prefix(1);
    const std::string_view raw = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(raw.size());
    std::string token;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        const bool escaped = raw[i] == '~' && i + 1 < raw.size();
        token.push_back(!escaped ? raw[i] : raw[i + 1] == '1' ? '/' : '~');
        i += escaped ? 1 : 0;
    }
    return token;
}

} // namespace

qsizetype offsetOfPointer(QByteArrayView json, std::string_view pointer)
{
    JsonLexer lexer(json);
    qsizetype place = 0;
    while (pointer.starts_with('/')) {
        const std::string name = takeToken(pointer);
        const JsonToken::Kind kind = lexer.next().kind;
        const auto found = kind == JsonToken::Kind::BeginObject  ? enterMember(lexer, json, name)
                           : kind == JsonToken::Kind::BeginArray ? enterElement(lexer, name)
                                                                 : std::nullopt;
        if (!found)
            break;
        place = *found;
    }
    return place;
}

qint64 lineOfPointer(QByteArrayView json, std::string_view pointer)
{
    if (!json.contains('\n'))
        return 0;
    const QByteArrayView before = json.first(offsetOfPointer(json, pointer));
    return std::count(before.begin(), before.end(), '\n');
}

} // namespace orderdesk
