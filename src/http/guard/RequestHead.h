#pragma once

#include "http/HttpSettings.h"

#include <QByteArray>
#include <QByteArrayView>
#include <tl/expected.hpp>

namespace orderdesk {

/// Why a request is refused before anybody looks at what it asks for. `status` is the HTTP status to answer.
struct HeadError
{
    int status = 400;
    const char* detail = ""; ///< the broken rule; never anything of the request

    friend bool operator==(const HeadError&, const HeadError&) = default;
};

/// A request head that passed every check of RFC 9112 and ours, in canonical form.
struct RequestHead
{
    QByteArray method;    ///< one of GET HEAD POST PUT DELETE PATCH OPTIONS
    QByteArray path;      ///< "/…", percent-encoded canonically; decodes to UTF-8 without controls, or "*" (OPTIONS)
    QByteArray query;     ///< without "?", URI characters only
    QByteArray authority; ///< host[:port], lower case: of an absolute-form target, else of Host; empty only in HTTP/1.0
    int minorVersion = 1; ///< 0 or 1
    bool keepAlive = true;
    bool expectsContinue = false;
    qint64 contentLength = 0;
    bool isBodyWithheld = false; ///< there is one that nobody will read
    QByteArray accept;
    QByteArray acceptLanguage;
    QByteArray authorization;
    QByteArray contentType;
    QByteArray ifNoneMatch;
};

/// Where a head that comes in pieces ends.
struct HeadScan
{
    enum class Outcome { Incomplete, Complete, Refused };

    Outcome outcome = Outcome::Incomplete;
    qsizetype length = 0; ///< Complete: bytes of the head with its empty line
    HeadError error;      ///< Refused
};

/// Looks for the end of the head in `bytes`, of which the first `scanned` were looked at before. Refuses as soon as a
/// byte or a size is known to be wrong. One leading CRLF is allowed (RFC 9112, 2.2) and counted in.
HeadScan scanHead(QByteArrayView bytes, qsizetype scanned, const HttpLimits& limits);

/// Checks a complete head (what scanHead() found, with its empty line). Pure; any thread; never throws.
tl::expected<RequestHead, HeadError> parseHead(QByteArrayView head, const HttpLimits& limits);

/// The minimal head that QHttpServer, which reads byte by byte, is given instead of what the client sent: HEAD has
/// become GET, only fields that a route needs are left, and of a negotiation only what it comes to. `peer` goes along
/// as the field Peer, a body that is withheld as Body: withheld; no client can send these.
QByteArray normalisedRequest(const RequestHead& head, const QByteArray& peer, const QByteArray& body);

} // namespace orderdesk
