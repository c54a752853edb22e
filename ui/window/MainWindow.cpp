#include "ui/window/MainWindow.h"

#include "ui/backend/WindowState.h"
#include "ui/browse/BrowsePage.h"
#include "ui/browse/SearchPage.h"
#include "ui/browse/SearchTab.h"
#include "ui/filter/FilterValues.h"
#include "ui/letters/DeadLettersPage.h"
#include "ui/live/LiveOrdersPage.h"
#include "ui/preferences/AboutDialog.h"
#include "ui/status/IngestControls.h"
#include "ui/status/StatusLine.h"
#include "ui/status/WindowDocks.h"
#include "ui/traffic/ExportDialog.h"
#include "ui/traffic/LetterExport.h"
#include "ui/traffic/SendOrders.h"
#include "ui/widgets/CopyFocus.h"
#include "ui/widgets/OrderActions.h"
#include "ui/widgets/SelectionWalk.h"
#include "ui/widgets/StyleFollower.h"
#include "ui/widgets/TableColumns.h"
#include "ui/widgets/Theme.h"
#include "ui/window/DetailPane.h"
#include "ui/window/KeyPriority.h"
#include "ui/window/PageMenu.h"
#include "ui/window/TrayIcon.h"
#include "ui/window/ViewerNotices.h"
#include "ui/window/WindowShell.h"
#include "ui/words/DisplayText.h"
#include "ui/words/Language.h"
#include "ui/words/LanguageMenu.h"
#include "ui_MainWindow.h"

#include <QCloseEvent>
#include <QTabBar>
#include <QTimer>

#include <algorithm>

namespace orderdesk {

struct MainWindow::Private
{
    explicit Private(WindowBackend b)
        : backend(std::move(b))
        , state(backend.stateFile)
        , language(state)
        , actions(backend.lookup, backend.pageUrl)
    {
    }

