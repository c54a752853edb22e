#include "ui/traffic/ExportDialog.h"

#include "ui/traffic/ExportJob.h"
#include "ui/widgets/WrappedHeight.h"
#include "ui/words/Sentences.h"
#include "ui_ExportDialog.h"

#include <QDateTime>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QPushButton>
#include <QStandardPaths>

#include <limits>

namespace orderdesk {

namespace {

constexpr ExportFormat formats[] = {ExportFormat::Csv, ExportFormat::Json, ExportFormat::Ndjson}; // the form's order

QString suffix(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Csv:
        return QStringLiteral("csv");
    case ExportFormat::Json:
        return QStringLiteral("json");
    case ExportFormat::Ndjson:
        return QStringLiteral("ndjson");
    }
    return {};
}

int plural(qint64 count)
{
    return static_cast<int>(std::min<qint64>(count, std::numeric_limits<int>::max()));
}

} // namespace

ExportDialog::ExportDialog(ExportPlan plan, QWidget* parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::ExportDialog>())
    , m_plan(std::move(plan))
{
    m_ui->setupUi(this);
    new WrappedHeight(this);
    fillWords();
    proposeName();
    connect(m_ui->formatComboBox, &QComboBox::currentIndexChanged, this, [this] {
        m_ui->byteOrderMarkCheckBox->setVisible(options().format == ExportFormat::Csv);
        proposeName();
    });
    connect(m_ui->chooseButton, &QPushButton::clicked, this, &ExportDialog::choosePath);
    connect(m_ui->exportButton, &QPushButton::clicked, this, &ExportDialog::start);
    connect(m_ui->exportCancelButton, &QPushButton::clicked, this, &ExportDialog::reject);
    m_ui->exportProgressBar->hide();
    m_ui->exportButton->setDefault(true);
}

ExportDialog::~ExportDialog() = default;

void ExportDialog::offer(const std::optional<ExportPlan>& plan, QWidget* window,
                         const std::function<void(const QString&)>& say)
{
    if (!plan || plan->orders == 0) {
        say(tr("There is nothing to export on this page"));
        return;
    }
    auto* dialog = new ExportDialog(*plan, window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ExportDialog::said, window, say);
    dialog->open();
}

void ExportDialog::fillWords()
{
    m_ui->whatLabel->setText(m_plan.what);
    const int count = plural(m_plan.orders.value_or(0));
    m_ui->howManyLabel->setText(hasLetters() ? tr("%Ln dead letter(s)", nullptr, count)
                                             : tr("%Ln order(s)", nullptr, count));
    m_ui->howManyLabel->setVisible(m_plan.orders.has_value());
    if (!hasLetters())
        return;
    const QString what = tr("Values and headers as they came, and keys: personal data may be anywhere in them. Without "
                            "it values and headers are left out, and keys are masked.");
    m_ui->personalDataCheckBox->setToolTip(what);
    m_ui->personalDataCheckBox->setAccessibleDescription(what);
    m_ui->personalDataLabel->setText(
        tr("Values and headers of the messages are left out without it. This is asked anew "
           "each time and not remembered."));
}

ExportOptions ExportDialog::options() const
{
    ExportOptions options;
    options.format = formats[std::max(0, m_ui->formatComboBox->currentIndex())];
    options.personalData = m_ui->personalDataCheckBox->isChecked();
    options.byteOrderMark = m_ui->byteOrderMarkCheckBox->isChecked();
    return options;
}

/// As long as nobody has written another one.
void ExportDialog::proposeName()
{
    const QString ending = QLatin1Char('.') + suffix(options().format);
    if (m_ui->pathLineEdit->text() != m_proposed) {
        const QFileInfo chosen(m_ui->pathLineEdit->text());
        m_ui->pathLineEdit->setText(chosen.dir().filePath(chosen.completeBaseName() + ending));
        return;
    }
    const QDir documents(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    const QDir folder = documents.exists() ? documents : QDir::home();
    const QString stamp = QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    m_proposed = QDir::toNativeSeparators(
        folder.filePath((hasLetters() ? QStringLiteral("dead-letters-") : QStringLiteral("orders-")) + stamp + ending));
    m_ui->pathLineEdit->setText(m_proposed);
}

void ExportDialog::choosePath()
{
    const QString chosen = QFileDialog::getSaveFileName(this, tr("Save as"), m_ui->pathLineEdit->text());
    if (chosen.isEmpty())
        return;
    m_ui->pathLineEdit->setText(QDir::toNativeSeparators(chosen));
    m_replaceable = m_ui->pathLineEdit->text(); // the file dialog has asked already
}

void ExportDialog::start()
{
    const QString path = m_ui->pathLineEdit->text().trimmed();
    if (path.isEmpty()) {
        m_ui->exportStatusLabel->setText(tr("Choose a file"));
        return;
    }
    if (QFile::exists(path) && m_replaceable != path) {
        m_replaceable = path;
        m_ui->exportStatusLabel->setText(tr("This file is there already. Export once more to replace it."));
        return;
    }
    setRunning(true);
    m_job = std::make_unique<ExportJob>(path, options(), m_plan);
    connect(m_job.get(), &ExportJob::progressed, this, &ExportDialog::showProgress);
    connect(m_job.get(), &ExportJob::finished, this, &ExportDialog::showEnd);
    m_job->start();
}

void ExportDialog::setRunning(bool isRunning)
{
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_ui->formatComboBox, m_ui->personalDataCheckBox, m_ui->byteOrderMarkCheckBox,
                                         m_ui->pathLineEdit, m_ui->chooseButton, m_ui->exportButton})
        widget->setEnabled(!isRunning);
    m_ui->exportProgressBar->setVisible(isRunning);
    // Without a total the bar says only that something goes on.
    m_ui->exportProgressBar->setMaximum(m_plan.orders ? plural(*m_plan.orders) : 0);
    m_ui->exportProgressBar->setValue(0);
    m_ui->exportStatusLabel->setText(isRunning ? tr("Preparing…") : QString());
    if (isRunning)
        m_ui->exportCancelButton->setFocus();
}

void ExportDialog::showProgress(qint64 orders)
{
    if (m_plan.orders)
        m_ui->exportProgressBar->setValue(plural(orders));
    m_ui->exportStatusLabel->setText(tr("%Ln written so far", nullptr, plural(orders)));
}

void ExportDialog::showEnd(const Result<qint64>& written)
{
    setRunning(false);
    if (!written) {
        const QString why = written.error().code == ErrorCode::Cancelled
                                ? tr("Cancelled: no file was written")
                                : tr("Nothing was written: %1").arg(text::sentence(written.error().message));
        m_ui->exportStatusLabel->setText(why);
        m_ui->exportCancelButton->setEnabled(true);
        return;
    }
    const int count = plural(*written);
    const QString done = (hasLetters() ? tr("Exported %Ln dead letter(s) to %1", nullptr, count)
                                       : tr("Exported %Ln order(s) to %1", nullptr, count))
                             .arg(m_ui->pathLineEdit->text().trimmed());
    Q_EMIT said(done);
    accept();
}

void ExportDialog::reject()
{
    // The first Cancel ends the export, the next one the dialog.
    if (m_job && m_ui->exportProgressBar->isVisible()) {
        m_job->cancel();
        m_ui->exportCancelButton->setEnabled(false);
        return;
    }
    QDialog::reject();
}

void ExportDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        fillWords();
    }
}

} // namespace orderdesk
