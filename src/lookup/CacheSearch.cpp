#include "lookup/CacheSearch.h"

#include "domain/OrderDecoder.h"
#include "domain/PhoneDigits.h"

#include <algorithm>

namespace orderdesk {

namespace {

class Matcher final
{
public:
    explicit Matcher(const QString& text)
        : m_text(text.toStdString())
        , m_folded(text.toLower())
        , m_phones(phoneDigits(text))
    {
        m_number = text.toLongLong(&m_isNumber);
    }

    bool matches(const Order& order) const
    {
        return order.orderUid.starts_with(m_text) || order.trackNumber.starts_with(m_text) ||
               order.customerId == m_text || order.payment.transaction == m_text ||
               equalsFolded(order.delivery.email) || equalsFolded(order.delivery.name) ||
               isPhone(order.delivery.phone) ||
               (m_isNumber && std::any_of(order.items.begin(), order.items.end(),
                                          [this](const Item& item) { return item.nmId == m_number; }));
    }

private:
    bool equalsFolded(const std::string& value) const { return QString::fromStdString(value).toLower() == m_folded; }

    bool isPhone(const std::string& phone) const
    {
        if (m_phones.empty()) {
            return false;
        }
        const std::vector<std::string> digits = phoneDigits(QString::fromStdString(phone));
        return !digits.empty() && std::find(m_phones.begin(), m_phones.end(), digits.front()) != m_phones.end();
    }

    std::string m_text;
    QString m_folded;
    std::vector<std::string> m_phones;
    bool m_isNumber = false;
    std::int64_t m_number = 0;
};

void keepNewest(std::vector<OrderSummary>& orders, std::size_t most)
{
    std::sort(orders.begin(), orders.end(), [](const OrderSummary& a, const OrderSummary& b) {
        return a.storedAt != b.storedAt ? a.storedAt > b.storedAt : a.orderUid > b.orderUid;
    });
    if (orders.size() > most) {
        orders.erase(orders.begin() + static_cast<std::ptrdiff_t>(most), orders.end());
    }
}

} // namespace

std::vector<OrderSummary> searchCache(const OrderCache& cache, const QString& text, int limit)
{
    std::vector<OrderSummary> found;
    if (text.isEmpty() || limit < 1) {
        return found;
    }
    const auto most = static_cast<std::size_t>(limit);
    const Matcher matcher(text);
    OrderDecoder decoder;
    const Timestamp now = currentTimestamp();
    cache.visit([&](const CachedOrder& cached) {
        const DecodeResult decoded = decoder.decode(cached->document, now);
        if (!decoded.order || !matcher.matches(*decoded.order)) {
            return;
        }
        OrderSummary summary = summarize(*decoded.order);
        summary.storedAt = cached->storedAt;
        summary.revision = cached->revision;
        summary.position = cached->position;
        summary.warningCount = static_cast<std::int32_t>(cached->warnings.size());
        found.push_back(std::move(summary));
        if (found.size() == 4 * most) {
            keepNewest(found, most);
        }
    });
    keepNewest(found, most);
    return found;
}

} // namespace orderdesk
