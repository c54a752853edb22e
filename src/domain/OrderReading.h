#pragma once

#include "domain/ObjectReader.h"

namespace orderdesk {

/// Reads the tree of one document into an Order. What breaks a rule goes to the sink and leaves its member empty; a
/// comparison between members is made when all of them could be read. Lives on the stack for one document.
class OrderReading final
{
public:
    OrderReading(const StrictJson& json, Timestamp now, ViolationSink& sink)
        : m_json(json)
        , m_latest(now + std::chrono::days{1})
        , m_sink(sink)
    {
    }

    /// Returns the order number where it can be read, also from an order that is refused; else an empty text.
    std::string read(const simdjson::dom::element& root, Order& order);

private:
    using OrderReader = ObjectReader<Order, kOrderRules.size()>;

    void readDateCreated(OrderReader& reader, Order& order);
    void readDelivery(OrderReader& reader, Order& order);
    void readPayment(OrderReader& reader, Order& order);
    void readItems(OrderReader& reader, Order& order);
    void readItem(const simdjson::dom::element& element, const Place& place, Order& order);
    bool readObject(OrderReader& reader, std::string_view name, simdjson::dom::object& object);
    void compareTotals(const Order& order, const Place& place);
    void compareGoods(const Order& order);

    const StrictJson& m_json;
    Timestamp m_latest;
    ViolationSink& m_sink;
    bool m_orderUidIsValid = false;
    bool m_trackNumberIsValid = false;
    bool m_goodsTotalIsValid = false;
    bool m_itemTotalsAreValid = false;
};

} // namespace orderdesk