    WindowBackend backend;
    WindowState state;
    Language language; ///< before any widget has words
    OrderActions actions;
    CopyFocus copyFocus;
    FilterValues filterValues;
    Ui::MainWindow ui;
    WindowShell* shell = nullptr;
    PageMenu* pages = nullptr;
    StatusLine* status = nullptr;
    LiveOrdersPage* live = nullptr;
    DeadLettersPage* deadLetters = nullptr;
    SearchPage* search = nullptr;
    SearchTab* searchTab = nullptr;
    BrowsePage* browse = nullptr; ///< null where there is no database to walk through
    DetailPane* detail = nullptr;
    SendOrders* send = nullptr;
    ViewerNotices* notices = nullptr;
    IngestControls* ingest = nullptr;
    WindowDocks* docks = nullptr;
    TrayIcon* tray = nullptr;
    QTimer statusTimer;
};

MainWindow::MainWindow(WindowBackend backend, QWidget* parent)
    : QMainWindow(parent)
    , d(std::make_unique<Private>(std::move(backend)))
{
    d->ui.setupUi(this);
    setWindowIcon(theme::icon(QStringLiteral("orderdesk"), Qt::black));
    d->shell = new WindowShell(this, d->ui, d->state, d->backend.settings);
    new StyleFollower(this);
    addPages();
    d->status = new StatusLine(statusBar()); // after the pages, so that Tab comes to it last
    connectPages();
    connectActions();
    addIngest();
    restoreState();
    connect(&d->statusTimer, &QTimer::timeout, this, &MainWindow::refreshStatus);
    d->statusTimer.start(std::chrono::seconds(1));
    refreshStatus();
}

MainWindow::~MainWindow() = default;

void MainWindow::addPages()
{
    d->live = new LiveOrdersPage(d->actions, d->state);
    d->live->setSource(d->backend.ingest ? d->backend.brokersShown : QString(), d->backend.topicShown);
    d->deadLetters = new DeadLettersPage(d->backend, d->actions, d->state);
    d->search = new SearchPage(d->backend.lookup, d->actions, d->state);
    QTabWidget* tabs = d->ui.pagesTabWidget;
    tabs->addTab(d->live, QString());
    tabs->addTab(d->deadLetters, QString());
    tabs->addTab(d->search, QString());
    if (d->backend.makeBrowser) {
        d->browse = new BrowsePage(d->backend.makeBrowser, d->actions, d->state);
        tabs->insertTab(1, d->browse, QString());
    }
    namePages();
    d->live->setCanBrowse(d->browse != nullptr);
    d->live->setFilterValues(&d->filterValues);
    if (d->browse)
        d->browse->setFilterValues(&d->filterValues);
    d->searchTab = new SearchTab(tabs, d->search);
    tabs->tabBar()->setDrawBase(false);

    d->detail = new DetailPane(d->backend, d->actions, d->state);
    auto* walk = new SelectionWalk(tabs);
    walk->setExtent(d->deadLetters, [letters = d->deadLetters] { return SelectionWalk::Extent{0, letters->total()}; });
    if (d->browse) {
        walk->setExtent(d->browse, [browse = d->browse] { return browse->extent(); });
        connect(d->browse, &BrowsePage::extentChanged, walk, &SelectionWalk::noteChange);
    }
    d->detail->setWalk(walk);
    d->ui.splitter->addWidget(d->detail);
    d->ui.splitter->setStretchFactor(0, 3);
    d->ui.splitter->setStretchFactor(1, 2);
    d->ui.splitter->setCollapsible(0, false);
    d->ui.splitter->setCollapsible(1, false);
    d->notices = new ViewerNotices(d->ui.centralLayout, 1, d->ui.centralwidget);
    connect(d->notices, &ViewerNotices::rightsChanged, d->detail, &DetailPane::setRights);
    connect(d->notices, &ViewerNotices::rightsChanged, d->deadLetters, &DeadLettersPage::setRights);
}

void MainWindow::namePages()
{
    const auto name = [tabs = d->ui.pagesTabWidget](QWidget* page, const QString& words) {
        page->setWindowTitle(words);
        tabs->setTabText(tabs->indexOf(page), words);
    };
    name(d->live, tr("Live"));
    name(d->deadLetters, tr("Dead letters"));
    name(d->search, tr("Search"));
    if (d->browse)
        name(d->browse, tr("Orders"));
}

void MainWindow::connectPages()
{
    connect(d->ui.lookupLineEdit, &LookupBox::lookupWanted, d->search, &SearchPage::search);
    // The detail then shows what was looked for, and no longer the row that was chosen.
    connect(d->search, &SearchPage::orderChosen, d->live, &LiveOrdersPage::clearSelection);
    connect(d->search, &SearchPage::orderChosen, d->deadLetters, &DeadLettersPage::clearSelection);
    connect(d->search, &SearchPage::orderChosen, d->detail, &DetailPane::showOrder);
    connect(d->search, &SearchPage::deadLetterChosen, d->detail, &DetailPane::showDeadLetter);
    connect(d->search, &SearchPage::backWanted, this, &MainWindow::returnToLive);
    // The one hit stands beside the page; what was found before it is no answer to it.
    connect(d->search, &SearchPage::singleHit, d->searchTab, &SearchTab::leave);
    connect(d->search, &SearchPage::singleHit, d->detail, &DetailPane::showMainTab);
    connect(d->search, &SearchPage::resultsShown, this, [this] {
        closeDetail();
        d->searchTab->show();
    });
    connect(d->live, &LiveOrdersPage::eventChosen, d->detail, &DetailPane::showMessage);
    if (d->browse) {
        connect(d->browse, &BrowsePage::orderChosen, d->detail, &DetailPane::showOrder);
        connect(d->search, &SearchPage::orderChosen, d->browse, &BrowsePage::clearSelection);
        connect(d->live, &LiveOrdersPage::browseWanted, this, [this] {
            d->browse->setConditions(d->live->conditions());
            d->ui.pagesTabWidget->setCurrentWidget(d->browse);
        });
    }
    connect(d->deadLetters, &DeadLettersPage::deadLetterChosen, d->detail, &DetailPane::showDeadLetter);
    connect(d->deadLetters, &DeadLettersPage::workEnded, d->detail, &DetailPane::refreshDeadLetter);
    connect(d->deadLetters, &DeadLettersPage::newCountChanged, this, &MainWindow::showNewDeadLetters);
    connect(d->detail, &DetailPane::closed, this, &MainWindow::closeDetail);
    connect(d->detail, &DetailPane::deadLetterGone, d->deadLetters, &DeadLettersPage::remove);
    connect(d->detail, &DetailPane::deadLettersChanged, d->deadLetters, &DeadLettersPage::refresh);
    connect(d->detail, &DetailPane::said, d->status, &StatusLine::say);
    connect(&d->actions, &OrderActions::said, d->status, &StatusLine::say);
}

void MainWindow::connectActions()
{
    d->send = new SendOrders(this, d->ui.fileMenu, d->backend, d->actions, d->state);
    connect(d->notices, &ViewerNotices::rightsChanged, d->send, &SendOrders::setRights);
    connect(d->ui.exportAction, &QAction::triggered, this, &MainWindow::exportPage);
    connect(d->ui.quitAction, &QAction::triggered, this, &MainWindow::close);
    connect(d->ui.copyAction, &QAction::triggered, &d->copyFocus, &CopyFocus::copy);
    connect(d->ui.findAction, &QAction::triggered, d->ui.lookupLineEdit, &LookupBox::takeOver);
    connect(d->ui.liveAction, &QAction::triggered, this, &MainWindow::returnToLive);
    connect(d->ui.stepBackAction, &QAction::triggered, this, &MainWindow::stepBack);
    new KeyPriority(this, d->ui.exportAction);
    connect(d->ui.pauseViewAction, &QAction::triggered, d->live, &LiveOrdersPage::togglePause);
    connect(d->ui.columnsMenu, &QMenu::aboutToShow, this, &MainWindow::fillColumnsMenu);
    connect(d->ui.resetColumnsAction, &QAction::triggered, this, [this] {
        for (TableColumns* columns : findChildren<TableColumns*>())
            columns->reset();
    });
    if (d->backend.settings)
        d->live->offerPreferences(d->ui.preferencesAction);
    d->pages = new PageMenu(d->ui.pagesTabWidget, d->ui.viewMenu);
    new LanguageMenu(d->ui.viewMenu, d->language, d->state);
    connect(d->ui.aboutAction, &QAction::triggered, this, [this] {
        auto* about = new AboutDialog(d->backend, this);
        about->setAttribute(Qt::WA_DeleteOnClose);
        about->open();
    });
}

void MainWindow::addIngest()
{
    d->ingest = new IngestControls(d->backend, d->ui.ingestMenu, d->ui.pauseIngestAction, d->ui.centralLayout, this);
    connect(d->ingest, &IngestControls::said, d->status, &StatusLine::say);
    connect(d->ingest, &IngestControls::setupWanted, d->shell, &WindowShell::showSetup);
    connect(d->shell, &WindowShell::setupMissing, d->ingest, &IngestControls::setSetupMissing);
    d->docks = new WindowDocks(d->backend, d->state, this, d->ui.viewMenu, d->ui.mainToolBar->toggleViewAction());
    d->tray =
        new TrayIcon(d->state, this, d->backend.setIngestPaused ? d->ui.pauseIngestAction : nullptr, d->ui.quitAction);
}

void MainWindow::addEvents(const QList<IngestEvent>& events)
{
    d->live->addEvents(events);
    d->ui.lookupLineEdit->noteEvents(events);
    d->filterValues.note(events);
    d->detail->noteEvents(events);
    d->deadLetters->noteNew(static_cast<int>(std::count_if(events.begin(), events.end(), [](const IngestEvent& event) {
        return event.kind == IngestEvent::Kind::DeadLettered;
    })));
}

void MainWindow::noteSkipped(qint64 count)
{
    d->notices->addSkipped(count);
    d->detail->refreshOrder();
}

void MainWindow::present(const QString& find, const QStringList& files)
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
    if (!find.isEmpty()) {
        d->ui.lookupLineEdit->setText(find);
        Q_EMIT d->ui.lookupLineEdit->lookupWanted(find);
    }
    if (!files.isEmpty())
        d->send->send(files);
}

