#pragma once

#include "http/HttpStatus.h"

#include <QByteArray>

#include <memory>
#include <utility>
#include <vector>

namespace orderdesk {

class DeferredReply;

/// What a route answers. The guard adds what every answer has (framing, security headers).
struct HttpReply
{
    HttpStatus status = HttpStatus::Ok;
    QByteArray contentType; ///< empty only with NoContent and NotModified
    QByteArray body;
    std::vector<std::pair<QByteArray, QByteArray>> headers; ///< values of ours only, never anything of the request
    std::shared_ptr<DeferredReply> later; ///< set: the answer comes there, and all else here is nothing

    /// The value of a header; empty when it is not there.
    QByteArray header(const QByteArray& name) const
    {
        for (const auto& [key, value] : headers) {
            if (key == name)
                return value;
        }
        return {};
    }
};

} // namespace orderdesk
