#pragma once

#include "http/guard/RequestHead.h"

#include <optional>

namespace orderdesk {

/// The request target (RFC 9112, 3.2) taken apart: fills path, query and, for the absolute form, authority.
/// The path keeps no dot segment, no encoded slash, no control, no invalid UTF-8. None: all is well.
std::optional<HeadError> parseTarget(QByteArrayView target, RequestHead& head);

/// host[:port] in lower case: a name, an IPv4 or a bracketed IPv6 address. None: it breaks RFC 3986.
std::optional<QByteArray> parseAuthority(QByteArrayView text);

} // namespace orderdesk
