#include "domain/OrderEncoder.h"

#include "json/JsonWriter.h"

namespace orderdesk {

namespace {

// The prefix of each member carries the comma before it, so that a member costs two appends.
void writeText(JsonWriter& writer, std::string_view prefix, std::string_view value)
{
    writer.raw(prefix);
    writer.text(value);
}

void writeInteger(JsonWriter& writer, std::string_view prefix, std::int64_t value)
{
    writer.raw(prefix);
    writer.integer(value);
}

void writeDelivery(JsonWriter& writer, const Delivery& delivery)
{
    writeText(writer, R"("delivery":{"name":)", delivery.name);
    writeText(writer, R"(,"phone":)", delivery.phone);
    writeText(writer, R"(,"zip":)", delivery.zip);
    writeText(writer, R"(,"city":)", delivery.city);
    writeText(writer, R"(,"address":)", delivery.address);
    writeText(writer, R"(,"region":)", delivery.region);
    writeText(writer, R"(,"email":)", delivery.email);
    writer.raw("}");
}

void writePayment(JsonWriter& writer, const Payment& payment)
{
    writeText(writer, R"("payment":{"transaction":)", payment.transaction);
    writeText(writer, R"(,"request_id":)", payment.requestId);
    writeText(writer, R"(,"currency":)", payment.currency);
    writeText(writer, R"(,"provider":)", payment.provider);
    writeInteger(writer, R"(,"amount":)", payment.amount);
    writeInteger(writer, R"(,"payment_dt":)", payment.paymentDt);
    writeText(writer, R"(,"bank":)", payment.bank);
    writeInteger(writer, R"(,"delivery_cost":)", payment.deliveryCost);
    writeInteger(writer, R"(,"goods_total":)", payment.goodsTotal);
    writeInteger(writer, R"(,"custom_fee":)", payment.customFee);
    writer.raw("}");
}

void writeItem(JsonWriter& writer, const Item& item)
{
    writeInteger(writer, R"({"chrt_id":)", item.chrtId);
    writeText(writer, R"(,"track_number":)", item.trackNumber);
    writeInteger(writer, R"(,"price":)", item.price);
    writeText(writer, R"(,"rid":)", item.rid);
    writeText(writer, R"(,"name":)", item.name);
    writeInteger(writer, R"(,"sale":)", item.sale);
    writeText(writer, R"(,"size":)", item.size);
    writeInteger(writer, R"(,"total_price":)", item.totalPrice);
    writeInteger(writer, R"(,"nm_id":)", item.nmId);
    writeText(writer, R"(,"brand":)", item.brand);
    writeInteger(writer, R"(,"status":)", item.status);
    writer.raw("}");
}

void writeItems(JsonWriter& writer, const std::vector<Item>& items)
{
    writer.raw(R"("items":[)");
    bool first = true;
    for (const Item& item : items) {
        if (!first) {
            writer.raw(",");
        }
        first = false;
        writeItem(writer, item);
    }
    writer.raw("]");
}

} // namespace

QByteArray encodeOrder(const Order& order)
{
    JsonWriter writer;
    writeText(writer, R"({"order_uid":)", order.orderUid);
    writeText(writer, R"(,"track_number":)", order.trackNumber);
    writeText(writer, R"(,"entry":)", order.entry);
    writer.raw(",");
    writeDelivery(writer, order.delivery);
    writer.raw(",");
    writePayment(writer, order.payment);
    writer.raw(",");
    writeItems(writer, order.items);
    writeText(writer, R"(,"locale":)", order.locale);
    writeText(writer, R"(,"internal_signature":)", order.internalSignature);
    writeText(writer, R"(,"customer_id":)", order.customerId);
    writeText(writer, R"(,"delivery_service":)", order.deliveryService);
    writeText(writer, R"(,"shardkey":)", order.shardkey);
    writeInteger(writer, R"(,"sm_id":)", order.smId);
    const QByteArray dateCreated = formatRfc3339(order.dateCreated);
    writeText(writer, R"(,"date_created":)", {dateCreated.constData(), static_cast<std::size_t>(dateCreated.size())});
    writeText(writer, R"(,"oof_shard":)", order.oofShard);
    writer.raw("}");
    return writer.document();
}

} // namespace orderdesk
