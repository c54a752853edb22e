#include "ui/browse/SearchPage.h"

#include "lookup/LookupText.h"
#include "ui/widgets/OrderActions.h"
#include "ui/widgets/SortedRows.h"
#include "ui/widgets/TableActions.h"
#include "ui/widgets/TableColumns.h"
#include "ui/widgets/TableSetup.h"
#include "ui/widgets/Theme.h"
#include "ui/words/DisplayText.h"
#include "ui/words/Sentences.h"
#include "ui_SearchPage.h"

#include <QEvent>

namespace orderdesk {

namespace {

QString whyNot(const SearchAnswer& answer)
{
    return answer.error && !answer.error->message.isEmpty()
               ? SearchPage::tr("The database is away (%1).").arg(text::sentence(answer.error->message))
               : SearchPage::tr("The database is away.");
}

} // namespace

SearchPage::SearchPage(AsyncLookup* lookup, OrderActions& orders, WindowState& state, QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::SearchPage>())
    , m_lookup(lookup)
{
    m_ui->setupUi(this);
    setUpTables(orders, state);
    connect(m_ui->againButton, &QPushButton::clicked, this, [this] { search(m_text); });
    connect(m_ui->backButton, &QPushButton::clicked, this, &SearchPage::backWanted);
    paintIcons();
}

SearchPage::~SearchPage() = default;

void SearchPage::setUpTables(OrderActions& orders, WindowState& state)
{
    QTableView* results = m_ui->resultsTableView;
    setUpTable(results);
    results->setModel(&m_orders);
    new TableColumns(results, QStringLiteral("results"),
                     {{22},
                      {14},
                      {9},
                      {14},
                      {5},
                      {13},
                      {9},
                      {text::shortDateTimeWidth},
                      {text::shortDateTimeWidth},
                      {20},
                      {9, false},
                      {14, false}},
                     state);
    new TableActions(results, orders);
    connect(results->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this, results] {
        const QModelIndexList rows = results->selectionModel()->selectedRows();
        if (rows.size() == 1)
            Q_EMIT orderChosen(text::fromUtf8(m_orders.orderAt(rows.first().row()).orderUid));
    });

    QTableView* deadLetters = m_ui->foundDeadLettersTableView;
    setUpTable(deadLetters);
    const auto* letterRows = new SortedRows(&m_deadLetters, deadLetters);
    new TableColumns(deadLetters, QStringLiteral("foundDeadLetters"),
                     {{text::shortDateTimeWidth}, {22}, {44, true, true}, {20}, {20, false}, {14}, {10}}, state);
    new TableActions(deadLetters, orders);
    connect(deadLetters->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this, deadLetters, letterRows] {
                const QModelIndexList rows = deadLetters->selectionModel()->selectedRows();
                if (rows.size() == 1)
                    Q_EMIT deadLetterChosen(m_deadLetters.deadLetterAt(letterRows->sourceRow(rows.first())));
            });
}

void SearchPage::search(const QString& text)
{
    m_text = lookupText(text);
    ask(false);
}

void SearchPage::readAgain()
{
    if (isVisible() && !m_isAsking && m_answer && m_answer->error && m_answer->error->code == ErrorCode::Unavailable)
        ask(true);
}

void SearchPage::ask(bool again)
{
    const quint64 question = ++m_question;
    m_isAsking = !m_text.isEmpty();
    if (!m_isAsking)
        return;
    m_lookup->search(m_text, this, [this, question, again](const SearchAnswer& answer) {
        if (question == m_question)
            takeAnswer(answer, again);
    });
}

std::vector<OrderSummary> SearchPage::orders() const
{
    return m_answer ? m_answer->orders : std::vector<OrderSummary>();
}

void SearchPage::clearSelection()
{
    m_ui->resultsTableView->clearSelection();
    m_ui->foundDeadLettersTableView->clearSelection();
}

void SearchPage::cancel()
{
    ++m_question;
    m_isAsking = false;
}

