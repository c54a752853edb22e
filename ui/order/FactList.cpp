#include "ui/order/FactList.h"

#include "ui/theme/Theme.h"

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
}

void FactList::setFacts(const QList<Fact>& facts)
{
    qsizetype used = 0;
    for (const Fact& fact : facts) {
        if (fact.value.isEmpty())
            continue;
        if (used == m_rows.size())
            m_rows += makeRow(static_cast<int>(used));
        fillRow(m_rows.at(used++), fact);
    }
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const Row& row = m_rows.at(i);
        const bool shown = i < used;
        row.label->setVisible(shown);
        row.value->setVisible(shown);
        row.copy->setVisible(shown);
        row.icon->setVisible(shown && !row.icon->pixmap(Qt::ReturnByValue).isNull());
        if (!shown)
            row.value->setObjectName(QString());
    }
}

FactList::Row FactList::makeRow(int index)
{
    Row row{new QLabel(this), new QLabel(this), new QLabel(this), new QToolButton(this)};
    row.label->setProperty("muted", true);
    row.label->setTextFormat(Qt::PlainText);
    row.value->setTextFormat(Qt::PlainText);
    row.value->setWordWrap(true);
    row.value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row.copy->setFocusPolicy(Qt::TabFocus);
    row.copy->setIconSize({14, 14});
    m_grid->addWidget(row.label, index, 0, Qt::AlignLeft | Qt::AlignTop);
    m_grid->addWidget(row.icon, index, 1, Qt::AlignLeft | Qt::AlignTop);
    m_grid->addWidget(row.value, index, 2, Qt::AlignTop);
    m_grid->addWidget(row.copy, index, 3, Qt::AlignRight | Qt::AlignTop);
    row.label->setContentsMargins(0, 4, 0, 4);
    row.value->setContentsMargins(0, 4, 0, 4);
    row.icon->setContentsMargins(0, 5, 0, 0);
    connect(row.copy, &QToolButton::clicked, this,
            [this, row] { Q_EMIT copyWanted(row.value->text(), row.label->text()); });
    return row;
}

void FactList::fillRow(const Row& row, const Fact& fact)
{
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

} // namespace orderdesk
