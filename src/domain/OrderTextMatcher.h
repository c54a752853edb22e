#pragma once

#include "domain/Order.h"
#include "domain/StoredOrder.h"

#include <QString>

#include <string>
#include <vector>

namespace orderdesk {

/// What "this text matches that order" means. `text` is, without spaces around it: the beginning of the order's number
/// or track number; a whole customer or transaction; a whole e-mail, name or city without regard to case; a phone, by
/// its digits; or the article of an item. storage/OrderSelection asks the database the same in SQL, with an index for
/// each: a field that is added here is added there (TestPostgresOrderBrowser holds them equal). A value.
class OrderTextMatcher final
{
public:
    /// An empty text matches everything.
    explicit OrderTextMatcher(const QString& text = {});

    bool matches(const Order& order) const;
    /// Of a live message only a summary is at hand, and no index is needed: the text is any part of number, track
    /// number, customer or city, without regard to case. Finds what matches() finds by these, and more.
    bool matchesPart(const OrderSummary& order) const;

private:
    bool equalsFolded(const std::string& value) const;
    bool isPhone(const std::string& phone) const;
    bool isPartOf(const std::string& value) const;

    QString m_text;
    std::string m_exact;
    QString m_folded;
    std::string m_ascii; ///< the text when it is plain ASCII, in small letters: compared without conversion
    std::vector<std::string> m_phones;
    bool m_isNumber = false;
    std::int64_t m_number = 0;
};

} // namespace orderdesk