/// `again`: nobody asked for it just now, so what has the focus keeps it.
void SearchPage::takeAnswer(const SearchAnswer& answer, bool again)
{
    m_isAsking = false;
    m_answer.reset();
    const bool isExact = answer.order && answer.orders.size() <= 1;
    if (isExact || (answer.orders.size() == 1 && answer.deadLetters.empty() && answer.databaseAsked)) {
        Q_EMIT orderChosen(text::fromUtf8(isExact ? answer.order->order->orderUid : answer.orders.front().orderUid));
        Q_EMIT singleHit();
        return;
    }
    m_answer = answer;
    m_orders.setOrders(answer.orders);
    m_deadLetters.setDeadLetters(answer.deadLetters);
    showAnswer();
    Q_EMIT resultsShown();
    if (!again)
        focusResults();
}

void SearchPage::showAnswer()
{
    if (m_answer->orders.empty() && m_answer->deadLetters.empty())
        showNothing(*m_answer);
    else
        showList(*m_answer);
}

void SearchPage::showList(const SearchAnswer& answer)
{
    const auto orders = static_cast<std::int64_t>(answer.orders.size());
    m_ui->summaryLabel->setText(
        !answer.databaseAsked ? tr("Only the cache could be asked for “%1”. %2").arg(answer.text, whyNot(answer))
        : orders == 0         ? tr("“%1” is not stored. It came, and was refused:").arg(answer.text)
                      : tr("%n order(s) found for “%1”", nullptr, static_cast<int>(orders)).arg(answer.text));
    m_ui->againButton->setVisible(answer.error.has_value());
    m_ui->resultsTableView->setVisible(orders > 0);
    m_ui->deadLettersHeading->setVisible(orders > 0 && !answer.deadLetters.empty());
    m_ui->foundDeadLettersTableView->setVisible(!answer.deadLetters.empty());
    m_ui->stack->setCurrentWidget(m_ui->resultsPage);
}

void SearchPage::focusResults()
{
    if (m_ui->stack->currentWidget() != m_ui->resultsPage)
        return;
    QTableView* first = m_orders.rowCount() > 0 ? m_ui->resultsTableView : m_ui->foundDeadLettersTableView;
    int row = 0;
    for (int i = 0; m_answer->order && i < m_orders.rowCount(); ++i) {
        if (m_orders.orderAt(i).orderUid == m_answer->order->order->orderUid)
            row = i;
    }
    first->selectRow(row);
    first->setFocus();
}

void SearchPage::showNothing(const SearchAnswer& answer)
{
    m_ui->nothingPageTitle->setText(tr("Nothing found for “%1”").arg(answer.text));
    QStringList lines{tr("✓ cache: not there")};
    if (!answer.databaseAsked) {
        lines += tr("✕ database: not asked. %1").arg(whyNot(answer));
        lines += tr("✕ dead letters: not asked, they are in the database");
    } else {
        lines += tr("✓ database: not there");
        lines += answer.error                    ? tr("✕ dead letters: not asked. %1").arg(whyNot(answer))
                 : mayBeOrderNumber(answer.text) ? tr("✓ dead letters: not there")
                                                 : tr("– dead letters: they are found by order number or key only");
    }
    m_ui->nothingPageText->setText(lines.join(QLatin1Char('\n')));
    m_ui->nothingHintLabel->setText(
        answer.databaseAsked
            ? tr("Check it for typing errors, or look for something else of the same order: its track number, phone or "
                 "e-mail. What was sent just now may still be on its way: search again in a moment.")
            : tr("Search again when the database answers: its lamp, at the bottom, says when it is tried next."));
    m_ui->summaryLabel->setText(
        tr("Searched: order number, track number, phone, e-mail, customer, name, city, transaction, nm_id"));
    m_ui->againButton->setVisible(true);
    m_ui->stack->setCurrentWidget(m_ui->nothingPage);
}

void SearchPage::paintIcons()
{
    m_ui->nothingIconLabel->setPixmap(
        theme::pixmap(QStringLiteral("search"), theme::mutedText(), 56, devicePixelRatioF()));
}

void SearchPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintIcons();
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        if (m_answer)
            showAnswer();
    }
}

} // namespace orderdesk
