#include "ui/widgets/TextFinder.h"

#include "ui/widgets/Theme.h"

#include <QPlainTextEdit>

#include <algorithm>

namespace orderdesk {

namespace {

constexpr qsizetype mostMarks = 2'000; // around the current one: each is laid out at every paint

} // namespace

TextFinder::TextFinder(QPlainTextEdit* edit)
    : QObject(edit)
    , m_edit(edit)
{
    connect(edit->document(), &QTextDocument::contentsChanged, this, [this] {
        if (!m_needle.isEmpty())
            search();
    });
}

void TextFinder::setNeedle(const QString& needle)
{
    m_needle = needle;
    search();
    const int from = m_edit->textCursor().selectionStart();
    const auto next = std::lower_bound(m_hits.cbegin(), m_hits.cend(), from);
    if (!m_hits.isEmpty())
        go(next == m_hits.cend() ? 0 : next - m_hits.cbegin());
}

void TextFinder::step(int by)
{
    if (!m_hits.isEmpty())
        go((std::max<qsizetype>(m_current, by > 0 ? -1 : 0) + by + m_hits.size()) % m_hits.size());
}

void TextFinder::search()
{
    m_hits.clear();
    m_current = -1;
    if (!m_needle.isEmpty()) {
        const QString text = m_edit->toPlainText();
        for (qsizetype at = text.indexOf(m_needle, 0, Qt::CaseInsensitive); at >= 0 && m_hits.size() < mostHits;
             at = text.indexOf(m_needle, at + m_needle.size(), Qt::CaseInsensitive))
            m_hits += static_cast<int>(at);
    }
    mark();
    Q_EMIT changed();
}

void TextFinder::go(qsizetype hit)
{
    m_current = hit;
    QTextCursor cursor(m_edit->document());
    cursor.setPosition(m_hits.at(hit));
    cursor.setPosition(m_hits.at(hit) + static_cast<int>(m_needle.size()), QTextCursor::KeepAnchor);
    m_edit->setTextCursor(cursor);
    m_edit->ensureCursorVisible();
    mark();
    Q_EMIT changed();
}

void TextFinder::mark()
{
    QList<QTextEdit::ExtraSelection> marks;
    const qsizetype first = std::max<qsizetype>(0, std::max<qsizetype>(0, m_current) - mostMarks / 2);
    for (qsizetype i = first; i < std::min(m_hits.size(), first + mostMarks); ++i) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(m_edit->document());
        mark.cursor.setPosition(m_hits.at(i));
        mark.cursor.setPosition(m_hits.at(i) + static_cast<int>(m_needle.size()), QTextCursor::KeepAnchor);
        mark.format.setBackground(theme::toneGround(Tone::Warning));
        if (i == m_current)
            mark.format.setFontUnderline(true); // not by its colour alone
        marks += mark;
    }
    m_edit->setExtraSelections(marks);
}

} // namespace orderdesk
