#include "ui/live/LiveOrdersPage.h"

#include "ui/order/OrderActions.h"
#include "ui/table/TableActions.h"
#include "ui/table/TableColumns.h"
#include "ui/table/TableRoles.h"
#include "ui/table/TableSetup.h"
#include "ui/text/DisplayText.h"
#include "ui/theme/Theme.h"
#include "ui_LiveOrdersPage.h"

#include <QAction>
#include <QEvent>
#include <QHeaderView>
#include <QScrollBar>

namespace orderdesk {

LiveOrdersPage::LiveOrdersPage(OrderActions& orders, WindowState& state, QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::LiveOrdersPage>())
    , m_feed(m_model)
{
    m_ui->setupUi(this);
    m_filter.setSourceModel(&m_model);
    setUpView();
    setUpFilter();
    m_columns = new TableColumns(m_ui->liveTableView, QStringLiteral("live"),
                                 {{12}, {22}, {21}, {9}, {14}, {5}, {13}, {9}, {9}, {14}}, state);
    new TableActions(m_ui->liveTableView, orders);

    connect(&m_feed, &LiveFeed::pendingChanged, this, &LiveOrdersPage::updateNewButton);
    connect(&m_feed, &LiveFeed::heldChanged, this, &LiveOrdersPage::updateWords);
    connect(&m_feed, &LiveFeed::delivered, this, &LiveOrdersPage::showEmptyOrTable);
    connect(m_ui->newButton, &QPushButton::clicked, this, &LiveOrdersPage::goLive);
    connect(m_ui->pauseButton, &QToolButton::clicked, this, &LiveOrdersPage::togglePause);
    connect(m_ui->copyCommandButton, &QPushButton::clicked, this,
            [this, &orders] { orders.copy(m_ui->commandLabel->text(), tr("Command")); });
    m_ui->commandLabel->setFont(theme::monospaced());
    paintIcons();
    updateWords();
    showEmptyOrTable();
}

LiveOrdersPage::~LiveOrdersPage() = default;

void LiveOrdersPage::setUpView()
{
    QTableView* view = m_ui->liveTableView;
    setUpTable(view);
    view->setModel(&m_filter);
    view->horizontalHeader()->setSortIndicator(LiveOrdersModel::Received, Qt::DescendingOrder);
    view->setSortingEnabled(true);

    auto* pause = new QAction(tr("Pause the view"), view);
    pause->setShortcut(Qt::Key_Space);
    pause->setShortcutContext(Qt::WidgetShortcut);
    connect(pause, &QAction::triggered, this, &LiveOrdersPage::togglePause);
    view->addAction(pause);

    connect(view->verticalScrollBar(), &QScrollBar::valueChanged, this, &LiveOrdersPage::updateHolds);
    connect(view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &LiveOrdersPage::updateHolds);
    const auto choose = [this](const QModelIndex& index) {
        if (index.isValid() && m_ui->liveTableView->selectionModel()->isRowSelected(index.row()))
            Q_EMIT eventChosen(m_filter.eventAt(index));
    };
    connect(view, &QTableView::activated, this, choose);
    connect(view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [choose, view] { choose(view->currentIndex()); });
}

void LiveOrdersPage::setUpFilter()
{
    using State = LiveOrdersFilter::StateFilter;
    // The order of the form's entries.
    static constexpr State states[] = {State::Any,        State::New,          State::Updated,     State::Unchanged,
                                       State::Superseded, State::WithWarnings, State::DeadLettered};
    connect(m_ui->filterLineEdit, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filter.setText(text);
        showEmptyOrTable();
    });
    connect(m_ui->stateComboBox, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_filter.setState(states[index]);
        showEmptyOrTable();
    });
    connect(m_ui->clearFilterButton, &QPushButton::clicked, this, &LiveOrdersPage::clearFilter);
}

void LiveOrdersPage::setSource(const QString& brokers, const QString& topic)
{
    m_brokers = brokers;
    m_topic = topic;
    updateWords();
}

