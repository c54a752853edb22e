#include "domain/OrderReading.h"

#include "domain/PaymentCheck.h"

#include <algorithm>

namespace orderdesk {

namespace dom = simdjson::dom;

namespace {

Sentence inFuture()
{
    return Sentence::tr("should not be more than a day ahead");
}

} // namespace

std::string OrderReading::read(const dom::element& root, Order& order)
{
    const Place document;
    dom::object object;
    if (root.get_object().get(object) != simdjson::SUCCESS) {
        m_sink.error(document, "wrong_type", Sentence::tr("must be an object"));
        UnknownMembers(m_sink).check(root, document);
        return {};
    }
    OrderReader reader(object, kOrderRules, document, m_json, m_sink);
    reader.readPlainMembers(order);
    m_orderUidIsValid = reader.areValid({"order_uid"});
    m_trackNumberIsValid = reader.areValid({"track_number"});
    readDateCreated(reader, order);
    readDelivery(reader, order);
    readPayment(reader, order);
    readItems(reader, order);
    compareGoods(order);
    reader.reportUnknownMembers();
    return m_orderUidIsValid ? order.orderUid : std::string{};
}

void OrderReading::readDateCreated(OrderReader& reader, Order& order)
{
    const dom::element* value = reader.require("date_created");
    if (value == nullptr) {
        return;
    }
    const Place place = reader.placeOf("date_created");
    std::string_view text;
    if (value->get_string().get(text) != simdjson::SUCCESS) {
        m_sink.error(place, "wrong_type", Sentence::tr("must be a string"));
        return;
    }
    if (const TextFault* fault = checkText(text, TextFormat::Any, kMaxTextCharacters)) {
        m_sink.error(place, fault->code, fault->rule);
        return;
    }
    const std::optional<Timestamp> time = parseRfc3339(text);
    if (!time) {
        m_sink.error(place, "invalid_timestamp", Sentence::tr("must be RFC 3339 with a zone, as 2021-11-26T06:22:19Z"));
        return;
    }
    order.dateCreated = *time;
    if (*time > m_latest) {
        m_sink.warning(place, "date_in_future", inFuture());
    }
}

void OrderReading::readDelivery(OrderReader& reader, Order& order)
{
    dom::object object;
    if (readObject(reader, "delivery", object)) {
        const Place place = reader.placeOf("delivery");
        ObjectReader(object, kDeliveryRules, place, m_json, m_sink).readAll(order.delivery);
    }
}

void OrderReading::readPayment(OrderReader& reader, Order& order)
{
    dom::object object;
    if (!readObject(reader, "payment", object)) {
        return;
    }
    const Place place = reader.placeOf("payment");
    ObjectReader payment(object, kPaymentRules, place, m_json, m_sink);
    payment.readAll(order.payment);
    m_goodsTotalIsValid = payment.areValid({"goods_total"});
    if (payment.areValid({"amount", "delivery_cost", "goods_total", "custom_fee"})) {
        compareTotals(order, place);
    }
    if (m_orderUidIsValid && payment.areValid({"transaction"}) && order.payment.transaction != order.orderUid) {
        m_sink.warning(Place(place, "transaction"), "transaction_mismatch", Sentence::tr("should be the order_uid"));
    }
    if (payment.areValid({"payment_dt"}) &&
        std::chrono::sys_seconds(std::chrono::seconds(order.payment.paymentDt)) > m_latest) {
        m_sink.warning(Place(place, "payment_dt"), "date_in_future", inFuture());
    }
}

void OrderReading::readItems(OrderReader& reader, Order& order)
{
    const dom::element* value = reader.require("items");
    if (value == nullptr) {
        return;
    }
    const Place place = reader.placeOf("items");
    dom::array array;
    if (value->get_array().get(array) != simdjson::SUCCESS) {
        m_sink.error(place, "wrong_type", Sentence::tr("must be an array"));
        return;
    }
    m_itemTotalsAreValid = true;
    order.items.reserve(std::min(array.size(), kMaxItems));
    std::size_t index = 0;
    for (const dom::element element : array) {
        if (index == kMaxItems) {
            m_sink.error(place, "too_many_items", Sentence::tr("must have at most 10000 items"));
            m_itemTotalsAreValid = false;
            return;
        }
        readItem(element, Place(place, index++), order);
    }
    if (index == 0) {
        m_sink.error(place, "too_few_items", Sentence::tr("must have at least one item"));
        m_itemTotalsAreValid = false;
    }
}

void OrderReading::readItem(const dom::element& element, const Place& place, Order& order)
{
    dom::object object;
    if (element.get_object().get(object) != simdjson::SUCCESS) {
        m_sink.error(place, "wrong_type", Sentence::tr("must be an object"));
        m_itemTotalsAreValid = false;
        return;
    }
    Item& item = order.items.emplace_back();
    ObjectReader reader(object, kItemRules, place, m_json, m_sink);
    reader.readAll(item);
    m_itemTotalsAreValid = m_itemTotalsAreValid && reader.areValid({"total_price"});
    if (m_trackNumberIsValid && reader.areValid({"track_number"}) && item.trackNumber != order.trackNumber) {
        m_sink.warning(Place(place, "track_number"), "track_number_mismatch",
                       Sentence::tr("should be the order's track_number"));
    }
}

bool OrderReading::readObject(OrderReader& reader, std::string_view name, dom::object& object)
{
    const dom::element* value = reader.require(name);
    if (value == nullptr) {
        return false;
    }
    if (value->get_object().get(object) != simdjson::SUCCESS) {
        m_sink.error(reader.placeOf(name), "wrong_type", Sentence::tr("must be an object"));
        return false;
    }
    return true;
}

void OrderReading::compareTotals(const Order& order, const Place& place)
{
    if (!checkPayment(order).isAmountGood()) {
        m_sink.warning(Place(place, "amount"), "amount_mismatch",
                       Sentence::tr("should be goods_total + delivery_cost + custom_fee"));
    }
}

void OrderReading::compareGoods(const Order& order)
{
    if (!m_goodsTotalIsValid || !m_itemTotalsAreValid) {
        return;
    }
    if (checkPayment(order).goodsDifference != 0) {
        const Place document;
        const Place payment(document, "payment");
        m_sink.warning(Place(payment, "goods_total"), "goods_total_mismatch",
                       Sentence::tr("should be the sum of the items' total_price"));
    }
}

} // namespace orderdesk
