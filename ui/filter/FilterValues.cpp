#include "ui/filter/FilterValues.h"

#include "ui/words/DisplayText.h"

#include <algorithm>

namespace orderdesk {

namespace {

// Longer ones are no help in a list, and no city is called like that.
constexpr std::size_t longestValue = 80;

} // namespace

void FilterValues::note(const OrderSummary& order)
{
    ++m_now;
    note(m_currencies, order.currency);
    note(m_cities, order.city);
    note(m_services, order.deliveryService);
}

void FilterValues::note(const QList<IngestEvent>& events)
{
    for (qsizetype i = std::max<qsizetype>(0, events.size() - mostNoted); i < events.size(); ++i)
        note(events.at(i).order);
}

void FilterValues::note(Seen& seen, const std::string& value)
{
    if (value.empty() || value.size() > longestValue)
        return;
    seen[value] = m_now;
    if (seen.size() > mostValues) {
        seen.erase(std::min_element(seen.begin(), seen.end(),
                                    [](const auto& a, const auto& b) { return a.second < b.second; }));
    }
}

QStringList FilterValues::of(FilterField field) const
{
    const Seen* seen = field == FilterField::Currency          ? &m_currencies
                       : field == FilterField::City            ? &m_cities
                       : field == FilterField::DeliveryService ? &m_services
                                                               : nullptr;
    QStringList values;
    if (!seen)
        return values;
    for (const auto& [value, when] : *seen) {
        const QString text = QString::fromStdString(value).simplified();
        // What cannot be shown as it is cannot be offered either.
        if (!text.isEmpty() && text == text::plain(text) && !values.contains(text, Qt::CaseInsensitive))
            values += text;
    }
    std::sort(values.begin(), values.end(),
              [](const QString& a, const QString& b) { return QString::localeAwareCompare(a, b) < 0; });
    return values;
}

} // namespace orderdesk
