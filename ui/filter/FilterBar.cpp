#include "ui/filter/FilterBar.h"

#include "ui/filter/FilterChip.h"
#include "ui/filter/FilterCompletion.h"
#include "ui/filter/FilterEditor.h"
#include "ui/filter/FilterKeys.h"
#include "ui/filter/FilterValues.h"
#include "ui/filter/FilterWords.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/Theme.h"
#include "ui/words/DisplayText.h"
#include "ui_FilterBar.h"

#include <QKeyEvent>
#include <QMenu>

#include <algorithm>

namespace orderdesk {

namespace {

constexpr FilterField editedFields[] = {FilterField::Currency, FilterField::City, FilterField::DeliveryService,
                                        FilterField::Amount};

} // namespace

FilterBar::FilterBar(QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::FilterBar>())
    , m_menu(new QMenu(this))
{
    m_ui->setupUi(this);
    m_layout = new FlowLayout(this);
    m_layout->setSpacing(6);
    m_layout->insertWidget(0, m_ui->filterLineEdit);
    m_layout->insertWidget(1, m_ui->addFilterButton);
    m_layout->insertWidget(2, m_ui->clearFiltersButton);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_ui->addFilterButton->setMenu(m_menu);
    m_ui->clearFiltersButton->hide();
    connect(m_menu, &QMenu::aboutToShow, this, &FilterBar::setUpMenu);
    connect(m_ui->clearFiltersButton, &QToolButton::clicked, this, &FilterBar::clear);
    connect(m_ui->filterLineEdit, &QLineEdit::returnPressed, this, [this] {
        // The completer puts the row a person is on into the box after this.
        if (m_completion->hasRow())
            QMetaObject::invokeMethod(this, &FilterBar::submit, Qt::QueuedConnection);
        else
            submit();
    });
    connect(m_ui->filterLineEdit, &QLineEdit::textChanged, this, [this](const QString& words) {
        const auto typed = parseCondition(words);
        // A condition that is being typed is no text to look for.
        const bool counted =
            !m_storedOnly && typed && typed->field == FilterField::Text && !filterkeys::isStarted(words);
        const QString counts = counted ? typed->value : QString();
        if (counts == m_typed)
            return;
        m_typed = counts;
        read();
    });
    m_ui->filterLineEdit->installEventFilter(this);
    m_completion = new FilterCompletion(m_ui->filterLineEdit);
    paintIcons();
}

FilterBar::~FilterBar() = default;

void FilterBar::setStoredOnly(bool storedOnly)
{
    m_storedOnly = storedOnly;
    m_completion->setStoredOnly(storedOnly);
    read();
}

void FilterBar::setValues(const FilterValues* values)
{
    m_values = values;
    m_completion->setValues(values);
}

void FilterBar::setBoxWords(const QString& placeholder, const QString& accessibleName)
{
    m_ui->filterLineEdit->setPlaceholderText(placeholder);
    m_ui->filterLineEdit->setAccessibleName(accessibleName);
}

QList<FilterCondition> FilterBar::conditions() const
{
    QList<FilterCondition> all;
    for (const FilterChip* chip : m_chips) {
        if (m_typed.isEmpty() || chip->condition().field != FilterField::Text)
            all += chip->condition();
    }
    if (!m_typed.isEmpty())
        all += FilterCondition{FilterField::Text, m_typed, {}, {}, {}};
    return all;
}

void FilterBar::set(const FilterCondition& condition)
{
    if (FilterChip* chip = chipOf(condition.field)) {
        chip->setCondition(condition);
        read();
        return;
    }
    auto* chip = new FilterChip(condition, this);
    connect(chip, &FilterChip::removeWanted, this, [this, chip] { remove(chip->condition().field); });
    connect(chip, &FilterChip::editWanted, this, [this, chip] { edit(chip->condition(), *chip); });
    m_chips += chip;
    m_layout->insertWidget(m_layout->count() - 1, chip);
    setTabOrder(m_chips.size() > 1 ? static_cast<QWidget*>(m_chips.at(m_chips.size() - 2)) : m_ui->addFilterButton,
                chip);
    setTabOrder(chip, m_ui->clearFiltersButton);
    chip->show();
    read();
}

void FilterBar::remove(FilterField field)
{
    FilterChip* chip = chipOf(field);
    if (!chip)
        return;
    const bool hadFocus = chip->isAncestorOf(focusWidget()) || chip->hasFocus();
    m_chips.removeOne(chip);
    m_layout->removeWidget(chip);
    chip->hide();
    chip->deleteLater(); // it may be the one that asked
    if (hadFocus) {
        QWidget* next = m_chips.isEmpty() ? static_cast<QWidget*>(m_ui->filterLineEdit) : m_chips.last();
        next->setFocus();
    }
    read();
}

void FilterBar::clear()
{
    for (FilterChip* chip : std::exchange(m_chips, {})) {
        m_layout->removeWidget(chip);
        chip->hide();
        chip->deleteLater();
    }
    m_typed.clear();
    m_ui->filterLineEdit->clear();
    read();
}

void FilterBar::refresh()
{
    read();
}

void FilterBar::takeFocus()
{
    m_ui->filterLineEdit->setFocus(Qt::ShortcutFocusReason);
    m_ui->filterLineEdit->selectAll();
}

void FilterBar::setUpMenu()
{
    m_menu->clear();
    using State = OrderFilter::State;
    QMenu* states = m_menu->addMenu(filterwords::name(FilterField::State));
    for (const State state : {State::New, State::Updated, State::Unchanged, State::Superseded, State::DeadLettered}) {
        if (m_storedOnly && state != State::New && state != State::Updated)
            continue;
        connect(states->addAction(filterwords::name(state)), &QAction::triggered, this, [this, state] {
            set({FilterField::State, {}, {}, state, {}});
        });
    }
    connect(m_menu->addAction(filterwords::name(FilterField::Warnings)), &QAction::triggered, this, [this] {
        set({FilterField::Warnings, {}, {}, {}, {}});
    });
    m_menu->addSeparator();
    for (const FilterField field : editedFields) {
        connect(m_menu->addAction(tr("%1…").arg(filterwords::name(field))), &QAction::triggered, this, [this, field] {
            addAsked({field, {}, {}, {}, {}});
        });
    }
    m_menu->addSeparator();
    using Period = FilterCondition::Period;
    QMenu* dates = m_menu->addMenu(filterwords::name(FilterField::Date));
    for (const Period period : {Period::Today, Period::Yesterday, Period::LastHour, Period::Last7Days}) {
        connect(dates->addAction(filterwords::name(period)), &QAction::triggered, this, [this, period] {
            set({FilterField::Date, {}, {}, {}, period});
        });
    }
    connect(dates->addAction(tr("%1…").arg(filterwords::name(Period::Custom))), &QAction::triggered, this, [this] {
        addAsked({FilterField::Date, {}, {}, {}, Period::Custom});
    });
}

void FilterBar::addAsked(const FilterCondition& condition)
{
    if (const FilterChip* chip = chipOf(condition.field); chip && condition.field != FilterField::Date)
        edit(chip->condition(), *chip);
    else
        edit(condition, *m_ui->addFilterButton);
}

void FilterBar::edit(const FilterCondition& condition, const QWidget& anchor)
{
    if (condition.field == FilterField::Warnings)
        return;
    auto* editor =
        new FilterEditor(condition, m_values ? m_values->of(condition.field) : QStringList(), m_storedOnly, this);
    connect(editor, &FilterEditor::applied, this, [this](const FilterCondition& changed) {
        set(changed);
        chipOf(changed.field)->setFocus();
    });
    editor->openUnder(anchor);
}

FilterChip* FilterBar::chipOf(FilterField field) const
{
    const auto found = std::find_if(m_chips.begin(), m_chips.end(),
                                    [field](const FilterChip* chip) { return chip->condition().field == field; });
    return found == m_chips.end() ? nullptr : *found;
}

void FilterBar::submit()
{
    if (filterkeys::isStarted(m_ui->filterLineEdit->text())) {
        QMetaObject::invokeMethod(m_completion, &FilterCompletion::open, Qt::QueuedConnection); // it closes by Enter
        return;
    }
    const auto condition = parseCondition(m_ui->filterLineEdit->text());
    if (!condition)
        return;
    m_typed.clear();
    m_ui->filterLineEdit->clear();
    set(*condition);
}

void FilterBar::read()
{
    const QDateTime now = text::isUtc() ? QDateTime::currentDateTimeUtc() : QDateTime::currentDateTime();
    const QList<FilterCondition> all = conditions();
    const FilterReading reading = readConditions(all, now, m_storedOnly);
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (FilterChip* chip = chipOf(all.at(i).field))
            chip->setProblem(reading.problems.at(i));
    }
    m_readable = reading.isReadable();
    m_ui->clearFiltersButton->setVisible(!m_chips.isEmpty());
    m_layout->invalidate();
    updateGeometry();
    if (m_filter == reading.filter)
        return;
    m_filter = reading.filter;
    Q_EMIT filterChanged();
}

