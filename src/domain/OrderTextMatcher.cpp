#include "domain/OrderTextMatcher.h"

#include "domain/PhoneDigits.h"

#include <algorithm>

namespace orderdesk {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace

OrderTextMatcher::OrderTextMatcher(const QString& text)
    : m_text(text.trimmed())
    , m_exact(m_text.toStdString())
    , m_folded(m_text.toLower())
    , m_phones(phoneDigits(m_text))
{
    const bool isAscii =
        std::all_of(m_text.begin(), m_text.end(), [](QChar character) { return character.unicode() < 0x80; });
    if (isAscii) {
        m_ascii = m_folded.toStdString();
    }
    m_number = m_text.toLongLong(&m_isNumber);
}

bool OrderTextMatcher::matches(const Order& order) const
{
    return order.orderUid.starts_with(m_exact) || order.trackNumber.starts_with(m_exact) ||
           order.customerId == m_exact || order.payment.transaction == m_exact || equalsFolded(order.delivery.email) ||
           equalsFolded(order.delivery.name) || equalsFolded(order.delivery.city) || isPhone(order.delivery.phone) ||
           (m_isNumber && std::any_of(order.items.begin(), order.items.end(),
                                      [this](const Item& item) { return item.nmId == m_number; }));
}

bool OrderTextMatcher::matchesPart(const OrderSummary& order) const
{
    return isPartOf(order.orderUid) || isPartOf(order.trackNumber) || isPartOf(order.customerId) ||
           isPartOf(order.city);
}

bool OrderTextMatcher::equalsFolded(const std::string& value) const
{
    return QString::fromStdString(value).toLower() == m_folded;
}

bool OrderTextMatcher::isPhone(const std::string& phone) const
{
    if (m_phones.empty()) {
        return false;
    }
    const std::vector<std::string> digits = phoneDigits(QString::fromStdString(phone));
    return !digits.empty() && std::find(m_phones.begin(), m_phones.end(), digits.front()) != m_phones.end();
}

bool OrderTextMatcher::isPartOf(const std::string& value) const
{
    if (m_ascii.empty()) {
        return QString::fromStdString(value).contains(m_text, Qt::CaseInsensitive);
    }
    return std::search(value.begin(), value.end(), m_ascii.begin(), m_ascii.end(),
                       [](char a, char b) { return lower(a) == b; }) != value.end();
}

} // namespace orderdesk
