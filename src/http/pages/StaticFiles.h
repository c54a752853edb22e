#pragma once

#include "http/routes/RouteTable.h"

#include <map>

namespace orderdesk {

/// The files that pages link to, by name out of a fixed table: no path of the request reaches a file system.
class StaticFiles final
{
public:
    StaticFiles();

    void addTo(RouteTable& table);

    HttpReply file(const HttpRequest& request) const;

private:
    struct File
    {
        QByteArray contentType;
        QByteArray bytes;
        QByteArray etag;
    };

    std::map<QByteArray, File> m_files;
};

} // namespace orderdesk
