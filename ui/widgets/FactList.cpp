#include "ui/widgets/FactList.h"

#include "ui/widgets/Theme.h"
#include "ui/words/DisplayText.h"

#include <QEvent>
#include <QPainter>
#include <QResizeEvent>
#include <QStyle>

#include <algorithm>

namespace orderdesk {

FactList::FactList(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(10);
    m_grid->setVerticalSpacing(2);
    m_grid->setColumnStretch(2, 1);
    fitLabels();
    connect(&m_clock, &QTimer::timeout, this, [this] {
        if (isVisible())
            tellAges();
    });
}

void FactList::showAsSteps()
{
    m_steps = true;
    fitLabels();
}

/// The labels of lists below each other end at the same place, also with large fonts.
void FactList::fitLabels()
{
    // With the icons in front a label has the room that is left of it.
    const int label = fontMetrics().averageCharWidth() * 16;
    m_grid->setColumnMinimumWidth(0, m_steps ? 18 : (m_narrow ? 0 : label));
    m_grid->setColumnMinimumWidth(1, m_steps && !m_narrow ? label - 28 : 0);
}

void FactList::setFacts(const QList<Fact>& facts)
{
    qsizetype used = 0;
    for (const Fact& fact : facts) {
        if (fact.value.isEmpty())
            continue;
        if (used == m_rows.size()) {
            m_rows += makeRow();
            placeRow(static_cast<int>(used));
        }
        fillRow(m_rows[used++], fact);
    }
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        Row& row = m_rows[i];
        const bool shown = i < used;
        if (!shown)
            row.time.reset();
        row.label->setVisible(shown);
        row.value->setVisible(shown);
        row.copy->setVisible(shown);
        row.icon->setVisible(shown && !row.icon->pixmap(Qt::ReturnByValue).isNull());
        if (!shown)
            row.value->setObjectName(QString());
        row.age->setVisible(row.time.has_value());
    }
    tellAges();
    if (std::any_of(m_rows.cbegin(), m_rows.cend(), [](const Row& row) { return row.time.has_value(); }))
        m_clock.start(std::chrono::seconds(1));
    else
        m_clock.stop();
}

FactList::Row FactList::makeRow()
{
    Row row{new QLabel(this), new QLabel(this), new QLabel(this), new QToolButton(this), new QLabel(this), {}};
    row.label->setProperty("muted", true);
    row.label->setTextFormat(Qt::PlainText);
    row.value->setTextFormat(Qt::PlainText);
    row.value->setWordWrap(true);
    row.value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row.copy->setFocusPolicy(Qt::TabFocus);
    row.copy->setIconSize({14, 14});
    row.age->setProperty("muted", true);
    row.age->setContentsMargins(0, 0, 0, 4);
    row.age->setTextFormat(Qt::PlainText);
    row.label->setContentsMargins(0, 4, 0, 4);
    row.value->setContentsMargins(0, 4, 0, 4);
    row.icon->setContentsMargins(0, 5, 0, 0);
    connect(row.copy, &QToolButton::clicked, this,
            [this, row] { Q_EMIT copyWanted(row.value->text(), row.label->text()); });
    return row;
}

void FactList::placeRow(int index)
{
    const Row& row = m_rows.at(index);
    for (QWidget* widget : std::initializer_list<QWidget*>{row.label, row.icon, row.value, row.copy, row.age})
        m_grid->removeWidget(widget);
    const int line = 3 * index; // label, value and its age may each need one
    const int label = m_steps ? 1 : 0;
    const auto where = Qt::AlignLeft | Qt::AlignTop;
    m_grid->addWidget(row.copy, line, 3, Qt::AlignRight | Qt::AlignTop);
    if (m_narrow) {
        m_grid->addWidget(row.icon, m_steps ? line : line + 1, 0, where);
        m_grid->addWidget(row.label, line, label, 1, 3 - label, where);
        m_grid->addWidget(row.value, line + 1, 1, 1, 3, Qt::AlignTop);
        m_grid->addWidget(row.age, line + 2, 1, 1, 3, Qt::AlignTop);
    } else {
        m_grid->addWidget(row.label, line, label, where);
        m_grid->addWidget(row.icon, line, m_steps ? 0 : 1, where);
        m_grid->addWidget(row.value, line, 2, Qt::AlignTop);
        m_grid->addWidget(row.age, line + 1, 2, Qt::AlignTop);
    }
}

bool FactList::isNarrowAt(int width) const
{
    return width < fontMetrics().averageCharWidth() * 46;
}

void FactList::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitWidth();
}

void FactList::fitWidth()
{
    if (isNarrowAt(width()) == m_narrow)
        return;
    m_narrow = !m_narrow;
    fitLabels();
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        placeRow(static_cast<int>(i));
}

void FactList::fillRow(Row& row, const Fact& fact)
{
    row.time = fact.time;
    row.label->setText(fact.label);
    row.isStep = m_steps && !fact.icon.isEmpty();
    row.isMonospaced = fact.monospaced;
    setFonts(row);
    if (m_steps) {
        row.label->setProperty("muted", fact.icon.isEmpty());
        row.label->style()->unpolish(row.label);
        row.label->style()->polish(row.label);
    }
    row.value->setText(fact.value);
    row.value->setObjectName(fact.id + QStringLiteral("Fact"));
    row.value->setAccessibleName(fact.label + QStringLiteral(": ") + fact.value);
    row.icon->setPixmap(fact.icon.isEmpty() ? QPixmap()
                                            : theme::pixmap(fact.icon, theme::toneText(fact.tone), m_steps ? 18 : 15,
                                                            devicePixelRatioF()));
    row.copy->setIcon(theme::icon(QStringLiteral("copy"), theme::mutedText()));
    row.copy->setToolTip(tr("Copy %1").arg(fact.label));
    row.copy->setAccessibleName(tr("Copy %1").arg(fact.label));
}

void FactList::setFonts(const Row& row) const
{
    QFont weight = font();
    weight.setBold(row.isStep);
    row.label->setFont(weight);
    row.value->setFont(row.isMonospaced ? theme::monospaced() : font());
}

void FactList::tellAges()
{
    const Timestamp now = currentTimestamp();
    for (const Row& row : m_rows) {
        if (row.time)
            row.age->setText(text::relative(*row.time, now));
    }
}

void FactList::paintEvent(QPaintEvent* event)
{
    QWidget::paintEvent(event);
    if (!m_steps)
        return;
    constexpr int gap = 3;
    QPainter painter(this);
    QColor ink = theme::mutedText();
    ink.setAlphaF(0.4F);
    painter.setPen(QPen(ink, 2));
    const QLabel* above = nullptr;
    for (const Row& row : m_rows) {
        if (!row.icon->isVisibleTo(this))
            continue;
        if (above != nullptr && row.icon->y() - above->geometry().bottom() > 2 * gap) {
            const int x = above->geometry().center().x();
            painter.drawLine(x, above->geometry().bottom() + gap, x,
                             row.icon->y() + row.icon->contentsMargins().top() - gap);
        }
        above = row.icon;
    }
}

void FactList::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        tellAges();
    if (event->type() == QEvent::FontChange) {
        fitLabels();
        for (const Row& row : m_rows)
            setFonts(row);
        fitWidth();
    }
}

} // namespace orderdesk
