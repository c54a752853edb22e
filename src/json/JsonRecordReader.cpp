#include "json/JsonRecordReader.h"

#include "json/JsonLexer.h"

#include <QList>

namespace orderdesk {

namespace {

/// Counts brackets outside of strings. Strings end with their line, as JSON demands, so that one missing quote does not
/// swallow what follows.
class Nesting final
{
public:
    void addLine(QByteArrayView line)
    {
        m_brokenString = false;
        JsonLexer lexer(line);
        while (lexer.next().kind != JsonToken::Kind::End) {
            m_depth += lexer.token().opens() ? 1 : lexer.token().closes() ? -1 : 0;
            m_brokenString = lexer.token().isOpen;
        }
    }
    bool isOpen() const { return m_depth > 0; }
    bool hasBrokenString() const { return m_brokenString; }

private:
    qint64 m_depth = 0;
    bool m_brokenString = false;
};

bool isComplete(QByteArrayView line)
{
    Nesting nesting;
    nesting.addLine(line);
    return !nesting.isOpen() && !nesting.hasBrokenString();
}

void chopCarriageReturn(QByteArray& line)
{
    if (line.endsWith('\r'))
        line.chop(1);
}

} // namespace

JsonRecordReader::JsonRecordReader(std::istream& input, qsizetype mostBytes)
    : m_input(input)
    , m_mostBytes(mostBytes)
    , m_buffer(64 * 1024)
{
}

bool JsonRecordReader::hasMoreAtHand()
{
    return !m_pending.empty() || m_input.rdbuf()->in_avail() > 0;
}

std::optional<JsonRecordReader::Record> JsonRecordReader::readLine()
{
    Record line;
    line.line = m_line + 1;
    bool any = false;
    while (m_input.good()) {
        m_input.getline(m_buffer.data(), static_cast<std::streamsize>(m_buffer.size()));
        const bool full = m_input.fail() && !m_input.eof() && !m_input.bad() && m_input.gcount() > 0;
        const bool ended = m_input.good();
        const qsizetype count = m_input.gcount() - (ended ? 1 : 0);
        any = any || ended || count > 0;
        line.tooLarge = line.tooLarge || line.bytes.size() + count > m_mostBytes;
        if (line.tooLarge)
            line.bytes.clear();
        else
            line.bytes.append(m_buffer.data(), count);
        if (full)
            m_input.clear(m_input.rdstate() & ~std::ios::failbit);
        else
            break;
    }
    if (!any)
        return std::nullopt;
    ++m_line;
    chopCarriageReturn(line.bytes);
    return line;
}

std::optional<JsonRecordReader::Record> JsonRecordReader::nextLine()
{
    if (m_pending.empty())
        return readLine();
    Record line = std::move(m_pending.front());
    m_pending.pop_front();
    return line;
}

std::optional<JsonRecordReader::Record> JsonRecordReader::next()
{
    std::optional<Record> line = nextLine();
    while (line && !line->tooLarge && line->bytes.trimmed().isEmpty())
        line = nextLine();
    if (!line)
        return std::nullopt;
    if (m_mode == Mode::Undecided)
        m_mode = line->tooLarge || isComplete(line->bytes) ? Mode::Lines : Mode::Documents;
    if (m_mode == Mode::Lines || line->tooLarge || isComplete(line->bytes))
        return line;
    return readDocument(*std::move(line));
}

/// Whether what looked like a document cut short is rather a broken line with whole orders in the lines after it.
bool JsonRecordReader::splitsIntoLines(const QByteArray& bytes) const
{
    const QList<QByteArray> lines = bytes.split('\n');
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const QByteArray line = lines[i].trimmed();
        if (line.startsWith('{') && line.endsWith('}') && line.contains("\"order_uid\"") && isComplete(line))
            return true;
    }
    return false;
}

JsonRecordReader::Record JsonRecordReader::readDocument(Record first)
{
    Record document = std::move(first);
    Nesting nesting;
    nesting.addLine(document.bytes);
    bool ended = false;
    while (nesting.isOpen() && !document.tooLarge) {
        std::optional<Record> line = nextLine();
        ended = !line;
        if (ended)
            break;
        nesting.addLine(line->bytes);
        document.tooLarge = line->tooLarge || document.bytes.size() + 1 + line->bytes.size() > m_mostBytes;
        document.bytes += '\n' + line->bytes;
    }
    if (!ended && !document.tooLarge)
        return document;
    if (splitsIntoLines(document.bytes)) {
        m_mode = Mode::Lines;
        const QList<QByteArray> lines = document.bytes.split('\n');
        for (qsizetype i = lines.size() - 1; i > 0; --i)
            m_pending.push_front({lines[i], document.line + i, false});
        return {lines.first(), document.line, false};
    }
    if (document.tooLarge) {
        document.bytes.clear();
        while (nesting.isOpen()) {
            const std::optional<Record> line = nextLine();
            if (!line)
                break;
            nesting.addLine(line->bytes);
        }
    }
    return document;
}

} // namespace orderdesk
