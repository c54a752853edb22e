#include "http/routes/OrderRoutes.h"

#include "domain/OrderRules.h"
#include "domain/Timestamp.h"
#include "http/routes/ListParameters.h"
#include "http/routes/PositionJson.h"
#include "http/routes/Replies.h"
#include "json/JsonText.h"

namespace orderdesk {

namespace {

std::string_view viewOf(const QByteArray& text)
{
    return {text.constData(), static_cast<std::size_t>(text.size())};
}

HttpReply failureReply(const Error& error)
{
    return problemReply(problemOf(error.code, Problem::OrderNotFound), error.message.english().toUtf8());
}

void writeSummary(JsonText& json, const OrderSummary& order)
{
    json.beginObject();
    json.name("order_uid").value(order.orderUid);
    json.name("track_number").value(order.trackNumber);
    json.name("customer_id").value(order.customerId);
    json.name("city").value(order.city);
    json.name("delivery_service").value(order.deliveryService);
    json.name("provider").value(order.provider);
    json.name("currency").value(order.currency);
    json.name("amount").value(order.amount);
    json.name("items").value(order.itemCount);
    json.name("warnings").value(order.warningCount);
    json.name("date_created").value(formatRfc3339(order.dateCreated));
    json.name("stored_at").value(formatRfc3339(order.storedAt));
    json.name("revision").value(order.revision);
    writePosition(json.name("kafka"), order.position);
    json.endObject();
}

void writeDeadLetterHeadline(JsonText& json, const DeadLetter& deadLetter)
{
    json.beginObject();
    json.name("id").value(deadLetter.id);
    json.name("received_at").value(formatRfc3339(deadLetter.receivedAt));
    writePosition(json.name("kafka"), deadLetter.message.position);
    json.name("violations").json(encodeViolations(deadLetter.violations));
    json.name("redrive_count").value(deadLetter.redriveCount);
    json.endObject();
}

} // namespace

void OrderRoutes::addTo(RouteTable& table)
{
    table.add({"GET", "/order/<arg>", Route::Access::Read, [this](const HttpRequest& r) { return order(r); }});
    table.add({"GET", "/order/<arg>/trace", Route::Access::Read, [this](const HttpRequest& r) { return trace(r); }});
    table.add({"GET",
               "/orders",
               Route::Access::Read,
               [this](const HttpRequest& r) { return orders(r); },
               0,
               {"q", "after", "limit"}});
}

HttpReply OrderRoutes::order(const HttpRequest& request)
{
    if (!isOrderUid(viewOf(request.argument)))
        return problemReply(Problem::MalformedOrderUid);
    const auto found = m_lookup.order(viewOf(request.argument));
    if (!found)
        return failureReply(found.error());
    const StoredOrder& order = *found->order;
    HttpReply reply = jsonReply(order.document, "no-cache");
    reply.headers.emplace_back("ETag", "\"revision-" + QByteArray::number(static_cast<qint64>(order.revision)) + '"');
    return conditional(std::move(reply), request.ifNoneMatch);
}

HttpReply OrderRoutes::trace(const HttpRequest& request)
{
    if (!isOrderUid(viewOf(request.argument)))
        return problemReply(Problem::MalformedOrderUid);
    const auto trace = m_lookup.trace(viewOf(request.argument));
    if (!trace)
        return failureReply(trace.error());
    if (!trace->order && trace->deadLetters.empty())
        return problemReply(Problem::OrderNotFound);
    JsonText json;
    json.beginObject();
    json.name("order_uid").value(request.argument);
    json.name("order");
    if (trace->order) {
        const StoredOrder& order = *trace->order->order;
        json.beginObject();
        json.name("revision").value(order.revision);
        json.name("stored_at").value(formatRfc3339(order.storedAt));
        json.name("source").value(trace->order->source == AnswerSource::Cache ? "cache" : "database");
        writePosition(json.name("kafka"), order.position);
        json.name("warnings").json(encodeViolations(order.warnings));
        json.endObject();
    } else {
        json.null();
    }
    json.name("dead_letters");
    if (trace->deadLettersError) {
        const Error& error = *trace->deadLettersError;
        json.null(); // not an empty list: nobody knows whether there are some
        json.name("dead_letters_problem")
            .json(problemJson(problemOf(error.code, Problem::DeadLetterNotFound), error.message.english().toUtf8())
                      .trimmed());
    } else {
        json.beginArray();
        for (const DeadLetter& deadLetter : trace->deadLetters)
            writeDeadLetterHeadline(json, deadLetter);
        json.endArray();
    }
    json.endObject();
    return jsonReply(json.line());
}

HttpReply OrderRoutes::orders(const HttpRequest& request)
{
    const auto parameters = ListParameters::of(request);
    if (!parameters)
        return failureReply(parameters.error());
    std::optional<OrderCursor> after;
    if (!parameters->after.isEmpty()) {
        after = decodeCursor(parameters->after);
        if (!after)
            return problemReply(Problem::MalformedParameter, "after is not a value of next");
    }
    const auto page = m_lookup.orders(parameters->text, after, parameters->limit);
    if (!page)
        return failureReply(page.error());
    JsonText json;
    json.beginObject().name("orders").beginArray();
    for (const OrderSummary& order : page->orders)
        writeSummary(json, order);
    json.endArray().name("next");
    if (page->next)
        json.value(encodeCursor(*page->next));
    else
        json.null();
    json.endObject();
    return jsonReply(json.line());
}

} // namespace orderdesk
