#include "ui/filter/FilterByValue.h"

#include "ui/filter/FilterBar.h"
#include "ui/filter/FilterWords.h"
#include "ui/words/DisplayText.h"

#include <QCoreApplication>
#include <QMenu>

namespace orderdesk {

namespace {

OrderFilter::State stateOf(IngestEvent::Kind kind)
{
    switch (kind) {
    case IngestEvent::Kind::New:
        return OrderFilter::State::New;
    case IngestEvent::Kind::Updated:
        return OrderFilter::State::Updated;
    case IngestEvent::Kind::Unchanged:
        return OrderFilter::State::Unchanged;
    case IngestEvent::Kind::Superseded:
        return OrderFilter::State::Superseded;
    case IngestEvent::Kind::DeadLettered:
        break;
    }
    return OrderFilter::State::DeadLettered;
}

} // namespace

FilterCondition stateConditionOf(const IngestEvent& event)
{
    return {FilterField::State, {}, {}, stateOf(event.kind), {}};
}

std::optional<FilterCondition> conditionOf(const OrderSummary& order, FilterField field)
{
    FilterCondition condition;
    condition.field = field;
    if (field == FilterField::City)
        condition.value = text::fromUtf8(order.city);
    else if (field == FilterField::DeliveryService)
        condition.value = text::fromUtf8(order.deliveryService);
    else if (field == FilterField::Currency)
        condition.value = text::fromUtf8(order.currency);
    return condition.value.isEmpty() ? std::nullopt : std::optional(condition);
}

void offerFilter(QMenu* menu, FilterBar* bar, const std::optional<FilterCondition>& condition)
{
    if (!condition)
        return;
    QString words = filterwords::describe(*condition);
    words.replace(QLatin1Char('&'), QLatin1String("&&")); // no mnemonic
    menu->addSeparator();
    QAction* action = menu->addAction(QCoreApplication::translate("FilterByValue", "&Filter by %1").arg(words));
    action->setObjectName(QStringLiteral("filterByValueAction"));
    QObject::connect(action, &QAction::triggered, bar, [bar, condition = *condition] { bar->set(condition); });
}

} // namespace orderdesk
