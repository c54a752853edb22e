#include "ui/letters/ReasonBar.h"

#include "ui/words/DisplayText.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

#include <numeric>

namespace orderdesk {

ReasonBar::ReasonBar(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
    , m_moreButton(new QToolButton(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(4);
    m_moreButton->setObjectName(QStringLiteral("moreReasonsButton"));
    m_moreButton->setFocusPolicy(Qt::StrongFocus);
    m_moreButton->setPopupMode(QToolButton::InstantPopup);
    m_moreButton->setMenu(new QMenu(m_moreButton));
    m_layout->addWidget(m_moreButton);
    m_layout->addStretch();
    setAccessibleName(tr("Reasons"));
    fill();
}

void ReasonBar::setCounts(const std::vector<ReasonCount>& counts)
{
    if (counts == m_counts)
        return;
    m_counts = counts;
    fill();
}

std::int64_t ReasonBar::total() const
{
    return std::accumulate(m_counts.begin(), m_counts.end(), std::int64_t{0},
                           [](std::int64_t sum, const ReasonCount& count) { return sum + count.letters; });
}

void ReasonBar::choose(const std::string& reason)
{
    const bool isNew = reason != m_chosen;
    m_chosen = reason;
    arrange();
    if (isNew)
        Q_EMIT chosenChanged();
}

QString ReasonBar::textOf(const ReasonCount& count) const
{
    const QString name = count.reason.empty() ? tr("unknown reason") : text::fromUtf8(count.reason);
    return tr("%1  %2").arg(name, text::number(count.letters));
}

QToolButton* ReasonBar::makeButton(const std::string& reason)
{
    auto* button = new QToolButton(this);
    button->setObjectName(QStringLiteral("reasonButton_") + text::fromUtf8(reason));
    button->setCheckable(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setProperty("chip", true);
    connect(button, &QToolButton::clicked, this, [this, reason] { choose(reason); });
    return button;
}

void ReasonBar::fill()
{
    qDeleteAll(m_buttons);
    m_buttons.clear();
    m_buttons += makeButton({});
    m_buttons.front()->setText(tr("All  %1").arg(text::number(total())));
    for (const ReasonCount& count : m_counts) {
        if (count.reason.empty())
            continue; // filtering by none is filtering by all
        m_buttons += makeButton(count.reason);
        m_buttons.back()->setText(textOf(count));
    }
    for (int i = 0; i < m_buttons.size(); ++i)
        m_layout->insertWidget(i, m_buttons.at(i));
    arrange();
}

/// Shows the buttons that have room, the chosen one always; the rest goes into the menu.
void ReasonBar::arrange()
{
    QToolButton* chosen = nullptr;
    int room = width();
    for (QToolButton* button : m_buttons) {
        const bool isChosen = button->objectName() == QStringLiteral("reasonButton_") + text::fromUtf8(m_chosen);
        button->setChecked(isChosen);
        if (isChosen)
            chosen = button;
    }
    m_moreButton->setText(tr("More…"));
    room -= m_moreButton->sizeHint().width() + (chosen ? chosen->sizeHint().width() + m_layout->spacing() : 0);
    QMenu* menu = m_moreButton->menu();
    menu->clear();
    bool full = false;
    for (QToolButton* button : m_buttons) {
        const int wanted = button->sizeHint().width() + m_layout->spacing();
        full = full || (button != chosen && wanted > room);
        const bool shown = button == chosen || !full;
        button->setVisible(shown);
        if (shown && button != chosen)
            room -= wanted;
        if (!shown)
            connect(menu->addAction(button->text()), &QAction::triggered, button, &QToolButton::click);
    }
    m_moreButton->setVisible(!menu->isEmpty());
}

QSize ReasonBar::minimumSizeHint() const
{
    return {m_moreButton->sizeHint().width() * 2, m_moreButton->sizeHint().height()};
}

void ReasonBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void ReasonBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Reasons"));
        fill();
    }
}

} // namespace orderdesk
