#include "ui/filter/FilterEditor.h"

#include "ui/filter/FilterWords.h"
#include "ui/widgets/CompletionLook.h"
#include "ui/words/DisplayText.h"
#include "ui_FilterEditor.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QScreen>

namespace orderdesk {

namespace {

constexpr FilterCondition::Period periods[] = {
    FilterCondition::Period::Today,     FilterCondition::Period::Yesterday, FilterCondition::Period::LastHour,
    FilterCondition::Period::Last7Days, FilterCondition::Period::Custom,
};

QDateTime now()
{
    return text::isUtc() ? QDateTime::currentDateTimeUtc() : QDateTime::currentDateTime();
}

} // namespace

FilterEditor::FilterEditor(const FilterCondition& condition, const QStringList& known, bool storedOnly, QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , m_ui(std::make_unique<Ui::FilterEditor>())
    , m_condition(condition)
    , m_storedOnly(storedOnly)
{
    setObjectName(QStringLiteral("filterEditor"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_ui->setupUi(this);
    m_ui->titleLabel->setText(filterwords::name(condition.field));
    setAccessibleName(m_ui->titleLabel->text());
    fillChoices();
    setUpCompletion(known);
    m_ui->valueLineEdit->setText(condition.value);
    m_ui->untilLineEdit->setText(condition.until);
    showFields();
    connect(m_ui->valueLineEdit, &QLineEdit::textEdited, this, &FilterEditor::check);
    connect(m_ui->untilLineEdit, &QLineEdit::textEdited, this, &FilterEditor::check);
    connect(m_ui->stateComboBox, &QComboBox::currentIndexChanged, this, &FilterEditor::check);
    connect(m_ui->periodComboBox, &QComboBox::currentIndexChanged, this, [this] {
        showFields();
        check();
    });
    connect(m_ui->applyButton, &QPushButton::clicked, this, &FilterEditor::apply);
    connect(m_ui->cancelButton, &QPushButton::clicked, this, &QWidget::close);
    // What nobody has typed yet is no mistake.
    m_ui->problemLabel->hide();
    if (condition.value.isEmpty() && condition.until.isEmpty())
        return;
    check();
}

FilterEditor::~FilterEditor() = default;

void FilterEditor::setUpCompletion(const QStringList& known)
{
    if (known.isEmpty())
        return;
    auto* completer = new QCompleter(known, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->popup()->setAccessibleName(tr("Values seen"));
    m_ui->valueLineEdit->setCompleter(completer);
    theme::dressCompletion(*completer);
    // Taken from the list is as good as typed.
    connect(completer, QOverload<const QString&>::of(&QCompleter::activated), this, &FilterEditor::check);
}

void FilterEditor::fillChoices()
{
    using State = OrderFilter::State;
    for (const State state : {State::New, State::Updated, State::Unchanged, State::Superseded, State::DeadLettered}) {
        if (!m_storedOnly || state == State::New || state == State::Updated)
            m_ui->stateComboBox->addItem(filterwords::name(state), static_cast<int>(state));
    }
    m_ui->stateComboBox->setCurrentIndex(
        std::max(0, m_ui->stateComboBox->findData(static_cast<int>(m_condition.state))));
    for (const FilterCondition::Period period : periods)
        m_ui->periodComboBox->addItem(filterwords::name(period), static_cast<int>(period));
    m_ui->periodComboBox->setCurrentIndex(m_ui->periodComboBox->findData(static_cast<int>(m_condition.period)));
}

void FilterEditor::showFields()
{
    const FilterField field = m_condition.field;
    const bool isDate = field == FilterField::Date;
    const bool isRange = isDate || field == FilterField::Amount;
    m_ui->stateComboBox->setVisible(field == FilterField::State);
    m_ui->periodComboBox->setVisible(isDate);
    m_ui->valueLabel->setVisible(isRange);
    m_ui->untilLabel->setVisible(isRange);
    m_ui->untilLineEdit->setVisible(isRange);
    m_ui->valuesWidget->setVisible(field != FilterField::State &&
                                   (!isDate || condition().period == FilterCondition::Period::Custom));
    m_ui->valueLineEdit->setAccessibleName(isRange ? tr("From") : filterwords::name(field));
    m_ui->untilLineEdit->setAccessibleName(tr("Until"));
    if (isDate) {
        const QString day = now().date().toString(Qt::ISODate);
        m_ui->valueLineEdit->setPlaceholderText(day);
        m_ui->untilLineEdit->setPlaceholderText(day + QStringLiteral(" 13:00"));
    }
    adjustSize();
}

void FilterEditor::openUnder(const QWidget& anchor)
{
    adjustSize();
    QPoint place = anchor.mapToGlobal(QPoint(0, anchor.height() + 2));
    const QRect room = anchor.screen()->availableGeometry();
    place.setX(std::max(room.left(), std::min(place.x(), room.right() - width())));
    move(place);
    show();
    QWidget* first = m_condition.field == FilterField::State ? m_ui->stateComboBox
                     : m_ui->valuesWidget->isVisible() || m_condition.field != FilterField::Date
                         ? static_cast<QWidget*>(m_ui->valueLineEdit)
                         : m_ui->periodComboBox;
    first->setFocus(Qt::PopupFocusReason);
    m_ui->valueLineEdit->selectAll();
    // Nothing to change yet: what there is to choose from is shown at once.
    if (QCompleter* completer = m_ui->valueLineEdit->completer(); completer && m_condition.value.isEmpty())
        completer->complete();
}

FilterCondition FilterEditor::condition() const
{
    FilterCondition changed = m_condition;
    changed.state = static_cast<OrderFilter::State>(m_ui->stateComboBox->currentData().toInt());
    changed.period = static_cast<FilterCondition::Period>(m_ui->periodComboBox->currentData().toInt());
    changed.value = m_ui->valueLineEdit->text().trimmed();
    changed.until = m_ui->untilLineEdit->text().trimmed();
    if (changed.field == FilterField::Date && changed.period != FilterCondition::Period::Custom) {
        changed.value.clear();
        changed.until.clear();
    }
    return changed;
}

void FilterEditor::check()
{
    const QString problem = readConditions({condition()}, now(), m_storedOnly).problems.first();
    m_ui->problemLabel->setText(problem);
    m_ui->problemLabel->setVisible(!problem.isEmpty());
    adjustSize();
}

void FilterEditor::apply()
{
    check();
    if (m_ui->problemLabel->isVisible())
        return;
    Q_EMIT applied(condition());
    close();
}

void FilterEditor::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        apply();
    else if (event->key() == Qt::Key_Escape)
        close();
    else
        QFrame::keyPressEvent(event);
}

} // namespace orderdesk
