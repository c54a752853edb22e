#include "json/JsonLexer.h"

#include <QChar>

#include <algorithm>
#include <string_view>

namespace orderdesk {

// How one lexer serves readers that judge and readers that must cope.
//
// JsonTree stops at the first fault and has to point at the byte that a person mistyped. Indenting, the search for a
// place, the end of a record in a stream and the mending of numbers run over text of which nothing is known, and must
// agree with each other, and with simdjson where the text is good, on where each string ends: one that ended elsewhere
// would turn brackets of a text into brackets of the document. So a token has two halves. Its kind and its bounds
// follow from the simplest rule there is (a string goes to the next quote that no backslash hides, whatever is in it; a
// number goes as far as it is one). What RFC 8259 has against it stands beside them, for those who judge.
//
// A token therefore ends where it ceases to be one and not at a gap: 1-2 is 1 and -2. Who judges finds no comma between
// them; who changes tokens has to look whether one touches the one before (NumberMender does).
//
// simdjson stays the parser of messages: it is faster, and looks at UTF-8 too. But it does not say where a fault is,
// nor in all its versions that a surrogate is alone. StrictJson asks escapeAt() for the latter, at backslashes only.

namespace {

using Fault = JsonTextFault::Kind;
using Kind = JsonToken::Kind;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isPunctuation(char c)
{
    return c == ',' || c == ':' || c == '{' || c == '}' || c == '[' || c == ']';
}

/// What stands behind the backslash.
bool isShortEscape(char c)
{
    return c == 'n' || c == '"' || c == '\\' || c == '/' || c == 't' || c == 'r' || c == 'b' || c == 'f';
}

/// 16: it is none.
unsigned hexDigit(char c)
{
    const auto letter = static_cast<unsigned>((c | 0x20) - 'a');
    return isDigit(c) ? static_cast<unsigned>(c - '0') : letter < 6 ? letter + 10 : 16;
}

/// Of the \uXXXX at `at`; beyond 16 bits: there is none.
unsigned escapedUnit(QByteArrayView text, qsizetype at)
{
    constexpr unsigned none = 0x10000;
    if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') {
        return none;
    }
    const unsigned digits[] = {hexDigit(text[at + 2]), hexDigit(text[at + 3]), hexDigit(text[at + 4]),
                               hexDigit(text[at + 5])};
    const bool isGood = (digits[0] | digits[1] | digits[2] | digits[3]) < 16;
    return isGood ? digits[0] << 12 | digits[1] << 8 | digits[2] << 4 | digits[3] : none;
}

} // namespace

const JsonToken& JsonLexer::next()
{
    while (isSpace(current())) {
        ++m_at;
    }
    m_token.kind = Kind::End;
    m_token.isOpen = false;
    m_token.begin = m_at;
    m_token.fault.reset();
    const char first = current();
    if (first == '"') {
        m_token.kind = Kind::String;
        readString();
    } else if (isPunctuation(first)) {
        m_token.kind = static_cast<Kind>(first);
        ++m_at;
    } else if (first == '-' || isDigit(first)) {
        m_token.kind = Kind::Number;
        if (!takeNumber()) {
            note(Fault::ValueExpected, m_at);
        }
    } else if (takeWord("true") || takeWord("false") || takeWord("null")) {
        m_token.kind = Kind::Literal;
    } else if (m_at < m_text.size()) {
        m_token.kind = Kind::Other;
        note(Fault::ValueExpected, m_at);
        ++m_at;
    }
    m_token.end = m_at;
    return m_token;
}

qsizetype JsonLexer::skipValue()
{
    qsizetype depth = 0;
    do {
        next();
        depth += m_token.opens() ? 1 : m_token.closes() ? -1 : 0;
    } while (depth > 0 && m_token.kind != Kind::End);
    return m_at;
}

JsonLexer::Escape JsonLexer::escapeAt(QByteArrayView text, qsizetype at)
{
    const unsigned unit = escapedUnit(text, at);
    if (unit > 0xFFFF) {
        return {2, at + 1 < text.size() && isShortEscape(text[at + 1]) ? Escape::Form::Good : Escape::Form::Bad};
    }
    if (!QChar::isSurrogate(unit)) {
        return {6, Escape::Form::Good};
    }
    const bool isPair = QChar::isHighSurrogate(unit) && QChar::isLowSurrogate(escapedUnit(text, at + 6));
    return {isPair ? 12 : 6, isPair ? Escape::Form::Good : Escape::Form::LoneSurrogate};
}

void JsonLexer::readString()
{
    qsizetype at = m_at + 1;
    while (at < m_text.size() && m_text[at] != '"') {
        if (m_text[at] == '\\') {
            const Escape escape = escapeAt(m_text, at);
            if (escape.form != Escape::Form::Good) {
                note(escape.form == Escape::Form::Bad ? Fault::BadEscape : Fault::LoneSurrogate, at);
            }
            at += escape.length;
            continue;
        }
        if (static_cast<unsigned char>(m_text[at]) < 0x20) {
            note(Fault::RawControl, at);
        }
        ++at;
    }
    m_token.isOpen = at >= m_text.size();
    if (m_token.isOpen) {
        note(Fault::OpenString, m_at);
    }
    m_at = std::min(at + 1, m_text.size());
}

void JsonLexer::note(Fault fault, qsizetype offset)
{
    if (!m_token.fault) {
        m_token.fault = {fault, offset};
    }
}

bool JsonLexer::take(char character)
{
    const bool found = current() == character;
    m_at += found ? 1 : 0;
    return found;
}

bool JsonLexer::takeWord(std::string_view word)
{
    const std::string_view rest(m_text.data() + m_at, static_cast<std::size_t>(m_text.size() - m_at));
    const bool found = rest.starts_with(word);
    m_at += found ? static_cast<qsizetype>(word.size()) : 0;
    return found;
}

bool JsonLexer::takeDigits()
{
    const qsizetype begin = m_at;
    while (isDigit(current())) {
        ++m_at;
    }
    return m_at > begin;
}

/// Stands where it ceases to be one.
bool JsonLexer::takeNumber()
{
    take('-');
    // A zero at the beginning stands alone.
    if (take('0') ? isDigit(current()) : !takeDigits()) {
        return false;
    }
    if (take('.') && !takeDigits()) {
        return false;
    }
    if (!take('e') && !take('E')) {
        return true;
    }
    if (!take('+')) {
        take('-');
    }
    return takeDigits();
}

} // namespace orderdesk
