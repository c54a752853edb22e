#include "ui/json/JsonEditor.h"

#include "ui/json/JsonHighlighter.h"
#include "ui/widgets/Theme.h"

#include <QPaintEvent>
#include <QPainter>
#include <QTextBlock>

#include <algorithm>

namespace orderdesk {

namespace {

constexpr int margin = 8;
constexpr int mostMarks = 200;

class LineNumbers final : public QWidget
{
public:
    explicit LineNumbers(JsonEditor* editor)
        : QWidget(editor)
        , m_editor(editor)
    {
    }
    QSize sizeHint() const override { return {m_editor->numbersWidth(), 0}; }

protected:
    void paintEvent(QPaintEvent* event) override { m_editor->paintNumbers(event); }

private:
    JsonEditor* m_editor;
};

} // namespace

JsonEditor::JsonEditor(QWidget* parent)
    : QPlainTextEdit(parent)
    , m_numbers(new LineNumbers(this))
{
    setFont(theme::monospaced());
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    new JsonHighlighter(document());
    connect(this, &QPlainTextEdit::blockCountChanged, this, &JsonEditor::layOutNumbers);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& rect, int scrolled) {
        if (scrolled != 0)
            m_numbers->scroll(0, scrolled);
        else
            m_numbers->update(0, rect.y(), m_numbers->width(), rect.height());
    });
    layOutNumbers();
}

QString JsonEditor::exactText() const
{
    QString text = document()->toRawText();
    text.replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
    return text;
}

void JsonEditor::replaceText(const QString& text)
{
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
    cursor.endEditBlock();
    moveCursor(QTextCursor::Start);
}

void JsonEditor::mark(const QList<JsonFinding>& findings)
{
    m_findings = findings;
    QList<QTextEdit::ExtraSelection> marks;
    for (const JsonFinding& finding : findings) {
        const QTextBlock block = document()->findBlockByNumber(finding.line - 1);
        if (!block.isValid() || marks.size() >= mostMarks)
            continue;
        QTextEdit::ExtraSelection mark;
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(theme::toneText(finding.severity == Severity::Error ? Tone::Bad : Tone::Warning));
        mark.cursor = QTextCursor(block);
        const int begin = std::min(finding.column - 1, std::max(block.length() - 2, 0));
        mark.cursor.setPosition(block.position() + begin);
        mark.cursor.setPosition(block.position() + std::min(begin + finding.length, block.length() - 1),
                                QTextCursor::KeepAnchor);
        marks += mark;
    }
    setExtraSelections(marks);
    m_numbers->update();
}

void JsonEditor::jumpTo(int line, int column)
{
    const QTextBlock block = document()->findBlockByNumber(line - 1);
    QTextCursor cursor(block);
    cursor.setPosition(block.position() + std::clamp(column - 1, 0, block.length() - 1));
    setTextCursor(cursor);
    centerCursor();
    setFocus();
}

int JsonEditor::numbersWidth() const
{
    const auto digits = static_cast<int>(QString::number(std::max(blockCount(), 10)).size());
    return digits * fontMetrics().horizontalAdvance(QLatin1Char('0')) + 2 * margin;
}

void JsonEditor::layOutNumbers()
{
    const int width = numbersWidth();
    setViewportMargins(width, 0, 0, 0);
    const QRect inside = contentsRect();
    m_numbers->setGeometry(inside.left(), inside.top(), width, inside.height());
}

void JsonEditor::paintNumbers(QPaintEvent* event)
{
    QPainter painter(m_numbers);
    painter.setFont(font());
    QTextBlock block = firstVisibleBlock();
    qreal top = blockBoundingGeometry(block).translated(contentOffset()).top();
    while (block.isValid() && top <= event->rect().bottom()) {
        const int line = block.blockNumber() + 1;
        const auto found = std::find_if(m_findings.begin(), m_findings.end(),
                                        [line](const JsonFinding& finding) { return finding.line == line; });
        painter.setPen(found == m_findings.end()
                           ? theme::mutedText()
                           : theme::toneText(found->severity == Severity::Error ? Tone::Bad : Tone::Warning));
        painter.drawText(QRectF(0, top, m_numbers->width() - margin, fontMetrics().height()), Qt::AlignRight,
                         QString::number(line));
        top += blockBoundingRect(block).height();
        block = block.next();
    }
}

void JsonEditor::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    layOutNumbers();
}

void JsonEditor::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        layOutNumbers();
    if (event->type() == QEvent::PaletteChange)
        mark(QList<JsonFinding>(m_findings));
}

} // namespace orderdesk
