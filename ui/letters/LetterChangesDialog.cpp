#include "ui/letters/LetterChangesDialog.h"

#include "ui/widgets/TableActions.h"
#include "ui/widgets/TableColumns.h"
#include "ui/widgets/TableSetup.h"
#include "ui/words/DisplayText.h"
#include "ui/words/Sentences.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

namespace orderdesk {

namespace {

constexpr int pageSize = 200;

} // namespace

LetterChangesDialog::LetterChangesDialog(AsyncDeadLetterBrowser& browser, OrderActions& orders, WindowState& state,
                                         QWidget* parent)
    : QDialog(parent)
    , m_browser(browser)
    , m_noteLabel(new QLabel(this))
{
    setObjectName(QStringLiteral("letterChangesDialog"));
    auto* layout = new QVBoxLayout(this);
    auto* view = new QTableView(this);
    view->setObjectName(QStringLiteral("letterChangesTableView"));
    setUpTable(view);
    view->setModel(&m_model);
    const auto* columns = new TableColumns(view, QStringLiteral("letterChanges"),
                                           {{text::shortDateTimeWidth}, {20}, {20}, {20}, {24}}, state);
    connect(this, &QDialog::finished, columns, &TableColumns::save);
    new TableActions(view, orders);
    m_noteLabel->setTextFormat(Qt::PlainText);
    m_noteLabel->setWordWrap(true);
    m_noteLabel->setObjectName(QStringLiteral("letterChangesNoteLabel"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(m_noteLabel);
    layout->addWidget(view, 1);
    layout->addWidget(buttons);
    resize(900, 480);
    connect(&m_model, &LetterChangesModel::moreWanted, this, [this](qint64 before) { fetch(before); });
    retranslate();
    fetch({});
}

void LetterChangesDialog::fetch(std::optional<std::int64_t> before)
{
    m_browser.ask([before](DeadLetterBrowser& browser) { return browser.changes({}, before, pageSize); }, this,
                  [this](const Result<DeadLetterChangePage>& page) {
                      if (page)
                          m_model.append(*page);
                      if (!page)
                          m_noteLabel->setText(
                              tr("The changes could not be read: %1").arg(text::sentence(page.error().message)));
                      else if (m_model.rowCount() == 0)
                          m_noteLabel->setText(tr("Nothing was sent again or discarded yet."));
                  });
}

void LetterChangesDialog::retranslate()
{
    setWindowTitle(tr("Changes of dead letters"));
    findChild<QTableView*>()->setAccessibleName(tr("Changes of dead letters"));
    m_noteLabel->setText(tr("Who sent dead letters again or discarded them; newest first."));
}

void LetterChangesDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace orderdesk
