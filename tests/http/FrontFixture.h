#pragma once

#include "http/HttpFixture.h"
#include "http/HttpReply.h"
#include "http/HttpRequest.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace orderdesk::test {

inline HttpRequest request(const QByteArray& argument = {}, const QByteArray& query = {})
{
    HttpRequest result;
    result.method = "GET";
    result.argument = argument;
    result.query = query;
    return result;
}

inline QJsonObject jsonOf(const HttpReply& reply)
{
    return QJsonDocument::fromJson(reply.body).object();
}

inline QString typeOf(const HttpReply& reply)
{
    return jsonOf(reply).value(QLatin1String("type")).toString();
}

/// A lookup over data in memory, without a server.
struct LookupFixture
{
    LookupFixture()
        : context(1024 * 1024)
        , data(std::make_shared<InMemoryOrders>())
        , lookup(context, std::make_unique<InMemoryOrderReader>(data))
    {
    }

    /// As the database has it, not the cache.
    void store(const Order& order, std::int64_t revision = 1, Violations warnings = {})
    {
        StoredOrder stored = HttpFixture::stored(order, revision);
        stored.warnings = std::move(warnings);
        data->orders[order.orderUid] = stored;
        OrderSummary summary = summarize(order);
        summary.revision = revision;
        summary.storedAt = stored.storedAt;
        summary.position = stored.position;
        data->summaries.push_back(summary);
    }

    void addDeadLetter(std::int64_t id, const std::string& orderUid)
    {
        DeadLetter deadLetter = makeDeadLetter(100 + id, orderUid);
        deadLetter.id = id;
        data->deadLetters.insert(data->deadLetters.begin(), deadLetter);
    }

    LookupContext context;
    std::shared_ptr<InMemoryOrders> data;
    OrderLookup lookup;
};

} // namespace orderdesk::test
