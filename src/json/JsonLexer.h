#pragma once

#include <QByteArrayView>

#include <optional>
#include <string_view>

namespace orderdesk {

/// What is wrong with a JSON text, and where.
struct JsonTextFault
{
    enum class Kind {
        ByteOrderMark,
        ValueExpected, ///< also: the text is empty, a number or word is misspelt
        NameExpected,  ///< "name" or }
        ColonExpected,
        CommaOrEndExpected, ///< , or the closing bracket
        RawControl,         ///< in a string; must be escaped
        BadEscape,
        LoneSurrogate,
        OpenString,
        TooDeep,
        EndExpected, ///< something follows the document
    };

    Kind kind = Kind::ValueExpected;
    qsizetype offset = 0; ///< byte; that of the end when the text ends too early

    friend bool operator==(const JsonTextFault&, const JsonTextFault&) = default;
};

/// One token of a JSON text: what it begins as, how far it goes and, if it is none of RFC 8259, why not.
struct JsonToken
{
    enum class Kind : char {
        BeginObject = '{',
        EndObject = '}',
        BeginArray = '[',
        EndArray = ']',
        Colon = ':',
        Comma = ',',
        String = '"',
        Number = '0',
        Literal = 't', ///< true, false, null
        Other = '?',   ///< a byte that begins no token
        End = '\0',    ///< of the text
    };

    Kind kind = Kind::End;
    bool isOpen = false; ///< a string that the text ends in
    qsizetype begin = 0;
    qsizetype end = 0;                  ///< exclusive; a string is with its quotes
    std::optional<JsonTextFault> fault; ///< the first

    bool opens() const { return kind == Kind::BeginObject || kind == Kind::BeginArray; }
    bool closes() const { return kind == Kind::EndObject || kind == Kind::EndArray; }
};

/// Takes JSON text (RFC 8259) apart into tokens, broken text too: every byte that is no blank is in one of them, in
/// order. Does not judge their order, nor UTF-8. A value that refers to the text; a copy goes on from where it stands.
class JsonLexer final
{
public:
    explicit JsonLexer(QByteArrayView text, qsizetype from = 0)
        : m_text(text)
        , m_at(from)
    {
    }

    /// Goes to the next token; that is the End over and over at the end.
    const JsonToken& next();
    const JsonToken& token() const { return m_token; } ///< where it stands
    JsonToken peek() const { return JsonLexer(*this).next(); }
    /// Reads a value, an object or array to its end; says where it ends.
    qsizetype skipValue();

    struct Escape
    {
        enum class Form { Good, Bad, LoneSurrogate };

        int length; ///< of both of a pair of surrogates; of a bad one: the backslash and what it hides
        Form form;
    };
    /// The escape whose backslash is at `at`.
    static Escape escapeAt(QByteArrayView text, qsizetype at);

private:
    char current() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    bool take(char character);
    bool takeWord(std::string_view word);
    bool takeDigits();
    bool takeNumber();
    void readString();
    void note(JsonTextFault::Kind fault, qsizetype offset);

    QByteArrayView m_text;
    qsizetype m_at;
    JsonToken m_token;
};

} // namespace orderdesk
