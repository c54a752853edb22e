#include "ui/letters/LetterWorkDialog.h"

#include "ui/widgets/Theme.h"
#include "ui/widgets/WrappedHeight.h"
#include "ui/words/DisplayText.h"
#include "ui/words/Sentences.h"
#include "ui_LetterWorkDialog.h"

#include <QEvent>
#include <QHeaderView>
#include <QStyle>

namespace orderdesk {

namespace {

int plural(std::size_t count)
{
    return static_cast<int>(count);
}

} // namespace

LetterWorkDialog::LetterWorkDialog(LetterWork::Action action, const WindowBackend& backend, QWidget* parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::LetterWorkDialog>())
    , m_topic(backend.topicShown)
    , m_work(action, *backend.letterDesk, backend.deadLetterBrowser, backend.changedBy)
{
    m_ui->setupUi(this);
    new WrappedHeight(this);
    QFont title = font();
    title.setPointSizeF(title.pointSizeF() * 1.25);
    title.setBold(true);
    m_ui->titleLabel->setFont(title);
    m_ui->groupsTableWidget->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_ui->groupsTableWidget->horizontalHeader()->setStretchLastSection(true);
    connect(&m_work, &LetterWork::changed, this, &LetterWorkDialog::showState);
    connect(m_ui->cancelButton, &QPushButton::clicked, this, &LetterWorkDialog::reject);
    connect(m_ui->actButton, &QPushButton::clicked, this, [this] { m_work.proceed(wantsOnlyAccepted()); });
    connect(m_ui->acceptedRadioButton, &QRadioButton::toggled, this, &LetterWorkDialog::updateActButton);
    showState();
}

LetterWorkDialog::~LetterWorkDialog() = default;

void LetterWorkDialog::reject()
{
    const LetterWork::Stage stage = m_work.stage();
    if (stage == LetterWork::Stage::Working) {
        m_work.cancel(); // shows then what was done
        return;
    }
    m_work.cancel();
    QDialog::reject();
}

bool LetterWorkDialog::wantsOnlyAccepted() const
{
    return m_ui->acceptedRadioButton->isChecked();
}

void LetterWorkDialog::showState()
{
    const bool redrives = m_work.action() == LetterWork::Action::Redrive;
    setWindowTitle(redrives ? tr("Redrive dead letters") : tr("Discard dead letters"));
    const LetterWork::Stage stage = m_work.stage();
    const bool runs = stage != LetterWork::Stage::Ready && stage != LetterWork::Stage::Done;
    const bool asks = stage == LetterWork::Stage::Ready;
    m_ui->progressBar->setVisible(runs);
    m_ui->actButton->setVisible(asks && m_work.total() > 0);
    m_ui->choice->setVisible(asks && redrives && m_work.refused() + m_work.replacing() > 0 && m_work.accepted() > 0);
    m_ui->cancelButton->setText(runs || asks ? tr("Cancel") : tr("Close"));
    m_ui->groupsHeading->hide();
    m_ui->groupsTableWidget->hide();
    switch (stage) {
    case LetterWork::Stage::Finding:
        showProgress(tr("Looking for the dead letters…"));
        break;
    case LetterWork::Stage::Checking:
        showProgress(tr("Trying without sending…"));
        break;
    case LetterWork::Stage::Ready:
        showQuestion();
        break;
    case LetterWork::Stage::Working:
        showProgress(redrives ? tr("Sending…") : tr("Discarding…"));
        break;
    case LetterWork::Stage::Done:
        showResult();
        break;
    }
}

void LetterWorkDialog::showProgress(const QString& title)
{
    const bool finding = m_work.stage() == LetterWork::Stage::Finding;
    m_ui->titleLabel->setText(title);
    m_ui->progressBar->setRange(0, finding ? 0 : plural(m_work.total()));
    m_ui->progressBar->setValue(finding ? 0 : plural(m_work.done()));
    m_ui->textLabel->setText(
        finding ? tr("%n found", nullptr, plural(m_work.done()))
                : tr("%1 of %2").arg(text::number(plural(m_work.done())), text::number(plural(m_work.total()))));
}

void LetterWorkDialog::showQuestion()
{
    QStringList lines;
    if (m_work.total() == 0) {
        m_ui->titleLabel->setText(tr("There is nothing to do"));
        lines += tr("No dead letter belongs to this selection any more.");
    } else if (m_work.action() == LetterWork::Action::Discard) {
        m_ui->titleLabel->setText(tr("Discard %n dead letter(s)?", nullptr, plural(m_work.total())));
        lines += tr("They are deleted for good; the messages are then kept nowhere but in Kafka.");
    } else {
        m_ui->titleLabel->setText(
            tr("Send %n message(s) to the topic %1 again?", nullptr, plural(m_work.total())).arg(m_topic));
        lines += tr("Tried without sending: %n would be accepted.", nullptr, plural(m_work.accepted()));
        if (m_work.refused() > 0)
            lines += tr("%n would come back as a new dead letter.", nullptr, plural(m_work.refused()));
        if (m_work.replacing() > 0)
            lines += tr("%n would replace an order that was stored from a newer message.", nullptr,
                        plural(m_work.replacing()));
        if (m_work.gone() > 0)
            lines += tr("%n is no longer there.", nullptr, plural(m_work.gone()));
        showGroups(tr("Why they would come back"));
    }
    if (m_work.hasMore())
        lines += tr("These are the oldest %1; there are more.").arg(text::number(plural(m_work.total())));
    m_ui->textLabel->setText(lines.join(QLatin1Char('\n')));
    m_ui->acceptedRadioButton->setText(
        tr("Send only the %n that would be accepted", nullptr, plural(m_work.accepted())));
    m_ui->allRadioButton->setText(tr("Send all %n", nullptr, plural(m_work.total())));
    // Nothing would be accepted: sending them all is what was asked for, and the numbers say what comes of it.
    if (m_work.accepted() == 0)
        m_ui->allRadioButton->setChecked(true);
    updateActButton();
    m_ui->cancelButton->setDefault(true);
    m_ui->cancelButton->setFocus();
}

void LetterWorkDialog::updateActButton()
{
    const std::size_t count = wantsOnlyAccepted() ? m_work.accepted() : m_work.total();
    const bool discards = m_work.action() == LetterWork::Action::Discard;
    m_ui->actButton->setText(discards ? tr("Discard %n", nullptr, plural(m_work.total()))
                                      : tr("Send %n", nullptr, plural(count)));
    // What is blue is what one would do: not to delete for good, nor to send what comes back.
    m_ui->actButton->setProperty("primary",
                                 !discards && (m_work.refused() + m_work.replacing() == 0 || wantsOnlyAccepted()));
    m_ui->actButton->style()->unpolish(m_ui->actButton);
    m_ui->actButton->style()->polish(m_ui->actButton);
}

void LetterWorkDialog::showResult()
{
    const bool redrives = m_work.action() == LetterWork::Action::Redrive;
    const bool good = !m_work.error() && !m_work.isCancelled() && m_work.failed() == 0 && m_work.unmarked() == 0;
    m_ui->titleLabel->setText(good ? tr("Done") : m_work.isCancelled() ? tr("Cancelled") : tr("Not all was done"));
    QStringList lines;
    lines += redrives ? tr("%n message(s) sent again.", nullptr, plural(m_work.succeeded()))
                      : tr("%n dead letter(s) discarded.", nullptr, plural(m_work.succeeded()));
    if (m_work.unmarked() > 0)
        lines += tr("%n of them could not be noted at the dead letter: do not send them again.", nullptr,
                    plural(m_work.unmarked()));
    if (m_work.failed() > 0)
        lines += tr("%n failed.", nullptr, plural(m_work.failed()));
    const std::size_t left = m_work.total() - std::min(m_work.total(), m_work.succeeded() + m_work.failed());
    if (left > 0)
        lines += tr("%n left as it was.", nullptr, plural(left));
    if (m_work.error())
        lines += text::sentence(m_work.error()->message);
    m_ui->textLabel->setText(lines.join(QLatin1Char('\n')));
    if (m_work.failed() > 0 || m_work.unmarked() > 0)
        showGroups(m_work.failed() > 0 ? tr("Why they failed") : tr("Why that could not be noted"));
    m_ui->cancelButton->setFocus();
}

void LetterWorkDialog::showGroups(const QString& heading)
{
    const QList<LetterWork::Group> groups = m_work.groups();
    m_ui->groupsHeading->setText(heading);
    m_ui->groupsHeading->setVisible(!groups.isEmpty());
    m_ui->groupsTableWidget->setVisible(!groups.isEmpty());
    m_ui->groupsTableWidget->setRowCount(static_cast<int>(groups.size()));
    for (int row = 0; row < groups.size(); ++row) {
        auto* count = new QTableWidgetItem(text::number(plural(groups.at(row).letters)));
        count->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_ui->groupsTableWidget->setItem(row, 0, count);
        m_ui->groupsTableWidget->setItem(row, 1, new QTableWidgetItem(groups.at(row).text));
    }
}

void LetterWorkDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        showState();
    }
}

} // namespace orderdesk
