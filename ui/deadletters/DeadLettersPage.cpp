#include "ui/deadletters/DeadLettersPage.h"

#include "lookup/AsyncLookup.h"
#include "ui/order/OrderActions.h"
#include "ui/table/TableActions.h"
#include "ui/table/TableColumns.h"
#include "ui/table/TableSetup.h"
#include "ui/text/DisplayText.h"
#include "ui/theme/Theme.h"
#include "ui_DeadLettersPage.h"

#include <QAction>
#include <QEvent>

namespace orderdesk {

DeadLettersPage::DeadLettersPage(AsyncLookup* lookup, OrderActions& orders, WindowState& state, QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::DeadLettersPage>())
    , m_lookup(lookup)
{
    m_ui->setupUi(this);
    QTableView* view = m_ui->deadLettersTableView;
    setUpTable(view);
    view->setModel(&m_model);
    m_columns = new TableColumns(view, QStringLiteral("deadLetters"),
                                 {{text::shortDateTimeWidth}, {22}, {52}, {20, false}, {14}, {10}}, state);
    new TableActions(view, orders);
    connect(view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this, view] {
        const QModelIndexList rows = view->selectionModel()->selectedRows();
        if (rows.size() == 1)
            Q_EMIT deadLetterChosen(m_model.deadLetterAt(rows.first().row()));
    });
    connect(&m_model, &DeadLettersModel::moreWanted, this, [this](qint64 before) { fetch(before); });

    auto* refreshAction = new QAction(tr("Refresh"), this);
    refreshAction->setShortcut(Qt::Key_F5);
    refreshAction->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(refreshAction);
    connect(refreshAction, &QAction::triggered, this, &DeadLettersPage::refresh);
    connect(m_ui->refreshButton, &QToolButton::clicked, this, &DeadLettersPage::refresh);
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(std::chrono::seconds(1));
    connect(&m_refreshTimer, &QTimer::timeout, this, &DeadLettersPage::refresh);
    paintIcons();
    updateWords();
}

DeadLettersPage::~DeadLettersPage() = default;

void DeadLettersPage::refresh()
{
    m_newCount = 0;
    Q_EMIT newCountChanged(0);
    fetch(std::nullopt);
}

void DeadLettersPage::fetch(std::optional<std::int64_t> before)
{
    m_lookup->deadLetters(before, pageSize, this,
                          [this, newest = !before](const Result<DeadLetterPage>& page) { showPage(page, newest); });
}

void DeadLettersPage::showPage(const Result<DeadLetterPage>& page, bool newest)
{
    m_problem = page ? QString() : page.error().message;
    if (page && newest)
        m_model.mergeNewest(*page);
    else if (page)
        m_model.append(*page);
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
    m_ui->noDeadLettersPageTitle->setText(m_problem.isEmpty() ? tr("No dead letters")
                                                              : tr("The dead letters could not be read"));
    m_ui->noDeadLettersPageText->setText(m_problem.isEmpty()
                                             ? tr("Messages that break a rule are kept here whole, with every "
                                                  "reason, until they are sent again or discarded.")
                                             : m_problem);
    m_ui->countLabel->setText(rows == 0           ? QString()
                              : m_model.hasMore() ? tr("The newest %1").arg(text::number(rows))
                                                  : tr("%1 in all").arg(text::number(rows)));
    m_ui->problemLabel->setText(rows > 0 && !m_problem.isEmpty() ? tr("Not up to date: %1").arg(m_problem) : QString());
}

void DeadLettersPage::paintIcons()
{
    const QColor ink = theme::mutedText();
    m_ui->refreshButton->setIcon(theme::icon(QStringLiteral("refresh"), ink));
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
    if (event->type() == QEvent::LanguageChange)
        m_ui->retranslateUi(this);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) {
        paintIcons();
        updateWords();
    }
}

} // namespace orderdesk
