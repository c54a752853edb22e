#include "http/routes/PositionJson.h"

#include "json/JsonText.h"

namespace orderdesk {

void writePosition(JsonText& json, const MessagePosition& position)
{
    json.beginObject();
    json.name("topic").value(position.topic);
    json.name("partition").value(position.partition);
    json.name("offset").value(position.offset);
    json.name("timestamp");
    if (position.timestamp == Timestamp{})
        json.null();
    else
        json.value(formatRfc3339(position.timestamp));
    json.endObject();
}

} // namespace orderdesk
