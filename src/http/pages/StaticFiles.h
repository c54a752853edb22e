#pragma once

#include "http/routes/RouteTable.h"

#include <map>

namespace orderdesk {

/// The files that pages link to, by name out of a fixed table, and the description of the API: no path of the request
/// reaches a file system.
class StaticFiles final
{
public:
    StaticFiles();

    void addTo(RouteTable& table);

    HttpReply file(const HttpRequest& request) const;
    HttpReply apiDescription(const HttpRequest& request) const; ///< OpenAPI 3.1

private:
    struct File
    {
        QByteArray contentType;
        QByteArray bytes;
        QByteArray etag;
    };

    static File read(const char* folder, const char* name, const char* suffix, const char* contentType);
    static HttpReply reply(const File& file, const HttpRequest& request);

    std::map<QByteArray, File> m_files;
    const File m_apiDescription;
};

} // namespace orderdesk
