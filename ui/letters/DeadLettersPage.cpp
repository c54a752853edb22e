#include "ui/letters/DeadLettersPage.h"

#include "ui/letters/LetterChangesDialog.h"
#include "ui/letters/LetterWorkDialog.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/OrderActions.h"
#include "ui/widgets/TableActions.h"
#include "ui/widgets/TableColumns.h"
#include "ui/widgets/TableSetup.h"
#include "ui/widgets/Theme.h"
#include "ui/words/DisplayText.h"
#include "ui/words/Sentences.h"
#include "ui_DeadLettersPage.h"

#include <QAction>
#include <QEvent>
#include <QMenu>

namespace orderdesk {

DeadLettersPage::DeadLettersPage(const WindowBackend& backend, OrderActions& orders, WindowState& state,
                                 QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::DeadLettersPage>())
    , m_backend(backend)
    , m_orders(orders)
    , m_state(state)
{
    m_ui->setupUi(this);
    auto* filters = new FlowLayout(m_ui->letterFilters);
    filters->setSpacing(8);
    for (QWidget* part :
         std::initializer_list<QWidget*>{m_ui->letterFilterLineEdit, m_ui->notRedrivenCheckBox, m_ui->countLabel})
        filters->insertWidget(filters->count(), part);
    QTableView* view = m_ui->deadLettersTableView;
    setUpTable(view);
    view->setModel(&m_model);
    new TableColumns(view, QStringLiteral("deadLetters"),
                     {{text::shortDateTimeWidth}, {22}, {34, true, true}, {30}, {20, false}, {14}, {10}}, state);
    auto* tableActions = new TableActions(view, orders);
    connect(tableActions, &TableActions::menuAboutToOpen, this, [this](QMenu* menu) {
        if (selectedIds().empty())
            return;
        menu->addSeparator();
        if (mayWork(LetterWork::Action::Redrive))
            connect(menu->addAction(tr("Re&drive…")), &QAction::triggered, m_ui->redriveSelectedButton,
                    &QAbstractButton::click);
        if (mayWork(LetterWork::Action::Discard))
            connect(menu->addAction(tr("D&iscard…")), &QAction::triggered, m_ui->discardSelectedButton,
                    &QAbstractButton::click);
    });
    connect(view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this, view] {
        updateActions();
        const QModelIndexList rows = view->selectionModel()->selectedRows();
        if (rows.size() == 1)
            Q_EMIT deadLetterChosen(m_model.deadLetterAt(rows.first().row()));
    });
    connect(&m_model, &DeadLettersModel::moreWanted, this, [this](qint64 before) { fetch(before); });
    connectFilter();
    connectWork();
    paintIcons();
    updateWords();
}

DeadLettersPage::~DeadLettersPage() = default;

void DeadLettersPage::connectFilter()
{
    m_refreshAction = new QAction(tr("Refresh"), this);
    m_refreshAction->setShortcut(Qt::Key_F5);
    m_refreshAction->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(m_refreshAction);
    connect(m_refreshAction, &QAction::triggered, this, &DeadLettersPage::refresh);
    connect(m_ui->refreshButton, &QToolButton::clicked, this, &DeadLettersPage::refresh);
    connect(m_ui->retryLettersButton, &QPushButton::clicked, this, &DeadLettersPage::refresh);
    m_retryTimer.setSingleShot(true);
    m_retryTimer.setInterval(std::chrono::seconds(3));
    connect(&m_retryTimer, &QTimer::timeout, this, [this] {
        if (isVisible())
            refresh();
    });
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(std::chrono::seconds(1));
    connect(&m_refreshTimer, &QTimer::timeout, this, &DeadLettersPage::refresh);
    m_filterTimer.setSingleShot(true);
    m_filterTimer.setInterval(std::chrono::milliseconds(250));
    connect(&m_filterTimer, &QTimer::timeout, this, &DeadLettersPage::restart);
    connect(m_ui->letterFilterLineEdit, &QLineEdit::textChanged, this, [this] { m_filterTimer.start(); });
    connect(m_ui->letterFilterLineEdit, &QLineEdit::returnPressed, this, &DeadLettersPage::restart);
    connect(m_ui->notRedrivenCheckBox, &QCheckBox::toggled, this, &DeadLettersPage::restart);
    connect(m_ui->reasonBar, &ReasonBar::chosenChanged, this, &DeadLettersPage::restart);
    connect(m_ui->clearLetterFilterButton, &QPushButton::clicked, this, &DeadLettersPage::clearFilter);
}

