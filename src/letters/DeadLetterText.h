#pragma once

#include "domain/Message.h"

#include <QByteArray>

#include <string>
#include <string_view>

namespace orderdesk {

// A dead letter must always find its place, whatever bytes the message was made of: what is kept as text is made fit
// for PostgreSQL here (valid UTF-8 without U+0000). The raw bytes of value and key are kept apart and whole.

/// A JSON array of [name, value]; what is not text, or would not survive as text, is {"base64": …} instead, a value
/// that is none is null.
QByteArray encodeHeaders(const MessageHeaders& headers);
/// The inverse. Text that encodeHeaders() did not write gives an empty list.
MessageHeaders decodeHeaders(std::string_view json);

/// Invalid UTF-8 and U+0000 become U+FFFD.
QByteArray storableText(const QByteArray& text);
/// The same, and cut to 128 characters: as long as an order_uid can be, and short enough for the index.
QByteArray storableOrderUid(const std::string& orderUid);

} // namespace orderdesk
