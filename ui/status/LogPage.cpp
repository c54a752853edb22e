#include "ui/status/LogPage.h"

#include "ui/widgets/BadgeDelegate.h"
#include "ui/widgets/TableColumns.h"
#include "ui/widgets/TableSetup.h"
#include "ui/widgets/Theme.h"
#include "ui/words/DisplayText.h"
#include "ui_LogPage.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace orderdesk {

namespace {

constexpr int capacity = 5000;

} // namespace

LogPage::LogPage(WindowState& state, QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<::Ui::LogPage>())
    , m_model(capacity)
    , m_filter(&m_model)
    , m_copyAction(new QAction(this))
    , m_emptyLabel(new QLabel)
{
    m_ui->setupUi(this);
    QTableView* view = m_ui->logTableView;
    view->setModel(&m_filter);
    setUpTable(view);
    view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    new TableColumns(view, QStringLiteral("log"), {{14}, {12}, {10}, {60}}, state);
    m_emptyLabel->setObjectName(QStringLiteral("logEmptyLabel"));
    m_emptyLabel->setProperty("muted", true);
    m_emptyLabel->setAlignment(Qt::AlignCenter);
    m_emptyLabel->setWordWrap(true);
    auto* inside = new QVBoxLayout(view->viewport());
    inside->addWidget(m_emptyLabel);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_filter, signal, this, &LogPage::sayWhyEmpty);
    connect(&m_filter, &QAbstractItemModel::modelReset, this, &LogPage::sayWhyEmpty);
    connect(m_ui->levelComboBox, qOverload<int>(&QComboBox::currentIndexChanged), this,
            [this](int index) { m_filter.setLeast(static_cast<LogLine::Level>(index)); });
    connect(m_ui->filterLineEdit, &QLineEdit::textChanged, &m_filter, &LogFilter::setText);
    connect(m_ui->pauseButton, &QToolButton::toggled, this, &LogPage::setPaused);
    connect(m_ui->copyButton, &QToolButton::clicked, this, &LogPage::copy);
    connect(m_ui->clearButton, &QToolButton::clicked, this, &LogPage::clear);
    m_copyAction->setShortcut(QKeySequence::Copy);
    m_copyAction->setShortcutContext(Qt::WidgetShortcut);
    connect(m_copyAction, &QAction::triggered, this, &LogPage::copy);
    view->addAction(m_copyAction);
    view->setContextMenuPolicy(Qt::ActionsContextMenu);
    retranslate();
}

LogPage::~LogPage() = default;

bool LogPage::isAtEnd() const
{
    const QScrollBar* bar = m_ui->logTableView->verticalScrollBar();
    return bar->value() >= bar->maximum();
}

void LogPage::append(const QList<LogLine>& lines)
{
    if (m_ui->pauseButton->isChecked()) {
        m_waiting += lines;
        if (m_waiting.size() > capacity)
            m_waiting.remove(0, m_waiting.size() - capacity);
        retranslate();
        return;
    }
    const bool follow = isVisible() && isAtEnd();
    m_model.append(lines);
    if (follow)
        m_ui->logTableView->scrollToBottom();
}

void LogPage::setPaused(bool paused)
{
    if (!paused)
        append(std::exchange(m_waiting, {}));
    retranslate();
}

void LogPage::copy()
{
    QModelIndexList rows = m_ui->logTableView->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex& row : rows)
        lines += plainText(row.data(LogModel::LineRole).value<LogLine>());
    for (int row = 0; rows.isEmpty() && row < m_filter.rowCount(); ++row) // nothing chosen: all that is shown
        lines += plainText(m_filter.index(row, 0).data(LogModel::LineRole).value<LogLine>());
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n') + u'\n');
}

void LogPage::clear()
{
    m_waiting.clear();
    m_model.clear();
    retranslate();
}

void LogPage::retranslate()
{
    const auto waiting = static_cast<int>(m_waiting.size());
    const bool paused = m_ui->pauseButton->isChecked();
    m_ui->pauseButton->setText(!paused        ? tr("Pause")
                               : waiting == 0 ? tr("Resume")
                                              : tr("Resume (%1 new)").arg(text::number(waiting)));
    m_ui->pauseButton->setIcon(
        theme::icon(paused ? QStringLiteral("play") : QStringLiteral("pause"), theme::mutedText()));
    m_copyAction->setText(tr("&Copy lines"));
    m_ui->copyButton->setIcon(theme::icon(QStringLiteral("copy"), theme::mutedText()));
    m_ui->clearButton->setIcon(theme::icon(QStringLiteral("trash"), theme::mutedText()));
    sayWhyEmpty();
}

void LogPage::sayWhyEmpty()
{
    m_emptyLabel->setVisible(m_filter.rowCount() == 0);
    if (m_filter.rowCount() == 0)
        m_emptyLabel->setText(m_model.rowCount() > 0
                                  ? tr("No line matches. Choose a lower level, or clear the filter.")
                                  : tr("No lines yet. What the program does and what goes wrong shows up here."));
}

// A table that is not shown does not scroll.
void LogPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!m_ui->pauseButton->isChecked())
        m_ui->logTableView->scrollToBottom();
}

void LogPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        m_model.retranslate();
    }
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
}

} // namespace orderdesk
