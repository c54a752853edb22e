#include "http/routes/MetricsRoute.h"

#include "http/routes/MetricsCollector.h"
#include "http/routes/Replies.h"

#include <prometheus/text_serializer.h>

namespace orderdesk {

void MetricsRoute::addTo(RouteTable& table)
{
    table.add({"GET", "/metrics", Route::Access::Read, [this](const HttpRequest&) { return metrics(); }});
}

HttpReply MetricsRoute::metrics() const
{
    MetricsCollector::Figures figures;
    if (m_backend.ingest)
        figures.ingest = m_backend.ingest();
    figures.database = m_backend.database();
    figures.cache = m_backend.cache();
    figures.warmedUp = m_backend.warmUp().level == ComponentState::Level::Ok;
    figures.answers = m_statistics.answers();
    figures.buckets = m_statistics.buckets();
    figures.secondsInHandlers = m_statistics.secondsInHandlers();
    figures.wrongTokens = m_statistics.wrongTokens();
    figures.limitedTokens = m_statistics.limitedTokens();
    figures.connections = m_statistics.connections();
    figures.openConnections = m_budget.open();

    const MetricsCollector collector(std::move(figures));
    const std::string text = prometheus::TextSerializer().Serializer::Serialize(collector.Collect());
    HttpReply reply = textReply(QByteArray::fromStdString(text));
    reply.contentType = QByteArrayLiteral("text/plain; version=0.0.4; charset=utf-8");
    return reply;
}

} // namespace orderdesk