void DeadLettersPage::connectWork()
{
    offerWork();
    connect(m_ui->redriveSelectedButton, &QPushButton::clicked, this,
            [this] { startWork(LetterWork::Action::Redrive, false); });
    connect(m_ui->discardSelectedButton, &QPushButton::clicked, this,
            [this] { startWork(LetterWork::Action::Discard, false); });
    auto* menu = new QMenu(m_ui->allButton);
    m_ui->allButton->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        const bool isFiltered = filter() != DeadLetterFilter{};
        if (mayWork(LetterWork::Action::Redrive))
            connect(menu->addAction(isFiltered ? tr("&Redrive all of this filter…") : tr("&Redrive all…")),
                    &QAction::triggered, this, [this] { startWork(LetterWork::Action::Redrive, true); });
        if (mayWork(LetterWork::Action::Discard))
            connect(menu->addAction(isFiltered ? tr("&Discard all of this filter…") : tr("&Discard all…")),
                    &QAction::triggered, this, [this] { startWork(LetterWork::Action::Discard, true); });
    });
    connect(m_ui->changesButton, &QToolButton::clicked, this, [this] {
        auto* dialog = new LetterChangesDialog(*m_backend.deadLetterBrowser, m_orders, m_state, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

DeadLetterFilter DeadLettersPage::filter() const
{
    return {m_ui->reasonBar->chosen(), m_ui->letterFilterLineEdit->text().trimmed(),
            m_ui->notRedrivenCheckBox->isChecked()};
}

void DeadLettersPage::clearFilter()
{
    if (filter() == DeadLetterFilter{})
        return;
    m_ui->letterFilterLineEdit->clear();
    m_ui->notRedrivenCheckBox->setChecked(false);
    m_ui->reasonBar->choose({});
    restart();
}

std::optional<std::int64_t> DeadLettersPage::total() const
{
    const int rows = m_model.rowCount();
    return m_model.hasMore() || rows >= DeadLettersModel::maxRows ? std::nullopt : std::optional<std::int64_t>(rows);
}

LetterDesk::Ids DeadLettersPage::selectedIds() const
{
    LetterDesk::Ids ids;
    for (const QModelIndex& row : m_ui->deadLettersTableView->selectionModel()->selectedRows())
        ids.push_back(m_model.deadLetterAt(row.row()).id);
    return ids;
}

bool DeadLettersPage::mayWork(LetterWork::Action action) const
{
    if (m_backend.letterDesk == nullptr)
        return false;
    return action == LetterWork::Action::Redrive
               ? m_backend.letterDesk->mayRedrive() && (!m_rights || m_rights->mayRedrive)
               : !m_rights || m_rights->mayDiscard;
}

void DeadLettersPage::setRights(const DatabaseRights& rights)
{
    m_rights = rights;
    offerWork();
}

void DeadLettersPage::offerWork()
{
    const bool redrives = mayWork(LetterWork::Action::Redrive);
    const bool discards = mayWork(LetterWork::Action::Discard);
    m_ui->redriveSelectedButton->setVisible(redrives);
    m_ui->discardSelectedButton->setVisible(discards);
    m_ui->workBar->setVisible(redrives || discards);
}

void DeadLettersPage::startWork(LetterWork::Action action, bool wholeFilter)
{
    const LetterDesk::Ids ids = selectedIds();
    if (!mayWork(action) || (!wholeFilter && ids.empty()))
        return;
    auto* dialog = new LetterWorkDialog(action, m_backend, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, this, [this] {
        refresh();
        Q_EMIT workEnded();
    });
    dialog->open();
    if (wholeFilter)
        dialog->work().start(filter());
    else
        dialog->work().start(ids);
}

void DeadLettersPage::refresh()
{
    m_newCount = 0;
    Q_EMIT newCountChanged(0);
    fetch(std::nullopt);
    count();
}

void DeadLettersPage::restart()
{
    m_filterTimer.stop();
    ++m_filterNumber;
    m_model.clear();
    fetch(std::nullopt);
    updateActions();
}

void DeadLettersPage::fetch(std::optional<std::int64_t> before)
{
    m_backend.deadLetterBrowser->ask(
        [filter = filter(), before](DeadLetterBrowser& browser) { return browser.page(filter, before, pageSize); },
        this,
        [this, number = m_filterNumber, newest = !before](const Result<DeadLetterPage>& page) {
            if (number == m_filterNumber)
                showPage(page, newest);
        });
}

void DeadLettersPage::count()
{
    m_backend.deadLetterBrowser->ask([](DeadLetterBrowser& browser) { return browser.countByReason(); }, this,
                                     [this](const Result<std::vector<ReasonCount>>& counts) {
                                         if (counts)
                                             m_ui->reasonBar->setCounts(*counts);
                                         m_ui->reasonBar->setVisible(m_ui->reasonBar->total() > 0);
                                     });
}

void DeadLettersPage::showPage(const Result<DeadLetterPage>& page, bool newest)
{
    m_problem = page ? QString() : text::sentence(page.error().message);
    if (page && newest)
        m_model.mergeNewest(*page);
    else if (page)
        m_model.append(*page);
    if (!page)
        m_retryTimer.start();
    updateWords();
}

void DeadLettersPage::noteNew(int count)
{
    if (count <= 0)
        return;
    m_newCount += count;
    if (isVisible() && !m_refreshTimer.isActive())
        m_refreshTimer.start();
    Q_EMIT newCountChanged(m_newCount);
}

void DeadLettersPage::clearSelection()
{
    m_ui->deadLettersTableView->clearSelection();
}

void DeadLettersPage::updateWords()
{
    const int rows = m_model.rowCount();
    m_ui->stack->setCurrentWidget(rows == 0 ? m_ui->noDeadLettersPage : m_ui->tablePage);
    const bool isFiltered = filter() != DeadLetterFilter{};
    m_ui->noDeadLettersPageTitle->setText(!m_problem.isEmpty() ? tr("The dead letters could not be read")
                                          : isFiltered         ? tr("No dead letter matches the filter")
                                                               : tr("No dead letters"));
    QString text;
    if (!m_problem.isEmpty())
        text = m_problem + QLatin1Char('\n') + tr("It is tried again every few seconds.");
    else if (isFiltered)
        text = tr("Clear the filter, or change it: a number or key must begin with what is typed.");
    else
        text =
            tr("There is nothing to do here. Messages that break a rule are kept here whole, with every reason, until "
               "they are sent again or discarded.");
    m_ui->noDeadLettersPageText->setText(text);
    m_ui->retryLettersButton->setVisible(!m_problem.isEmpty());
    m_ui->clearLetterFilterButton->setVisible(isFiltered && m_problem.isEmpty());
    m_ui->countLabel->setText(rows == 0           ? QString()
                              : m_model.hasMore() ? tr("The newest %1").arg(text::number(rows))
                                                  : tr("%1 in all").arg(text::number(rows)));
    m_ui->problemLabel->setText(rows > 0 && !m_problem.isEmpty() ? tr("Not up to date: %1").arg(m_problem) : QString());
    updateActions();
}

void DeadLettersPage::updateActions()
{
    const int selected = static_cast<int>(m_ui->deadLettersTableView->selectionModel()->selectedRows().size());
    m_ui->selectionLabel->setText(selected == 0 ? tr("Select dead letters to send them again or discard them")
                                                : tr("%n selected", nullptr, selected));
    m_ui->redriveSelectedButton->setEnabled(selected > 0);
    m_ui->discardSelectedButton->setEnabled(selected > 0);
    m_ui->allButton->setEnabled(m_model.rowCount() > 0);
}

void DeadLettersPage::paintIcons()
{
    const QColor ink = theme::mutedText();
    m_ui->refreshButton->setIcon(theme::icon(QStringLiteral("refresh"), ink));
    m_ui->changesButton->setIcon(theme::icon(QStringLiteral("history"), ink));
    m_ui->redriveSelectedButton->setIcon(theme::icon(QStringLiteral("redrive"), ink));
    m_ui->discardSelectedButton->setIcon(theme::icon(QStringLiteral("trash"), ink));
    m_ui->noDeadLettersIconLabel->setPixmap(theme::pixmap(QStringLiteral("inbox"), ink, 56, devicePixelRatioF()));
}

void DeadLettersPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void DeadLettersPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        m_refreshAction->setText(tr("Refresh"));
    }
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) {
        paintIcons();
        updateWords();
    }
}

} // namespace orderdesk
