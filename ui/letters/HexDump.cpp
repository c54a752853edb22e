#include "ui/letters/HexDump.h"

#include "ui/words/DisplayText.h"

#include <QCoreApplication>

#include <algorithm>

namespace orderdesk {

namespace {

constexpr qsizetype bytesPerLine = 16;

QString leftOut(qsizetype count)
{
    return QCoreApplication::translate("HexDump", "… %1 more bytes are not shown").arg(count);
}

QString dumpLine(const QByteArray& bytes, qsizetype start, qsizetype end)
{
    QString hex;
    QString ascii;
    for (qsizetype i = start; i < start + bytesPerLine; ++i) {
        if (i == start + bytesPerLine / 2)
            hex += QLatin1Char(' ');
        if (i >= end) {
            hex += QStringLiteral("   ");
            continue;
        }
        const auto byte = static_cast<unsigned char>(bytes[i]);
        hex += QStringLiteral("%1 ").arg(byte, 2, 16, QLatin1Char('0'));
        ascii += byte >= 0x20 && byte < 0x7f ? QLatin1Char(static_cast<char>(byte)) : QLatin1Char('.');
    }
    return QStringLiteral("%1  %2 %3").arg(start, 8, 16, QLatin1Char('0')).arg(hex, ascii);
}

} // namespace

QString hexDump(const QByteArray& bytes, qsizetype maxBytes)
{
    const qsizetype end = std::min(bytes.size(), maxBytes);
    QStringList lines;
    for (qsizetype start = 0; start < end; start += bytesPerLine)
        lines += dumpLine(bytes, start, end);
    if (end < bytes.size())
        lines += leftOut(bytes.size() - end);
    return lines.join(QLatin1Char('\n'));
}

QString visibleText(const QByteArray& bytes, qsizetype maxBytes)
{
    QString text = text::plain(QString::fromUtf8(bytes.left(maxBytes)));
    for (QChar& character : text) {
        const char16_t code = character.unicode();
        if (code < 0x20 && code != u'\n' && code != u'\t')
            character = QChar(static_cast<char16_t>(0x2400 + code));
        else if (code == 0x7f)
            character = QChar(u'\u2421');
    }
    if (bytes.size() > maxBytes)
        text += QLatin1Char('\n') + leftOut(bytes.size() - maxBytes);
    return text;
}

} // namespace orderdesk