void FilterBar::paintIcons()
{
    m_ui->addFilterButton->setIcon(theme::icon(QStringLiteral("filter"), theme::mutedText()));
}

QSize FilterBar::minimumSizeHint() const
{
    const int line = m_ui->filterLineEdit->minimumSizeHint().width() + m_layout->spacing() +
                     m_ui->addFilterButton->minimumSizeHint().width();
    return m_layout->minimumSize().expandedTo({line, 0});
}

QSize FilterBar::sizeHint() const
{
    return minimumSizeHint();
}

// The window's own Esc leads back to the live table; here it clears first.
bool FilterBar::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<const QKeyEvent*>(event)->key() == Qt::Key_Escape && // NOLINT: the type says so
        (hasConditions() || !m_ui->filterLineEdit->text().isEmpty())) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

bool FilterBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_ui->filterLineEdit && event->type() == QEvent::KeyPress) {
        const int key = static_cast<const QKeyEvent*>(event)->key(); // NOLINT: the type says so
        if (key == Qt::Key_Down) {
            m_ui->addFilterButton->showMenu();
            return true;
        }
        if (key == Qt::Key_Backspace && m_ui->filterLineEdit->text().isEmpty() && !m_chips.isEmpty()) {
            m_chips.last()->setFocus();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void FilterBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && (hasConditions() || !m_ui->filterLineEdit->text().isEmpty()))
        clear();
    else
        QWidget::keyPressEvent(event);
}

void FilterBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintIcons();
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        for (FilterChip* chip : m_chips)
            chip->retranslate();
        read();
    }
}

} // namespace orderdesk
