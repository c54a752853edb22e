#pragma once

#include "domain/Message.h"

namespace orderdesk {

class JsonText;

/// {"topic","partition","offset","timestamp"}; the timestamp is null when the message has none.
void writePosition(JsonText& json, const MessagePosition& position);

} // namespace orderdesk