void MainWindow::showNewDeadLetters(int count)
{
    d->status->tellNewDeadLetters(count);
    const int tab = d->ui.pagesTabWidget->indexOf(d->deadLetters);
    d->ui.pagesTabWidget->setTabText(tab, count == 0 ? tr("Dead letters")
                                                     : tr("Dead letters (%1 new)").arg(text::number(count)));
}

// First what was opened closes, then the filter goes; the page stays but for Live, which then shows what comes in.
void MainWindow::stepBack()
{
    if (d->shell->closeOnEscape())
        return;
    const QWidget* page = d->ui.pagesTabWidget->currentWidget();
    const bool hasDetail = !d->detail->isHidden();
    if (page == d->live) {
        if (hasDetail || !d->live->clearFilter())
            returnToLive();
        return;
    }
    if (hasDetail)
        closeDetail();
    else if (page == d->browse)
        d->browse->clearFilter();
    else if (page == d->deadLetters)
        d->deadLetters->clearFilter();
    d->shell->focusPage();
}

void MainWindow::returnToLive()
{
    d->search->cancel();
    d->ui.lookupLineEdit->clear();
    const bool comesFromElsewhere = d->ui.lookupLineEdit->hasFocus() || !d->live->isVisible();
    closeDetail();
    d->ui.pagesTabWidget->setCurrentWidget(d->live);
    if (comesFromElsewhere)
        d->live->takeFocus();
    d->searchTab->hide();
    d->live->goLive();
}

