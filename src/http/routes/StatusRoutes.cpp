#include "http/routes/StatusRoutes.h"

#include "domain/Timestamp.h"
#include "http/routes/Replies.h"
#include "json/JsonText.h"

namespace orderdesk {

namespace {

using Level = ComponentState::Level;

const char* levelName(Level level)
{
    switch (level) {
    case Level::Off:
        return "off";
    case Level::Starting:
        return "starting";
    case Level::Ok:
        return "ok";
    // Paused and stuck keep the words that programs know; the cause tells them apart.
    case Level::Paused:
    case Level::Degraded:
        return "degraded";
    case Level::Stuck:
    case Level::Down:
        break;
    }
    return "down";
}

bool writeCheck(JsonText& json, const char* name, const ComponentState& state)
{
    json.name(name).beginObject();
    json.name("state").value(levelName(state.level));
    if (!state.cause.isEmpty())
        json.name("cause").value(state.cause.english());
    if (!state.hint.isEmpty())
        json.name("hint").value(state.hint.english());
    if (state.since != Timestamp{})
        json.name("since").value(formatRfc3339(state.since));
    if (state.nextTry)
        json.name("next_try").value(formatRfc3339(*state.nextTry));
    json.endObject();
    return state.level == Level::Ok || state.level == Level::Off;
}

} // namespace

void StatusRoutes::addTo(RouteTable& table)
{
    table.add({"GET", "/livez", Route::Access::Open, [this](const HttpRequest&) { return live(); }});
    table.add({"GET", "/readyz", Route::Access::Open, [this](const HttpRequest&) { return ready(); }});
}

HttpReply StatusRoutes::live() const
{
    return textReply("alive\n");
}

HttpReply StatusRoutes::ready() const
{
    ComponentState off;
    off.level = Level::Off;
    ComponentState kafka = off;
    ComponentState ingest = off;
    if (m_backend.ingest) {
        const IngestSnapshot snapshot = m_backend.ingest();
        kafka = snapshot.kafka;
        ingest = snapshot.ingest;
    }
    JsonText checks;
    checks.beginObject();
    bool isReady = writeCheck(checks, "kafka", kafka);
    isReady = writeCheck(checks, "database", m_backend.database()) && isReady;
    isReady = writeCheck(checks, "ingest", ingest) && isReady;
    isReady = writeCheck(checks, "warm_up", m_backend.warmUp()) && isReady;
    checks.endObject();
    JsonText json;
    json.beginObject();
    json.name("status").value(isReady ? "ready" : "not ready");
    json.name("checks").json(checks.document());
    json.endObject();
    HttpReply reply = jsonReply(json.line());
    if (!isReady)
        reply.status = HttpStatus::Unavailable;
    return reply;
}

} // namespace orderdesk
