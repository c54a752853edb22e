#include "ui/status/SeekDialog.h"

#include "ui/widgets/WrappedHeight.h"
#include "ui/words/DisplayText.h"
#include "ui/words/Sentences.h"
#include "ui_SeekDialog.h"

#include <QDateTime>
#include <QPushButton>

#include <algorithm>
#include <limits>

namespace orderdesk {

namespace {

// Qt's plurals take an int, and so does the sentence.
int toInt(std::int64_t value)
{
    return static_cast<int>(std::min<std::int64_t>(value, std::numeric_limits<int>::max()));
}

} // namespace

SeekDialog::SeekDialog(Backend backend, QWidget* parent)
    : QDialog(parent)
    , m_backend(std::move(backend))
    , m_ui(std::make_unique<::Ui::SeekDialog>())
{
    m_ui->setupUi(this);
    new WrappedHeight(this);
    auto* confirm = m_ui->buttonBox->button(QDialogButtonBox::Ok);
    confirm->setObjectName(QStringLiteral("confirmButton"));
    confirm->setText(tr("&Go there"));
    m_ui->timeEdit->setDateTime(QDateTime::currentDateTime().addSecs(-3600));
    m_ui->timeEdit->setTimeSpec(text::isUtc() ? Qt::UTC : Qt::LocalTime);
    for (auto* choice : {m_ui->beginningRadioButton, m_ui->timeRadioButton, m_ui->offsetRadioButton})
        connect(choice, &QRadioButton::toggled, this, [this](bool on) {
            if (on)
                ask();
        });
    connect(m_ui->timeEdit, &QDateTimeEdit::dateTimeChanged, this, &SeekDialog::ask);
    connect(m_ui->partitionComboBox, qOverload<int>(&QComboBox::activated), this, [this] {
        showRange();
        ask();
    });
    connect(m_ui->offsetLineEdit, &QLineEdit::textEdited, this, &SeekDialog::ask);
    connect(m_ui->buttonBox, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(confirm, &QPushButton::clicked, this, &SeekDialog::seek);
    ask();
}

SeekDialog::~SeekDialog() = default;

SeekTarget SeekDialog::target() const
{
    SeekTarget target;
    if (m_ui->timeRadioButton->isChecked()) {
        target.place = SeekTarget::Place::Time;
        target.time = Timestamp(std::chrono::milliseconds(m_ui->timeEdit->dateTime().toMSecsSinceEpoch()));
    } else if (m_ui->offsetRadioButton->isChecked()) {
        target.place = SeekTarget::Place::Offset;
        target.partition = m_ui->partitionComboBox->currentData().toInt();
        bool isNumber = false;
        target.offset = text::locale().toLongLong(m_ui->offsetLineEdit->text().trimmed(), &isNumber);
        if (!isNumber)
            target.offset = -1;
    }
    return target;
}

void SeekDialog::ask()
{
    forgetPlan();
    m_ui->timeEdit->setEnabled(m_ui->timeRadioButton->isChecked());
    m_ui->partitionComboBox->setEnabled(m_ui->offsetRadioButton->isChecked());
    m_ui->offsetLineEdit->setEnabled(m_ui->offsetRadioButton->isChecked());
    m_ui->consequenceLabel->setText(tr("Asking Kafka…"));
    const int question = ++m_question;
    m_backend.plan(target(), this, [this, question](const Result<SeekPlan>& plan) {
        if (question == m_question)
            showPlan(plan);
    });
}

void SeekDialog::forgetPlan()
{
    m_plan.reset();
    m_ui->buttonBox->button(QDialogButtonBox::Ok)->setEnabled(false);
}

void SeekDialog::showPlan(const Result<SeekPlan>& plan)
{
    if (!plan) {
        m_ui->consequenceLabel->setText(tr("This cannot be done: %1").arg(text::failure(plan.error())));
        return;
    }
    fillPartitions(*plan);
    m_plan = *plan;
    m_ui->consequenceLabel->setText(consequence(*plan));
    m_ui->buttonBox->button(QDialogButtonBox::Ok)->setEnabled(plan->moved() > 0);
}

void SeekDialog::fillPartitions(const SeekPlan& plan)
{
    const bool same =
        std::equal(plan.partitions.begin(), plan.partitions.end(), m_partitions.begin(), m_partitions.end(),
                   [](const auto& a, const auto& b) { return a.partition == b.partition; });
    m_partitions = plan.partitions;
    if (!same) {
        m_ui->partitionComboBox->clear();
        for (const SeekPlan::Partition& partition : plan.partitions)
            m_ui->partitionComboBox->addItem(tr("partition %1").arg(partition.partition), partition.partition);
        m_ui->offsetLineEdit->clear();
    }
    showRange();
}

void SeekDialog::showRange()
{
    const int index = m_ui->partitionComboBox->currentIndex();
    if (index < 0 || index >= m_partitions.size())
        return;
    const SeekPlan::Partition& partition = m_partitions[index];
    if (m_ui->offsetLineEdit->text().isEmpty())
        m_ui->offsetLineEdit->setText(QString::number(partition.position));
    m_ui->rangeLabel->setText(
        tr("Holds the offsets %1 to %2; %3 is read next.")
            .arg(text::number(partition.low), text::number(partition.end), text::number(partition.position)));
}

QString SeekDialog::consequence(const SeekPlan& plan) const
{
    QStringList lines;
    const auto again = static_cast<int>(
        std::count_if(plan.partitions.begin(), plan.partitions.end(), [](const auto& p) { return p.readAgain() > 0; }));
    const auto ahead = static_cast<int>(
        std::count_if(plan.partitions.begin(), plan.partitions.end(), [](const auto& p) { return p.skipped() > 0; }));
    if (again > 0)
        lines += tr("%1 of %2 will be read again; orders that did not change stay as they are.")
                     .arg(tr("%1 message(s)", nullptr, toInt(plan.readAgain())).arg(text::number(plan.readAgain())),
                          tr("%n partition(s)", "of how many partitions", again));
    if (ahead > 0)
        lines += tr("%1 of %2 will be skipped: what is in them is not stored, unless you go back.")
                     .arg(tr("%1 message(s)", nullptr, toInt(plan.skipped())).arg(text::number(plan.skipped())),
                          tr("%n partition(s)", "of how many partitions", ahead));
    if (lines.isEmpty())
        lines += tr("Ingest is there already: nothing changes.");
    return lines.join(u'\n');
}

void SeekDialog::seek()
{
    if (!m_plan)
        return;
    const SeekPlan plan = *m_plan;
    forgetPlan();
    ++m_question;
    m_ui->choices->setEnabled(false);
    m_ui->consequenceLabel->setText(tr("Bringing to its end what is being written, then going there…"));
    m_backend.seek(plan, this, [this](const Result<SeekPlan>& done) { showDone(done); });
}

void SeekDialog::showDone(const Result<SeekPlan>& done)
{
    if (!done) {
        m_ui->choices->setEnabled(true);
        m_ui->consequenceLabel->setText(tr("Nothing was changed: %1").arg(text::failure(done.error())));
        return;
    }
    Q_EMIT said(done->skipped() > 0
                    ? tr("%1 message(s) skipped", nullptr, toInt(done->skipped())).arg(text::number(done->skipped()))
                    : tr("%1 message(s) will be read again", nullptr, toInt(done->readAgain()))
                          .arg(text::number(done->readAgain())));
    accept();
}

} // namespace orderdesk
