#include "ui/order/FactList.h"

#include "ui/text/DisplayText.h"
#include "ui/theme/Theme.h"

#include <QEvent>

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
    m_grid->setColumnMinimumWidth(0, fontMetrics().averageCharWidth() * 16);
    connect(&m_clock, &QTimer::timeout, this, [this] {
        if (isVisible())
            tellAges();
    });
}

void FactList::setFacts(const QList<Fact>& facts)
{
    qsizetype used = 0;
    for (const Fact& fact : facts) {
        if (fact.value.isEmpty())
            continue;
        if (used == m_rows.size())
            m_rows += makeRow(static_cast<int>(used));
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

FactList::Row FactList::makeRow(int index)
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
    index *= 2; // a second line for the age
    m_grid->addWidget(row.age, index + 1, 2, Qt::AlignTop);
    m_grid->addWidget(row.label, index, 0, Qt::AlignLeft | Qt::AlignTop);
    m_grid->addWidget(row.icon, index, 1, Qt::AlignLeft | Qt::AlignTop);
    m_grid->addWidget(row.value, index, 2, Qt::AlignTop);
    m_grid->addWidget(row.copy, index, 3, 2, 1, Qt::AlignRight | Qt::AlignTop); // beside the age too
    row.label->setContentsMargins(0, 4, 0, 4);
    row.value->setContentsMargins(0, 4, 0, 4);
    row.icon->setContentsMargins(0, 5, 0, 0);
    connect(row.copy, &QToolButton::clicked, this,
            [this, row] { Q_EMIT copyWanted(row.value->text(), row.label->text()); });
    return row;
}

void FactList::fillRow(Row& row, const Fact& fact)
{
    row.time = fact.time;
    row.label->setText(fact.label);
    row.value->setText(fact.value);
    row.value->setObjectName(fact.id + QStringLiteral("Fact"));
    row.value->setAccessibleName(fact.label + QStringLiteral(": ") + fact.value);
    row.value->setFont(fact.monospaced ? theme::monospaced() : font());
    row.icon->setPixmap(fact.icon.isEmpty()
                            ? QPixmap()
                            : theme::pixmap(fact.icon, theme::toneText(fact.tone), 15, devicePixelRatioF()));
    row.copy->setIcon(theme::icon(QStringLiteral("copy"), theme::mutedText()));
    row.copy->setToolTip(tr("Copy %1").arg(fact.label));
    row.copy->setAccessibleName(tr("Copy %1").arg(fact.label));
}

void FactList::tellAges()
{
    const Timestamp now = currentTimestamp();
    for (const Row& row : m_rows) {
        if (row.time)
            row.age->setText(text::relative(*row.time, now));
    }
}

void FactList::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        tellAges();
}

} // namespace orderdesk