void MainWindow::closeDetail()
{
    d->detail->clear();
    d->live->clearSelection();
    d->deadLetters->clearSelection();
    d->search->clearSelection();
    if (d->browse)
        d->browse->clearSelection();
}

void MainWindow::refreshStatus()
{
    const StatusLine::Values values = StatusLine::valuesOf(d->backend);
    if (d->backend.databaseRights)
        d->notices->setRights(d->backend.databaseRights());
    d->status->show(values);
    d->notices->setOutage(values.database, values.ingest ? std::optional(values.ingest->kafka) : std::nullopt);
    d->live->setIngest(values.ingest);
    d->ingest->show(values.ingest);
    d->docks->showValues(values);
    d->tray->showValues(values);
    if (values.database.level == ComponentState::Level::Ok)
        readAgain();
}

/// What a page could not read while the database was away comes by itself when it is back.
void MainWindow::readAgain()
{
    d->detail->readAgain();
    // A list read anew would close the order that was opened from it.
    if (d->detail->isHidden())
        d->search->readAgain();
    if (d->browse)
        d->browse->readAgain();
}

void MainWindow::fillColumnsMenu()
{
    QMenu* menu = d->ui.columnsMenu;
    menu->clear();
    d->ui.pagesTabWidget->currentWidget()->findChild<TableColumns*>()->fillMenu(menu); // every page has a table
}

void MainWindow::exportPage()
{
    const QWidget* page = d->ui.pagesTabWidget->currentWidget();
    std::optional<ExportPlan> plan;
    if (page == d->live)
        plan = liveExport(d->live->shownEvents());
    else if (page == d->search)
        plan = foundExport(d->search->orders());
    else if (page == d->browse)
        plan = storedExport(d->backend.makeBrowser, d->browse->filter(), d->browse->count());
    else if (page == d->deadLetters && d->backend.makeDeadLetterBrowser)
        plan = letterExport(d->backend.makeDeadLetterBrowser, d->deadLetters->filter(), d->deadLetters->total());
    ExportDialog::offer(plan, this, [this](const QString& message) { d->status->say(message); });
}

void MainWindow::restoreState()
{
    d->state.restoreGeometry(QStringLiteral("main"), *this);
    if (!d->state.restoreSplitter(QStringLiteral("main"), *d->ui.splitter))
        d->ui.splitter->setSizes({780, 520});
    d->shell->restore();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    d->state.saveGeometry(QStringLiteral("main"), *this);
    d->shell->save();
    if (d->detail->isVisible())
        d->state.saveSplitter(QStringLiteral("main"), *d->ui.splitter);
    for (const TableColumns* columns : findChildren<TableColumns*>())
        columns->save();
    QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (!d->tray)
        return;
    if (event->type() == QEvent::PaletteChange)
        d->shell->paintIcons();
    if (event->type() == QEvent::LanguageChange) {
        d->ui.retranslateUi(this);
        namePages();
        d->pages->retranslate();
        showNewDeadLetters(d->deadLetters->newCount());
        d->notices->retranslate();
        d->status->retranslate();
        d->ingest->retranslate();
        d->docks->retranslate();
        refreshStatus();
    }
}

} // namespace orderdesk