void LiveOrdersPage::goLive()
{
    m_ui->liveTableView->clearSelection();
    m_ui->liveTableView->setCurrentIndex({});
    m_ui->liveTableView->scrollToTop();
    m_feed.setHeld(LiveFeed::Paused, false);
    updateHolds();
}

void LiveOrdersPage::clearSelection()
{
    m_ui->liveTableView->clearSelection();
}

void LiveOrdersPage::togglePause()
{
    m_feed.setHeld(LiveFeed::Paused, !m_feed.isHeldBy(LiveFeed::Paused));
    updateWords();
}

void LiveOrdersPage::clearFilter()
{
    m_ui->filterLineEdit->clear();
    m_ui->stateComboBox->setCurrentIndex(0);
}

void LiveOrdersPage::updateHolds()
{
    const QScrollBar* bar = m_ui->liveTableView->verticalScrollBar();
    m_feed.setHeld(LiveFeed::Scrolled, bar->value() > bar->minimum());
    m_feed.setHeld(LiveFeed::Selected, m_ui->liveTableView->selectionModel()->hasSelection());
}

void LiveOrdersPage::updateNewButton()
{
    const qint64 waiting = m_feed.isHeld() ? m_feed.pendingCount() : 0;
    m_ui->newButton->setText(tr("%1 new").arg(text::number(waiting)));
    m_ui->newButton->setVisible(waiting > 0);
}

void LiveOrdersPage::updateWords()
{
    const bool paused = m_feed.isHeldBy(LiveFeed::Paused);
    updateNewButton();
    m_ui->holdLabel->setText(paused            ? tr("Paused, ingest goes on")
                             : m_feed.isHeld() ? tr("Held still while you read")
                                               : QString());
    m_ui->pauseButton->setChecked(paused);
    m_ui->pauseButton->setText(paused ? tr("Resume") : tr("Pause"));
    paintIcons();
    m_ui->emptyTextLabel->setText(
        m_brokers.isEmpty()
            ? tr("This is a viewer: orders show up here as any instance stores them.")
            : tr("Orders show up here as they come in from Kafka (%1, topic %2). Send one:").arg(m_brokers, m_topic));
    m_ui->commandLabel->setText(
        QStringLiteral("orderdesk send --kafka-brokers %1 --kafka-topic %2 data/model.json").arg(m_brokers, m_topic));
    m_ui->commandLabel->setVisible(!m_brokers.isEmpty());
    m_ui->copyCommandButton->setVisible(!m_brokers.isEmpty());
}

void LiveOrdersPage::showEmptyOrTable()
{
    const bool nothingCame = m_model.rowCount() == 0;
    const bool nothingMatches = !nothingCame && m_filter.rowCount() == 0;
    m_ui->liveStack->setCurrentWidget(nothingCame      ? m_ui->emptyPage
                                      : nothingMatches ? m_ui->noMatchPage
                                                       : m_ui->tablePage);
    const int all = m_model.rowCount();
    m_ui->countLabel->setText(m_filter.isFiltering()
                                  ? tr("%1 of %2").arg(text::number(m_filter.rowCount()), text::number(all))
                                  : (all > 0 ? tr("%1 shown").arg(text::number(all)) : QString()));
}

void LiveOrdersPage::paintIcons()
{
    const QColor ink = theme::mutedText();
    m_ui->pauseButton->setIcon(
        theme::icon(m_ui->pauseButton->isChecked() ? QStringLiteral("play") : QStringLiteral("pause"), ink));
    m_ui->newButton->setIcon(theme::icon(QStringLiteral("arrow-up"), theme::onAccent()));
    m_ui->emptyIconLabel->setPixmap(theme::pixmap(QStringLiteral("live"), ink, 56, devicePixelRatioF()));
}

void LiveOrdersPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        m_ui->retranslateUi(this);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        updateWords();
}

} // namespace orderdesk
