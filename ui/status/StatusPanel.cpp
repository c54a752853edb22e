#include "ui/status/StatusPanel.h"

#include "ui/status/StateWords.h"
#include "ui/status/StatusLamp.h"
#include "ui/widgets/Theme.h"

#include <QGridLayout>

#include <algorithm>

namespace orderdesk {

StatusPanel::StatusPanel(const QList<StatusLamp*>& lamps, QWidget* parent)
    : QFrame(parent, Qt::Popup)
{
    setObjectName(QStringLiteral("statusPanel"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(18, 14, 22, 14);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(2);
    for (StatusLamp* lamp : lamps) {
        const Row row{lamp, new QLabel(this), new QLabel(this), new QLabel(this)};
        QFont bold = font();
        bold.setBold(true);
        row.title->setFont(bold);
        row.details->setProperty("muted", true);
        row.details->setTextFormat(Qt::PlainText);
        row.details->setWordWrap(true);
        row.details->setMinimumWidth(fontMetrics().averageCharWidth() * 48);
        row.details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        const int line = static_cast<int>(m_rows.size()) * 3;
        grid->addWidget(row.icon, line, 0);
        grid->addWidget(row.title, line, 1);
        grid->addWidget(row.details, line + 1, 1);
        grid->setRowMinimumHeight(line + 2, 8);
        m_rows += row;
    }
}

void StatusPanel::refresh()
{
    setAccessibleName(tr("State of all parts"));
    for (const Row& row : m_rows) {
        const ComponentState& state = row.lamp->state();
        const BadgeContent words = stateWords(state);
        row.icon->setPixmap(theme::pixmap(words.icon, theme::toneText(words.tone), 18, devicePixelRatioF()));
        row.title->setText(row.lamp->words());
        const QString details = stateDetails(state, currentTimestamp());
        row.details->setText(details.isEmpty() ? tr("all is well") : details);
    }
}

void StatusPanel::popUpAbove(const QWidget* anchor)
{
    refresh();
    adjustSize();
    const QPoint corner = anchor->mapToGlobal(QPoint(0, 0));
    move(corner.x(), std::max(0, corner.y() - height() - 6));
    show();
}

} // namespace orderdesk
