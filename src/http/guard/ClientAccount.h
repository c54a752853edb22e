#pragma once

#include <QHostAddress>

namespace orderdesk {

/// Whom the limits per address count a client as: an IPv4 client by its address (also in IPv6 clothes), an IPv6 client
/// by its /64, which is what one subscriber has (RFC 6177). Pure; any thread.
QHostAddress clientAccount(const QHostAddress& peer);

} // namespace orderdesk
