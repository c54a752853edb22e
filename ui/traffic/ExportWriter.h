#pragma once

#include "ui/traffic/ExportRecord.h"

namespace orderdesk {

/// The text of an exported file, piece by piece: head(), record() for each, tail(). A value.
/// CSV follows RFC 4180: a line of names first, CRLF, UTF-8. A text that a spreadsheet would take for a formula (it
/// begins with = + - @, their full-width forms, tab, CR or LF) gets an apostrophe before it; numbers need none.
class ExportWriter final
{
public:
    ExportWriter(const ExportOptions& options, std::vector<std::string> columns);

    QByteArray head() const;
    QByteArray record(const ExportRecord& record);
    QByteArray tail() const;

private:
    ExportOptions m_options;
    std::vector<std::string> m_columns;
    bool m_isFirst = true;
};

} // namespace orderdesk
