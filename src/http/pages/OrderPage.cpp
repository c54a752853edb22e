#include "http/pages/OrderPage.h"

#include "domain/PaymentCheck.h"
#include "http/pages/PageFormat.h"
#include "http/pages/PageTexts.h"

namespace orderdesk {

namespace {

using Data = PageRenderer::Data;

std::string text(const char* key, PageLanguage language)
{
    return std::string(pageText(key, language));
}

/// "orders/2:4711": topic, partition, offset.
std::string positionText(const MessagePosition& position)
{
    return position.topic.toStdString() + "/" + std::to_string(position.partition) + ":" +
           std::to_string(position.offset);
}

/// One line of a list of facts; lines without a value are left out.
class Facts final
{
public:
    explicit Facts(PageLanguage language)
        : m_language(language)
    {
    }

    Facts& add(const char* key, const std::string& value, bool isCode = false)
    {
        if (value.empty())
            return *this;
        Data fact;
        fact.set("label", text(key, m_language));
        fact.set("value", value);
        fact.set("code", isCode);
        m_list.push_back(fact);
        return *this;
    }

    const Data& list() const { return m_list; }

private:
    PageLanguage m_language;
    Data m_list{Data::type::list};
};

Data itemData(const Item& item, const std::string& currency, PageLanguage language)
{
    Data data;
    data.set("item_name", item.name);
    data.set("item_brand", item.brand);
    data.set("item_article", std::to_string(item.nmId));
    data.set("item_size", item.size);
    data.set("item_price", formatMoney(item.price, currency, language));
    data.set("item_sale", std::to_string(item.sale) + "\u00a0%");
    data.set("item_total", formatMoney(item.totalPrice, currency, language));
    data.set("item_status", std::to_string(item.status));
    return data;
}

void addPayment(Data& data, const Order& order, PageLanguage language)
{
    const Payment& payment = order.payment;
    const PaymentCheck check = checkPayment(order);
    const auto money = [&](std::int64_t amount) { return formatMoney(amount, payment.currency, language); };
    data.set("goods_total", money(payment.goodsTotal));
    data.set("delivery_cost", money(payment.deliveryCost));
    data.set("custom_fee", money(payment.customFee));
    data.set("amount", money(payment.amount));
    data.set("sum_is_right", check.isAmountGood());
    data.set("sum_is_wrong", !check.isAmountGood());
    data.set("sum", check.partsTotal ? money(*check.partsTotal) : std::string("?"));
    data.set("payment_facts", Facts(language)
                                  .add("paid_at", formatUnixSeconds(payment.paymentDt))
                                  .add("provider", payment.provider)
                                  .add("bank", payment.bank)
                                  .add("transaction", payment.transaction, true)
                                  .add("request_id", payment.requestId, true)
                                  .list());
}

void addWarnings(Data& data, const Violations& warnings)
{
    Data list{Data::type::list};
    for (const Violation& warning : warnings) {
        Data entry;
        entry.set("message", warning.message);
        entry.set("pointer", warning.pointer);
        entry.set("rule", warning.code);
        list.push_back(entry);
    }
    data.set("warnings", list);
    data.set("has_warnings", !warnings.empty());
    data.set("warning_count", std::to_string(warnings.size()));
}

std::string joined(std::initializer_list<std::string> parts)
{
    std::string result;
    for (const std::string& part : parts) {
        if (!part.empty())
            result += (result.empty() ? "" : " · ") + part;
    }
    return result;
}

} // namespace

Data orderPageData(const Order& order, const FoundOrder& found, PageLanguage language)
{
    const StoredOrder& stored = *found.order;
    Data data;
    data.set("title", order.orderUid);
    data.set("order_uid", order.orderUid);
    data.set("headline", joined({order.trackNumber, order.delivery.city, order.deliveryService}));
    data.set("revision_number", std::to_string(stored.revision));
    addWarnings(data, stored.warnings);
    addPayment(data, order, language);
    Data items{Data::type::list};
    for (const Item& item : order.items)
        items.push_back(itemData(item, order.payment.currency, language));
    data.set("items", items);
    data.set("item_count", formatNumber(static_cast<std::int64_t>(order.items.size()), language));
    data.set("delivery_facts", Facts(language)
                                   .add("recipient", order.delivery.name)
                                   .add("phone", order.delivery.phone)
                                   .add("email", order.delivery.email)
                                   .add("address", order.delivery.address)
                                   .add("city", order.delivery.city)
                                   .add("zip", order.delivery.zip)
                                   .add("region", order.delivery.region)
                                   .add("service", order.deliveryService)
                                   .list());
    data.set("order_facts", Facts(language)
                                .add("created", formatMoment(order.dateCreated))
                                .add("track_number", order.trackNumber, true)
                                .add("customer", order.customerId)
                                .add("entry", order.entry)
                                .add("locale", order.locale)
                                .add("signature", order.internalSignature, true)
                                .add("shardkey", order.shardkey)
                                .add("sm_id", std::to_string(order.smId))
                                .add("oof_shard", order.oofShard)
                                .list());
    const bool hasKafkaTime = stored.position.timestamp != Timestamp{};
    data.set(
        "place_facts",
        Facts(language)
            .add("kafka_topic", stored.position.topic.toStdString())
            .add("kafka_partition", std::to_string(stored.position.partition))
            .add("kafka_offset", std::to_string(stored.position.offset))
            .add("kafka_time", hasKafkaTime ? formatMoment(stored.position.timestamp) : "")
            .add("stored_at", formatMoment(stored.storedAt))
            .add("revision", std::to_string(stored.revision))
            .add("source", text(found.source == AnswerSource::Cache ? "source_cache" : "source_database", language))
            .list());
    return data;
}

Data latestOrderData(const OrderSummary& order, PageLanguage language)
{
    Data data;
    data.set("order_uid", order.orderUid);
    data.set("track_number", order.trackNumber);
    data.set("city", order.city);
    data.set("items", formatNumber(order.itemCount, language));
    data.set("amount", formatMoney(order.amount, order.currency, language));
    data.set("stored", formatMoment(order.storedAt));
    data.set("stored_iso", formatRfc3339(order.storedAt).toStdString());
    data.set("revision", std::to_string(order.revision));
    data.set("has_warnings", order.warningCount > 0);
    data.set("warning_count", std::to_string(order.warningCount));
    return data;
}

Data deadLetterData(const DeadLetter& deadLetter)
{
    Data data;
    data.set("dead_letter_id", std::to_string(deadLetter.id));
    data.set("position", positionText(deadLetter.message.position));
    data.set("received", formatMoment(deadLetter.receivedAt));
    addWarnings(data, deadLetter.violations);
    return data;
}

} // namespace orderdesk
