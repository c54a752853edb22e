#include "ui/widgets/WalkButtons.h"

#include "ui/widgets/Theme.h"
#include "ui/words/DisplayText.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace orderdesk {

WalkButtons::WalkButtons(QWidget* parent)
    : QWidget(parent)
    , m_words(new QLabel(this))
    , m_previous(new QToolButton(this))
    , m_next(new QToolButton(this))
{
    m_words->setObjectName(QStringLiteral("placeLabel"));
    m_words->setProperty("muted", true);
    m_previous->setObjectName(QStringLiteral("previousButton"));
    m_next->setObjectName(QStringLiteral("nextButton"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_words);
    for (QToolButton* button : {m_previous, m_next}) {
        button->setFocusPolicy(Qt::StrongFocus);
        layout->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, by = button == m_next ? 1 : -1] { Q_EMIT stepWanted(by); });
    }
    updateWords();
    paintIcons();
}

void WalkButtons::showPlace(const SelectionWalk::Place& place)
{
    m_place = place;
    updateWords();
}

void WalkButtons::updateWords()
{
    const QString row = text::number(m_place.row);
    m_words->setText(m_place.row == 0     ? QString()
                     : m_place.count == 0 ? row
                                          : tr("%1 of %2", "place in a list").arg(row, text::number(m_place.count)));
    m_previous->setEnabled(m_place.hasPrevious());
    m_previous->setToolTip(tr("Previous in the list (Alt+Up)"));
    m_previous->setAccessibleName(tr("Previous in the list"));
    m_next->setEnabled(m_place.hasNext());
    m_next->setToolTip(tr("Next in the list (Alt+Down)"));
    m_next->setAccessibleName(tr("Next in the list"));
}

void WalkButtons::paintIcons()
{
    const QColor ink = theme::mutedText();
    m_previous->setIcon(theme::icon(QStringLiteral("previous"), ink));
    m_next->setIcon(theme::icon(QStringLiteral("next"), ink));
}

void WalkButtons::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        updateWords();
    if (event->type() == QEvent::PaletteChange)
        paintIcons();
}

} // namespace orderdesk
