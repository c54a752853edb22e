#include "ui/traffic/ExportPlan.h"

#include <QCoreApplication>

#include <algorithm>

namespace orderdesk {

namespace {

constexpr int batchRows = 500;

QString translated(const char* source)
{
    return QCoreApplication::translate("ExportPlan", source);
}

std::vector<std::string> namesOf(const ExportRecord& record)
{
    std::vector<std::string> names;
    for (const ExportField& field : record.fields)
        names.emplace_back(field.name);
    return names;
}

/// A list that is in memory already.
template <typename Rows>
ExportPlan planOf(const Rows& rows)
{
    ExportPlan plan;
    plan.orders = static_cast<std::int64_t>(rows.size());
    plan.columns = namesOf(exportRecord(typename Rows::value_type(), ExportOptions()));
    plan.open = [rows](const ExportOptions& options, const std::stop_token&) -> ExportSource {
        return [rows, options, next = std::int64_t{0}]() mutable -> Result<std::optional<std::vector<ExportRecord>>> {
            const auto size = static_cast<std::int64_t>(rows.size());
            if (next >= size)
                return std::nullopt;
            std::vector<ExportRecord> records;
            for (const std::int64_t end = std::min<std::int64_t>(size, next + batchRows); next < end; ++next)
                records.push_back(exportRecord(*(rows.begin() + next), options));
            return records;
        };
    };
    return plan;
}

/// Pages of the database, on the thread and with the connection of the export alone.
struct StoredPages
{
    std::unique_ptr<OrderBrowser> browser;
    OrderDecoder decoder;
    std::optional<OrderCursor> next;
    bool isDone = false;

    Result<std::optional<std::vector<ExportRecord>>> read(const OrderFilter& filter, const ExportOptions& options)
    {
        if (isDone)
            return std::nullopt;
        auto page = browser->documents(filter, next, batchRows);
        if (!page)
            return tl::unexpected(page.error());
        next = page->next;
        isDone = !next;
        std::vector<ExportRecord> records;
        for (const StoredOrder& stored : page->orders) {
            auto record = exportRecord(stored, decoder, options);
            if (!record)
                return tl::unexpected(record.error());
            records.push_back(std::move(*record));
        }
        return records;
    }
};

} // namespace

ExportPlan liveExport(const QList<IngestEvent>& events)
{
    ExportPlan plan = planOf(events);
    plan.what = translated(QT_TRANSLATE_NOOP("ExportPlan", "Live orders as they are filtered"));
    return plan;
}

ExportPlan foundExport(const std::vector<OrderSummary>& orders)
{
    ExportPlan plan = planOf(orders);
    plan.what = translated(QT_TRANSLATE_NOOP("ExportPlan", "Orders found"));
    return plan;
}

ExportPlan storedExport(std::function<std::unique_ptr<OrderBrowser>()> makeBrowser, const OrderFilter& filter,
                        const std::optional<OrderCount>& count)
{
    ExportPlan plan;
    plan.what = translated(QT_TRANSLATE_NOOP("ExportPlan", "All stored orders that match the filter"));
    if (count && count->kind == OrderCount::Kind::Exact)
        plan.orders = count->orders;
    // A document of the smallest order, for the names alone.
    StoredOrder example;
    example.document = R"({"order_uid":"1","track_number":"1","entry":"1","delivery":{"name":"","phone":"+10000",
        "zip":"","city":"","address":"","region":"","email":"a@b.c"},"payment":{"transaction":"1","request_id":"",
        "currency":"USD","provider":"","amount":0,"payment_dt":0,"bank":"","delivery_cost":0,"goods_total":0,
        "custom_fee":0},"items":[{"chrt_id":1,"track_number":"1","price":0,"rid":"","name":"","sale":0,"size":"",
        "total_price":0,"nm_id":1,"brand":"","status":0}],"locale":"en","internal_signature":"","customer_id":"1",
        "delivery_service":"1","shardkey":"","sm_id":0,"date_created":"2021-11-26T06:22:19Z","oof_shard":""})";
    OrderDecoder decoder;
    if (const auto record = exportRecord(example, decoder, ExportOptions()))
        plan.columns = namesOf(*record);
    plan.open = [makeBrowser = std::move(makeBrowser), filter](const ExportOptions& options,
                                                               const std::stop_token& stop) -> ExportSource {
        const auto pages = std::make_shared<StoredPages>();
        pages->browser = makeBrowser();
        pages->browser->setStopToken(stop);
        return [pages, filter, options] { return pages->read(filter, options); };
    };
    return plan;
}

} // namespace orderdesk
