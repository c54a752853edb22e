#include "ui/traffic/SendDialog.h"

#include "ui/json/JsonEditor.h"
#include "ui/json/PrettyJson.h"
#include "ui/traffic/DroppedOrders.h"
#include "ui/widgets/TableActions.h"
#include "ui/widgets/TableColumns.h"
#include "ui/widgets/TableSetup.h"
#include "ui/widgets/Theme.h"
#include "ui/words/DisplayText.h"
#include "ui/words/Sentences.h"
#include "ui_SendDialog.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

namespace orderdesk {

using Stage = SendWork::Stage;

SendDialog::SendDialog(const WindowBackend& backend, OrderActions& orders, WindowState& state, QWidget* parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::SendDialog>())
    , m_backend(backend)
    , m_work(*backend.sender)
{
    m_ui->setupUi(this);
    QTableView* view = m_ui->sendRecordsTableView;
    setUpTable(view);
    view->setModel(&m_work.records());
    const auto* columns = new TableColumns(view, QStringLiteral("sendRecords"), {{16}, {24}, {16}, {40}}, state);
    connect(this, &QDialog::finished, columns, &TableColumns::save);
    new TableActions(view, orders);
    m_ui->sendEditPane->setValidation(backend.sender->validationSettings());
    m_ui->sourceTabs->tabBar()->setDrawBase(false);
    connect(m_ui->newOrderButton, &QPushButton::clicked, this, [this] {
        if (mayDiscardText())
            beginNewOrder();
    });
    connect(m_ui->pasteButton, &QPushButton::clicked, this, &SendDialog::pasteClipboard);
    connect(m_ui->indentTextButton, &QPushButton::clicked, m_ui->sendEditPane, &JsonEditPane::indent);
    connect(m_ui->chooseFilesButton, &QPushButton::clicked, this, &SendDialog::chooseFiles);
    connect(m_ui->closeSendButton, &QPushButton::clicked, this, &SendDialog::reject);
    connect(m_ui->sendButton, &QPushButton::clicked, this, [this] { m_work.send(); });
    connect(m_ui->sourceTabs, &QTabWidget::currentChanged, this, &SendDialog::checkWhatIsShown);
    connect(m_ui->sendEditPane, &JsonEditPane::edited, this, [this] { m_ui->sendButton->setEnabled(false); });
    connect(m_ui->sendEditPane, &JsonEditPane::reviewed, this, &SendDialog::checkWhatIsShown);
    connect(&m_work, &SendWork::changed, this, &SendDialog::showState);
    connect(new DroppedOrders(this), &DroppedOrders::dropped, this, &SendDialog::setFiles);
    m_ui->sendEditPane->editor()->setAcceptDrops(false);
    connect(view, &QTableView::activated, this, [this](const QModelIndex& index) {
        if (!showsFiles())
            m_ui->sendEditPane->jumpTo(static_cast<int>(m_work.records().recordAt(index.row()).line), 1);
    });
    beginNewOrder();
}

SendDialog::~SendDialog() = default;

bool SendDialog::showsFiles() const
{
    return m_ui->sourceTabs->currentWidget() == m_ui->filesTab;
}

void SendDialog::setText(const QByteArray& text, const QString& name)
{
    if (m_work.stage() == Stage::Sending)
        return;
    const Result<EditableText> content = EditableText::of(text);
    if (!content) {
        m_ui->sendSummaryLabel->setText(text::sentence(content.error().message));
        return;
    }
    m_textName = name;
    m_ui->sourceTabs->setCurrentWidget(m_ui->textTab);
    m_ui->sendEditPane->setContent(*content);
}

void SendDialog::beginNewOrder()
{
    setText(prettyJson(m_backend.newOrder()), tr("new order"));
}

void SendDialog::pasteClipboard()
{
    const QString text = QGuiApplication::clipboard()->text();
    if (text.trimmed().isEmpty())
        m_ui->sendSummaryLabel->setText(tr("The clipboard holds no text."));
    else if (mayDiscardText())
        setText(text.toUtf8(), tr("clipboard"));
}

void SendDialog::chooseFiles()
{
    const QStringList files = QFileDialog::getOpenFileNames(this, tr("Files of orders"), {},
                                                            tr("Orders (*.json *.jsonl *.ndjson);;All files (*)"));
    if (!files.isEmpty())
        setFiles(files);
}

void SendDialog::setFiles(const QStringList& files)
{
    if (m_work.stage() == Stage::Sending)
        return;
    m_files = files;
    m_ui->filesListWidget->clear();
    for (const QString& file : files) {
        auto* item = new QListWidgetItem(
            tr("%1 (%2)").arg(QFileInfo(file).fileName(), text::bytes(QFileInfo(file).size())), m_ui->filesListWidget);
        item->setToolTip(file);
    }
    if (showsFiles())
        checkWhatIsShown();
    else
        m_ui->sourceTabs->setCurrentWidget(m_ui->filesTab);
}

void SendDialog::checkWhatIsShown()
{
    std::vector<SendSource> sources;
    if (showsFiles()) {
        for (const QString& file : std::as_const(m_files))
            sources.push_back({QFileInfo(file).fileName(), file, {}});
    } else {
        sources.push_back({m_textName, {}, m_ui->sendEditPane->bytes()});
    }
    m_work.setSources(std::move(sources));
}

void SendDialog::showState()
{
    const Stage stage = m_work.stage();
    const SendProgress& progress = m_work.progress();
    const bool runs = stage == Stage::Checking || stage == Stage::Sending;
    const bool isFilled = stage != Stage::Empty;
    if (stage == Stage::Done && !showsFiles() && progress.sent > 0 && progress.failed == 0 && !progress.isCancelled)
        m_ui->sendEditPane->editor()->document()->setModified(false); // what was typed is in Kafka
    // One document is judged beside its text; many are judged by line.
    const bool isOne = !showsFiles() && progress.valid + progress.invalid <= 1;
    m_ui->sendEditPane->setReviewShown(isOne);
    m_ui->sendRecordsTableView->setVisible(isFilled && (!isOne || stage == Stage::Sending || stage == Stage::Done));
    m_ui->sourceTabs->setEnabled(stage != Stage::Sending);
    m_ui->sendProgressBar->setVisible(runs && (showsFiles() || stage == Stage::Sending));
    constexpr int steps = 1000;
    m_ui->sendProgressBar->setRange(0, steps);
    m_ui->sendProgressBar->setValue(
        progress.bytesTotal == 0 ? 0 : static_cast<int>(progress.bytesDone * steps / progress.bytesTotal));
    m_ui->sendButton->setEnabled(m_work.maySend());
    m_ui->sendButton->setText(progress.valid == 1 || !m_work.maySend()
                                  ? tr("Send")
                                  : tr("Send %n order(s)", nullptr, static_cast<int>(progress.valid)));
    m_ui->closeSendButton->setText(runs ? tr("Cancel") : tr("Close"));
    showCounts();
}

void SendDialog::showCounts()
{
    const SendProgress& progress = m_work.progress();
    const auto count = [](qint64 value) { return static_cast<int>(value); };
    QStringList parts;
    switch (m_work.stage()) {
    case Stage::Empty:
        parts += tr("Choose files of orders, or drop them here.");
        break;
    case Stage::Checking:
    case Stage::Checked:
        if (!showsFiles() && progress.valid + progress.invalid <= 1)
            break; // said beside the text
        parts += tr("%n valid", nullptr, count(progress.valid));
        if (progress.invalid > 0)
            parts += tr("%n would be refused and is not sent", nullptr, count(progress.invalid));
        break;
    case Stage::Sending:
    case Stage::Done:
        parts += tr("%n sent", nullptr, count(progress.sent));
        if (progress.failed > 0)
            parts += tr("%n failed", nullptr, count(progress.failed));
        if (progress.invalid > 0)
            parts += tr("%n refused, not sent", nullptr, count(progress.invalid));
        break;
    }
    if (progress.isCancelled)
        parts += tr("cancelled before the end");
    if (progress.error)
        parts += text::sentence(progress.error->message);
    if (m_work.records().isCut())
        parts += tr("the table shows the first ones");
    m_ui->sendSummaryLabel->setText(parts.join(QStringLiteral(" · ")));
}

/// Asks when something was typed that was not sent.
bool SendDialog::mayDiscardText()
{
    if (!m_ui->sendEditPane->editor()->document()->isModified() || m_work.stage() == Stage::Sending ||
        qApp->property("isStopping").toBool())
        return true;
    QMessageBox box(QMessageBox::Question, windowTitle(), tr("Discard what you typed? It was not sent."),
                    QMessageBox::Cancel, this);
    box.setObjectName(QStringLiteral("confirmationBox"));
    QPushButton* discard = box.addButton(tr("Discard"), QMessageBox::DestructiveRole);
    discard->setObjectName(QStringLiteral("confirmButton"));
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    return box.clickedButton() == discard;
}

void SendDialog::reject()
{
    if (!mayDiscardText())
        return;
    const bool sends = m_work.stage() == Stage::Sending;
    m_work.cancel();
    if (!sends) // else it shows what was sent
        QDialog::reject();
}

void SendDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        showState();
    }
}

} // namespace orderdesk
