#include "storage/OrderSelection.h"

#include "domain/PhoneDigits.h"

#include <array>
#include <limits>

namespace orderdesk {
namespace {

constexpr qsizetype longestText = 2048;   // 1,024 characters may be two UTF-16 units each
constexpr qsizetype longestInIndex = 128; // characters of a text that an index holds

// $1 and $2: the cursor, $3: how many rows.
constexpr auto newestFirst = " order by o.stored_at desc, o.order_uid desc limit $3::bigint";

/// One way to find an order by a text. The conditions repeat the indexes' expressions.
struct TextBranch
{
    const char* condition;
    bool needsDelivery = false;
    bool needsPayment = false;
};

// What domain/OrderTextMatcher::matches() says, in SQL. $4: the text, $5: its ways to be a phone number, none mostly,
// $6: a number or null.
constexpr std::array textBranches{
    TextBranch{"o.order_uid >= $4::text and o.order_uid < $4 || chr(1114111)"},
    TextBranch{R"(left(o.track_number, 128) >= left($4, 128) collate "C"
        and left(o.track_number, 128) < left($4, 128) || chr(1114111) collate "C" and starts_with(o.track_number, $4))"},
    TextBranch{R"(left(o.customer_id, 128) = left($4, 128) collate "C" and o.customer_id = $4)"},
    TextBranch{R"(left(p.transaction, 128) = left($4, 128) collate "C" and p.transaction = $4
        and p.transaction <> p.order_uid)",
               false, true},
    TextBranch{R"(left(lower(d.email), 128) = left(lower($4), 128) collate "C" and lower(d.email) = lower($4))", true},
    TextBranch{R"(left(lower(d.name), 128) = left(lower($4), 128) collate "C" and lower(d.name) = lower($4))", true},
    TextBranch{R"(left(lower(d.city), 128) = left(lower($4), 128) collate "C" and lower(d.city) = lower($4))", true},
    TextBranch{R"(left(translate(d.phone, '+-()[]. ', ''), 32) collate "C" = any($5::text[]))", true},
    TextBranch{"exists (select from items i where i.order_uid = o.order_uid and i.nm_id = $6::bigint)"},
};

bool canBeStored(const QString& text)
{
    return text.size() <= longestText && !text.contains(QChar::Null) && text.isValidUtf16();
}

} // namespace

OrderSelection::OrderSelection(const OrderFilter& filter, const std::optional<OrderCursor>& after, int limit)
{
    // The wire format's largest value is infinity: before the newest.
    after ? m_parameters.addTimestamp(after->storedAt) : m_parameters.addInt8(std::numeric_limits<std::int64_t>::max());
    m_parameters.addText(after ? after->orderUid : std::string()).addInt8(limit);
    const QString text = filter.text.trimmed();
    for (const QString& value : {text, filter.currency, filter.city, filter.deliveryService}) {
        m_possible = m_possible && canBeStored(value);
    }
    if (!m_possible) {
        return;
    }
    m_hasText = !text.isEmpty();
    if (m_hasText) {
        m_parameters.addText(text.toStdString());
        PgArray phones(PgArray::ElementType::Text);
        for (const std::string& digits : phoneDigits(text)) {
            phones.appendBytes(digits);
        }
        m_parameters.add(phones);
        bool isNumber = false;
        const qlonglong number = text.toLongLong(&isNumber);
        isNumber ? m_parameters.addInt8(number) : m_parameters.addNull();
    }
    addConditions(filter);
}

void OrderSelection::addConditions(const OrderFilter& filter)
{
    const auto next = [this] { return '$' + std::to_string(m_parameters.values().size()); };
    // As the index has it. Only a text that does not fit in whole needs the whole comparison: the planner, who takes
    // the two for independent, would think it much rarer than it is.
    const auto equals = [&](const std::string& column, const QString& value) {
        if (value.isEmpty()) {
            return false;
        }
        m_parameters.addText(value.toStdString());
        m_conditions += " and left(lower(" + column + "), 128) = left(lower(" + next() + "::text), 128) collate \"C\"";
        if (value.size() >= longestInIndex) {
            m_conditions += " and lower(" + column + ") = lower(" + next() + ')';
        }
        return true;
    };
    const auto bound = [&](const char* condition, const std::optional<std::int64_t>& value) {
        if (value) {
            m_parameters.addInt8(*value);
            addCondition(condition, next(), "::bigint");
        }
        return value.has_value();
    };
    const auto moment = [&](const char* condition, const std::optional<Timestamp>& time) {
        if (time) {
            m_parameters.addTimestamp(*time);
            addCondition(condition, next(), "::timestamptz");
        }
    };
    moment("o.stored_at >= ", filter.storedFrom);
    moment("o.stored_at < ", filter.storedUntil);
    equals("o.delivery_service", filter.deliveryService);
    m_needsDelivery = equals("d.city", filter.city);
    // An order's currency is always three capital letters.
    if (!filter.currency.isEmpty()) {
        m_parameters.addText(filter.currency.toUpper().toStdString());
        addCondition("p.currency = ", next(), "::text");
        m_needsPayment = true;
    }
    m_needsPayment = bound("p.amount >= ", filter.amountMin) || m_needsPayment;
    m_needsPayment = bound("p.amount <= ", filter.amountMax) || m_needsPayment;
    if (filter.state == OrderFilter::State::New) {
        addCondition("o.revision = 1", {});
    } else if (filter.state == OrderFilter::State::Updated) {
        addCondition("o.revision > 1", {});
    }
    if (filter.withWarnings) {
        addCondition("json_array_length(o.warnings) > 0", {});
    }
}

void OrderSelection::addCondition(const char* before, const std::string& parameter, const char* after)
{
    m_conditions.append(" and ").append(before).append(parameter).append(after);
}

std::string OrderSelection::branch(const char* columns, const std::string& condition, bool needsDelivery,
                                   bool needsPayment) const
{
    std::string sql = std::string("select ") + columns + " from orders o";
    if (needsDelivery || m_needsDelivery) {
        sql += " join deliveries d on d.order_uid = o.order_uid";
    }
    if (needsPayment || m_needsPayment) {
        sql += " join payments p on p.order_uid = o.order_uid";
    }
    return sql + " where (o.stored_at, o.order_uid) < ($1::timestamptz, $2::text)" + condition + m_conditions;
}

// Every branch is bounded and has an index, so that each finds its own newest.
std::string OrderSelection::found(const std::string& end) const
{
    std::string sql;
    for (const TextBranch& way : textBranches) {
        const std::string condition = std::string(" and ") + way.condition;
        sql += (sql.empty() ? "(" : " union (") +
               branch("o.stored_at, o.order_uid", condition, way.needsDelivery, way.needsPayment) + end + ')';
    }
    return sql;
}

std::string OrderSelection::newest() const
{
    if (!m_hasText) {
        return branch("o.*", {}, false, false) + newestFirst;
    }
    return "select o.* from (select * from (" + found(newestFirst) +
           ") found order by stored_at desc, order_uid desc limit $3) newest join orders o using (order_uid)"
           " order by o.stored_at desc, o.order_uid desc";
}

std::string OrderSelection::any() const
{
    if (!m_hasText) {
        return branch("1", {}, false, false) + " limit $3::bigint";
    }
    return "select 1 from (" + found(" limit $3::bigint") + ") found limit $3";
}

} // namespace orderdesk
