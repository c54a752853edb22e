#include "ui/log/LogPage.h"

#include "ui/table/BadgeDelegate.h"
#include "ui/table/TableSetup.h"
#include "ui/text/DisplayText.h"
#include "ui/theme/Theme.h"
#include "ui_LogPage.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QScrollBar>
#include <QShortcut>

#include <algorithm>

namespace orderdesk {

namespace {

constexpr int capacity = 5000;

} // namespace

LogPage::LogPage(QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<::Ui::LogPage>())
    , m_model(capacity)
    , m_filter(&m_model)
{
    m_ui->setupUi(this);
    QTableView* view = m_ui->logTableView;
    view->setModel(&m_filter);
    setUpTable(view);
    view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    const int letter = fontMetrics().averageCharWidth();
    view->setColumnWidth(LogModel::Time, fontMetrics().horizontalAdvance(QStringLiteral("00:00:00.000")) + letter * 6);
    view->setColumnWidth(LogModel::Level, letter * 17);
    view->setColumnWidth(LogModel::Category, letter * 14);
    view->horizontalHeader()->setStretchLastSection(true);
    connect(m_ui->levelComboBox, qOverload<int>(&QComboBox::currentIndexChanged), this,
            [this](int index) { m_filter.setLeast(static_cast<LogLine::Level>(index)); });
    connect(m_ui->filterLineEdit, &QLineEdit::textChanged, &m_filter, &LogFilter::setText);
    connect(m_ui->pauseButton, &QToolButton::toggled, this, &LogPage::setPaused);
    connect(m_ui->copyButton, &QToolButton::clicked, this, &LogPage::copy);
    connect(m_ui->clearButton, &QToolButton::clicked, this, &LogPage::clear);
    auto* copyKey = new QShortcut(QKeySequence::Copy, view);
    copyKey->setContext(Qt::WidgetShortcut);
    connect(copyKey, &QShortcut::activated, this, &LogPage::copy);
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
    m_ui->copyButton->setIcon(theme::icon(QStringLiteral("copy"), theme::mutedText()));
    m_ui->clearButton->setIcon(theme::icon(QStringLiteral("trash"), theme::mutedText()));
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
