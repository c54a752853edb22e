#pragma once

#include <QByteArray>

#include <deque>
#include <istream>
#include <optional>
#include <vector>

namespace orderdesk {

/// Takes a stream apart into JSON texts: one a line, or documents over many lines. Which it is, the first text decides:
/// when its first line is complete in itself, every line is a text, however broken. Holds at most `mostBytes` of the
/// stream and a line of it.
class JsonRecordReader final
{
public:
    struct Record
    {
        QByteArray bytes;      ///< without the last line feed; empty when tooLarge
        qint64 line = 1;       ///< where it begins, from 1
        bool tooLarge = false; ///< longer than `mostBytes`: skipped
    };

    JsonRecordReader(std::istream& input, qsizetype mostBytes);

    /// The next text that is not blank; none at the end. The input's state says whether the end was an error.
    std::optional<Record> next();

    /// Whether next() could go on without waiting for the other end of a pipe.
    bool hasMoreAtHand();

private:
    enum class Mode { Undecided, Lines, Documents };

    std::optional<Record> readLine();
    std::optional<Record> nextLine();
    Record readDocument(Record first);
    bool splitsIntoLines(const QByteArray& bytes) const;

    std::istream& m_input;
    const qsizetype m_mostBytes;
    std::vector<char> m_buffer;
    std::deque<Record> m_pending; ///< lines read ahead
    qint64 m_line = 0;
    Mode m_mode = Mode::Undecided;
};

} // namespace orderdesk
