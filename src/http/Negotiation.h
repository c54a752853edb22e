#pragma once

#include <QByteArray>

namespace orderdesk {

enum class PageLanguage { English, Russian };

/// True when an Accept field asks for text/html rather than JSON. Without the field, or with */* alone: false.
bool prefersHtml(const QByteArray& accept);

/// The language of pages out of an Accept-Language field (RFC 9110, 12.5.4); English unless Russian is preferred.
PageLanguage preferredLanguage(const QByteArray& acceptLanguage);

/// True when an If-None-Match field names `etag` (with its quotes) or is "*". Weak comparison, RFC 9110, 13.1.2.
bool matchesEtag(const QByteArray& ifNoneMatch, const QByteArray& etag);

} // namespace orderdesk
