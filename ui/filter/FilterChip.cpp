#include "ui/filter/FilterChip.h"

#include "ui/filter/FilterWords.h"
#include "ui/widgets/Theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QStyle>
#include <QToolButton>

namespace orderdesk {

namespace {

constexpr int longestWords = 48;

QString shortened(const QString& words)
{
    return words.size() <= longestWords ? words : words.left(longestWords - 1) + QStringLiteral("…");
}

} // namespace

FilterChip::FilterChip(const FilterCondition& condition, QWidget* parent)
    : QFrame(parent)
    , m_condition(condition)
    , m_words(new QToolButton(this))
    , m_problemLabel(new QLabel(this))
    , m_remove(new QToolButton(this))
{
    setObjectName(QStringLiteral("filterChip"));
    m_words->setObjectName(QStringLiteral("chipButton"));
    m_words->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_words->setFocusPolicy(Qt::StrongFocus);
    m_problemLabel->setObjectName(QStringLiteral("chipProblemLabel"));
    m_problemLabel->setTextFormat(Qt::PlainText);
    m_remove->setObjectName(QStringLiteral("chipRemoveButton"));
    m_remove->setFocusPolicy(Qt::StrongFocus);
    m_remove->setIconSize(QSize(12, 12));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 1, 3, 1);
    layout->setSpacing(1);
    layout->addWidget(m_words);
    layout->addWidget(m_problemLabel);
    layout->addWidget(m_remove);
    setFocusProxy(m_words);
    connect(m_words, &QToolButton::clicked, this, &FilterChip::editWanted);
    connect(m_remove, &QToolButton::clicked, this, &FilterChip::removeWanted);
    showWords();
}

void FilterChip::setCondition(const FilterCondition& condition)
{
    m_condition = condition;
    showWords();
}

void FilterChip::setProblem(const QString& problem)
{
    if (m_problem == problem)
        return;
    m_problem = problem;
    showWords();
}

void FilterChip::retranslate()
{
    showWords();
}

void FilterChip::showWords()
{
    const QString words = filterwords::describe(m_condition);
    // An ampersand is no mnemonic here.
    m_words->setText(shortened(words).replace(QLatin1Char('&'), QLatin1String("&&")));
    m_words->setToolTip(m_condition.field == FilterField::Warnings ? QString() : tr("Change this condition (Enter)"));
    m_words->setAccessibleName(tr("Filter %1").arg(words));
    m_words->setAccessibleDescription(m_problem.isEmpty() ? QString() : tr("Not applied: %1").arg(m_problem));
    m_remove->setToolTip(tr("Remove this condition (Delete)"));
    m_remove->setAccessibleName(tr("Remove the filter %1").arg(words));
    m_problemLabel->setText(m_problem.isEmpty() ? QString() : tr("Not applied: %1").arg(m_problem));
    m_problemLabel->setVisible(!m_problem.isEmpty());
    setProperty("problem", !m_problem.isEmpty());
    style()->unpolish(this);
    style()->polish(this);
    paintIcons();
    updateGeometry();
}

void FilterChip::paintIcons()
{
    m_words->setIcon(m_problem.isEmpty() ? QIcon()
                                         : theme::icon(QStringLiteral("warning"), theme::toneText(Tone::Bad)));
    m_words->setToolButtonStyle(m_problem.isEmpty() ? Qt::ToolButtonTextOnly : Qt::ToolButtonTextBesideIcon);
    m_remove->setIcon(theme::icon(QStringLiteral("close"), theme::mutedText()));
}

void FilterChip::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)
        Q_EMIT removeWanted();
    else if (event->key() == Qt::Key_F2 || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT editWanted();
    else
        QFrame::keyPressEvent(event);
}

void FilterChip::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintIcons();
}

} // namespace orderdesk
