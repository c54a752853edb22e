#include "ui/order/HistoryView.h"

#include "ui/widgets/OrderActions.h"
#include "ui/widgets/TableActions.h"
#include "ui/widgets/TableColumns.h"
#include "ui/widgets/TableSetup.h"
#include "ui/words/DisplayText.h"
#include "ui/words/Sentences.h"
#include "ui_HistoryView.h"

#include <QEvent>
#include <QHeaderView>

#include <algorithm>

namespace orderdesk {

namespace {

std::string_view viewOf(const QByteArray& bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

} // namespace

HistoryView::HistoryView(OrderActions& actions, WindowState& state, QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::HistoryView>())
{
    m_ui->setupUi(this);
    setUpTable(m_ui->revisionsTableView);
    m_ui->revisionsTableView->setSelectionMode(QAbstractItemView::SingleSelection);
    m_ui->revisionsTableView->setModel(&m_revisions);
    m_revisionColumns =
        new TableColumns(m_ui->revisionsTableView, QStringLiteral("revisions"), {{10}, {14}, {24}, {16}, {12}}, state);
    new TableActions(m_ui->revisionsTableView, actions);
    setUpTable(m_ui->changesTableView);
    m_ui->changesTableView->setModel(&m_changes);
    m_changeColumns =
        new TableColumns(m_ui->changesTableView, QStringLiteral("changes"), {{12}, {28}, {28}, {28}}, state);
    new TableActions(m_ui->changesTableView, actions);
    connect(m_ui->revisionsTableView->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &HistoryView::showChanges);
    connect(m_ui->historyRetryButton, &QPushButton::clicked, this, [this] {
        m_asked = false;
        ask();
    });
    updateWords();
}

HistoryView::~HistoryView() = default;

void HistoryView::setOrder(const std::optional<StoredOrder>& current)
{
    if (m_read && current && m_current && *current == *m_current)
        return;
    m_current = current;
    m_problem.reset();
    m_asked = m_read = false;
    m_revisions.setRevisions({});
    showChanges();
    if (isVisible())
        ask();
}

void HistoryView::ask()
{
    if (!m_current || m_asked)
        return;
    m_asked = true;
    m_problem.reset();
    if (m_current->revision == 1)
        showList({});
    else
        Q_EMIT wanted(text::fromUtf8(m_current->orderUid));
    updateWords();
}

void HistoryView::showRevisions(const QString& orderUid, const Result<std::vector<StoredOrder>>& replaced)
{
    if (!m_current || text::fromUtf8(m_current->orderUid) != orderUid)
        return;
    if (!replaced) {
        m_problem = replaced.error();
        updateWords();
        return;
    }
    if (!replaced->empty() && replaced->front().revision >= m_current->revision) {
        Q_EMIT newerStored(orderUid);
        return;
    }
    showList(*replaced);
}

void HistoryView::showList(std::vector<StoredOrder> replaced)
{
    replaced.insert(replaced.begin(), *m_current);
    m_read = true;
    m_revisions.setRevisions(std::move(replaced));
    m_ui->revisionsTableView->selectRow(0);
    fitTables();
    showChanges();
}

int HistoryView::chosenRow() const
{
    const QModelIndexList rows = m_ui->revisionsTableView->selectionModel()->selectedRows();
    return rows.isEmpty() ? -1 : rows.first().row();
}

void HistoryView::showChanges()
{
    const int row = chosenRow();
    const StoredOrder* before = row < 0 ? nullptr : m_revisions.before(row);
    m_isReadable = true;
    std::vector<DocumentChange> changes;
    if (before != nullptr) {
        auto found = compareDocuments(viewOf(before->document), viewOf(m_revisions.revisionAt(row).document));
        m_isReadable = found.has_value();
        if (found)
            changes = std::move(*found);
    }
    m_changes.setChanges(std::move(changes));
    fitTables();
    updateWords();
}

void HistoryView::fitTables()
{
    QTableView* revisions = m_ui->revisionsTableView;
    m_revisionColumns->fitToContents();
    const auto heightOf = [](const QTableView* view, int rows) {
        return view->horizontalHeader()->sizeHint().height() + rows * view->verticalHeader()->defaultSectionSize() + 14;
    };
    // Both give way where large fonts leave little room.
    revisions->setMinimumHeight(heightOf(revisions, std::clamp(m_revisions.rowCount(), 1, 2)));
    revisions->setMaximumHeight(heightOf(revisions, std::clamp(m_revisions.rowCount(), 1, 6)));
    QTableView* changes = m_ui->changesTableView;
    changes->setMinimumHeight(heightOf(changes, 3));
    m_changeColumns->fitToContents();
    revisions->updateGeometry();
    changes->updateGeometry();
}

void HistoryView::updateWords()
{
    const int row = chosenRow();
    QString note;
    QString heading = tr("What changed");
    if (m_problem) {
        note = tr("The earlier revisions could not be read: %1").arg(text::sentence(m_problem->message));
    } else if (!m_read) {
        note = tr("Looking…");
    } else if (row >= 0) {
        const std::int64_t revision = m_revisions.revisionAt(row).revision;
        if (const StoredOrder* before = m_revisions.before(row)) {
            heading = tr("What revision %1 changed of revision %2: %n difference(s)", nullptr, m_changes.rowCount())
                          .arg(text::number(revision), text::number(before->revision));
            if (!m_isReadable)
                note = tr("One of the two documents does not read as JSON.");
            else if (m_changes.rowCount() == 0)
                note = tr("The members are the same; only the way it is written differs.");
        } else if (revision == 1) {
            note = tr("This is the first revision: it replaced nothing.");
        } else {
            note = tr("Revision %1, which this one replaced, is not kept. How many are kept is decided by "
                      "--keep-revisions.")
                       .arg(text::number(revision - 1));
        }
    }
    m_ui->revisionChangesHeading->setText(heading);
    m_ui->historyNoteLabel->setText(note);
    m_ui->historyNote->setVisible(!note.isEmpty());
    m_ui->historyRetryButton->setVisible(m_problem.has_value());
    m_ui->revisionsTableView->setVisible(m_read);
    m_ui->revisionsHeading->setVisible(m_read);
    m_ui->revisionChangesHeading->setVisible(m_changes.rowCount() > 0);
    m_ui->changesTableView->setVisible(m_changes.rowCount() > 0);
}

void HistoryView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    ask();
}

void HistoryView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        updateWords();
    }
    if (event->type() == QEvent::FontChange)
        fitTables();
}

} // namespace orderdesk
