#include "ui/filter/FilterCompletion.h"

#include "ui/filter/FilterKeys.h"
#include "ui/filter/FilterValues.h"
#include "ui/widgets/CompletionLook.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>

namespace orderdesk {

namespace {

using State = OrderFilter::State;
using Period = FilterCondition::Period;

constexpr FilterField fields[] = {FilterField::State,           FilterField::Currency, FilterField::City,
                                  FilterField::DeliveryService, FilterField::Amount,   FilterField::Date};

} // namespace

FilterCompletion::FilterCompletion(QLineEdit* box)
    : QObject(box)
    , m_box(box)
    , m_completer(new QCompleter(&m_offered, this))
{
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setMaxVisibleItems(12);
    box->setCompleter(m_completer);
    m_completer->popup()->setObjectName(QStringLiteral("filterCompletion"));
    m_completer->popup()->installEventFilter(this);
    theme::dressCompletion(*m_completer);
    box->installEventFilter(this);
    retranslate();
    // Before the completer looks: it takes what the box says after this.
    connect(box, &QLineEdit::textEdited, this, &FilterCompletion::refresh);
    // A field alone is no condition yet: its values come next. Queued: the completer is still closing its list.
    connect(
        m_completer, QOverload<const QString&>::of(&QCompleter::activated), this,
        [this](const QString& line) {
            if (filterkeys::isStarted(line))
                open();
        },
        Qt::QueuedConnection);
}

void FilterCompletion::open()
{
    refresh();
    m_completer->setCompletionPrefix(m_box->text());
    m_completer->complete();
}

bool FilterCompletion::hasRow() const
{
    return m_completer->popup()->isVisible() && m_completer->popup()->currentIndex().isValid();
}

void FilterCompletion::refresh()
{
    const QStringList lines = offered(m_box->text());
    // Not while it is walked through: a new list forgets the row.
    if (lines != m_offered.stringList())
        m_offered.setStringList(lines);
}

QStringList FilterCompletion::offered(const QString& line) const
{
    const qsizetype colon = line.indexOf(QLatin1Char(':'));
    QStringList lines;
    if (colon < 0) {
        for (const FilterField field : fields)
            lines += filterkeys::of(field) + QLatin1Char(':');
        lines += filterkeys::of(FilterField::Warnings);
        return lines;
    }
    const auto field = filterkeys::field(line.left(colon));
    if (!field)
        return lines;
    QStringList values;
    if (*field == FilterField::State) {
        for (const State state :
             {State::New, State::Updated, State::Unchanged, State::Superseded, State::DeadLettered}) {
            if (!m_storedOnly || state == State::New || state == State::Updated)
                values += filterkeys::of(state);
        }
    } else if (*field == FilterField::Date) {
        for (const Period period : {Period::Today, Period::Yesterday, Period::LastHour, Period::Last7Days})
            values += filterkeys::of(period);
    } else if (m_values) {
        values = m_values->of(*field);
    }
    // With the blanks as they were typed, or nothing would begin with it.
    qsizetype start = colon + 1;
    while (start < line.size() && line.at(start).isSpace())
        ++start;
    for (const QString& value : values)
        lines += line.left(start) + value;
    return lines;
}

void FilterCompletion::retranslate()
{
    m_completer->popup()->setAccessibleName(tr("Conditions that can be typed"));
}

bool FilterCompletion::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_box && event->type() == QEvent::LanguageChange)
        retranslate();
    // While it is open Escape closes it. Qt lets shortcuts of the window win even then.
    if (event->type() == QEvent::ShortcutOverride && m_completer->popup()->isVisible() &&
        static_cast<const QKeyEvent*>(event)->key() == Qt::Key_Escape) { // NOLINT: the type says so
        event->accept();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace orderdesk
