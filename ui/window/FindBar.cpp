#include "ui/window/FindBar.h"

#include "ui/widgets/Theme.h"
#include "ui/words/DisplayText.h"
#include "ui_FindBar.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QTableView>

namespace orderdesk {

namespace {

constexpr std::chrono::milliseconds typingPause{250};

QList<int> shownColumns(const QTableView& view)
{
    QList<int> columns;
    const QHeaderView* header = view.horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        if (!header->isSectionHidden(column))
            columns += column;
    }
    return columns;
}

} // namespace

FindBar::FindBar(QWidget* parent)
    : QFrame(parent)
    , m_ui(std::make_unique<Ui::FindBar>())
{
    m_ui->setupUi(this);
    m_ui->findLineEdit->installEventFilter(this);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    connect(&m_typing, &QTimer::timeout, this, &FindBar::findTyped);
    connect(m_ui->findLineEdit, &QLineEdit::textEdited, &m_typing, qOverload<>(&QTimer::start));
    connect(m_ui->nextButton, &QToolButton::clicked, this, &FindBar::findNext);
    connect(m_ui->previousButton, &QToolButton::clicked, this, &FindBar::findPrevious);
    connect(m_ui->closeFindButton, &QToolButton::clicked, this, &FindBar::closeBar);
    connect(&m_finder, &TableFinder::countChanged, this, &FindBar::updateWords);
    paintIcons();
    hide();
}

FindBar::~FindBar() = default;

void FindBar::open()
{
    show();
    m_ui->findLineEdit->setFocus(Qt::ShortcutFocusReason);
    m_ui->findLineEdit->selectAll();
    prepare();
    updateWords();
}

bool FindBar::closeBar()
{
    if (isHidden())
        return false;
    m_typing.stop();
    const bool hadFocus = isAncestorOf(focusWidget());
    hide();
    m_finder.setTable(nullptr, {});
    if (hadFocus && m_view)
        m_view->setFocus(Qt::OtherFocusReason);
    return true;
}

void FindBar::findNext()
{
    find(TableFinder::Direction::Forward);
}

void FindBar::findPrevious()
{
    find(TableFinder::Direction::Backward);
}

QTableView* FindBar::prepare()
{
    QTableView* view = m_table ? m_table() : nullptr;
    m_view = view;
    m_finder.setTable(view ? view->model() : nullptr, view ? shownColumns(*view) : QList<int>());
    m_finder.setText(m_ui->findLineEdit->text());
    return view;
}

void FindBar::find(TableFinder::Direction direction)
{
    m_typing.stop();
    if (isHidden()) {
        open();
        if (m_ui->findLineEdit->text().isEmpty())
            return;
    }
    if (const QTableView* view = prepare())
        take(m_finder.find(view->currentIndex().isValid() ? view->currentIndex().row() : -1, direction));
    updateWords();
}

void FindBar::findTyped()
{
    if (const QTableView* view = prepare())
        take(m_finder.findFrom(view->currentIndex().row()));
    updateWords();
}

void FindBar::take(const std::optional<TableFinder::Found>& found)
{
    m_wrapped = found && found->wrapped;
    if (!found)
        return;
    const QModelIndex index = m_view->model()->index(found->row, found->column);
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index);
}

void FindBar::updateWords()
{
    const bool nothing = m_finder.count() == 0 && !m_finder.isCounting();
    const int position =
        m_view && m_view->currentIndex().isValid() ? m_finder.position(m_view->currentIndex().row()) : 0;
    QString words;
    if (!m_view)
        words = tr("There is no table here to search");
    else if (m_finder.text().isEmpty())
        words = QString();
    else if (nothing)
        words = tr("Not found in the rows shown");
    else if (position > 0)
        words = tr("%1 of %2").arg(text::number(position), text::number(m_finder.count()));
    else
        words = tr("%n row(s)", nullptr, m_finder.count());
    if (m_wrapped && position > 0)
        words = tr("%1, begun anew", "after the end of the table was passed").arg(words);
    m_ui->foundLabel->setText(words);
    m_ui->findLineEdit->setAccessibleDescription(words);
    m_ui->nextButton->setEnabled(!nothing);
    m_ui->previousButton->setEnabled(!nothing);
}

void FindBar::paintIcons()
{
    const QColor ink = theme::mutedText();
    m_ui->closeFindButton->setIcon(theme::icon(QStringLiteral("close"), ink));
    m_ui->nextButton->setIcon(theme::icon(QStringLiteral("arrow-down"), ink));
    m_ui->previousButton->setIcon(theme::icon(QStringLiteral("arrow-up"), ink));
}

bool FindBar::eventFilter(QObject* watched, QEvent* event)
{
    const auto* key = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride
                          ? static_cast<QKeyEvent*>(event)
                          : nullptr;
    if (key && key->key() == Qt::Key_Escape) {
        // Without this the window's own Esc would be asked first.
        if (event->type() == QEvent::ShortcutOverride)
            event->accept();
        else
            closeBar();
        return true;
    }
    if (key && event->type() == QEvent::KeyPress && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)) {
        find(key->modifiers().testFlag(Qt::ShiftModifier) ? TableFinder::Direction::Backward
                                                          : TableFinder::Direction::Forward);
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

void FindBar::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        updateWords();
    }
    if (event->type() == QEvent::PaletteChange)
        paintIcons();
}

} // namespace orderdesk
