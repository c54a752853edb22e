#include "http/pages/StaticFiles.h"

#include "http/pages/WebResources.h"
#include "http/routes/Replies.h"

#include <QCryptographicHash>

namespace orderdesk {

StaticFiles::StaticFiles()
    : m_apiDescription(read("api", "openapi", ".json", "application/json"))
{
    m_files.emplace("orderdesk.css", read("static", "orderdesk", ".css", "text/css; charset=utf-8"));
    m_files.emplace("favicon.svg", read("static", "favicon", ".svg", "image/svg+xml"));
}

StaticFiles::File StaticFiles::read(const char* folder, const char* name, const char* suffix, const char* contentType)
{
    const QByteArray bytes = webResource(folder, name, suffix);
    const QByteArray hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().left(16);
    return {contentType, bytes, '"' + hash + '"'};
}

void StaticFiles::addTo(RouteTable& table)
{
    table.add({"GET", "/static/<arg>", Route::Access::Open, [this](const HttpRequest& r) { return file(r); }});
    table.add(
        {"GET", "/openapi.json", Route::Access::Open, [this](const HttpRequest& r) { return apiDescription(r); }});
}

HttpReply StaticFiles::file(const HttpRequest& request) const
{
    const auto found = m_files.find(request.argument);
    return found == m_files.end() ? problemReply(Problem::RouteNotFound) : reply(found->second, request);
}

HttpReply StaticFiles::apiDescription(const HttpRequest& request) const
{
    return reply(m_apiDescription, request);
}

HttpReply StaticFiles::reply(const File& file, const HttpRequest& request)
{
    HttpReply reply;
    reply.contentType = file.contentType;
    reply.body = file.bytes;
    reply.headers.emplace_back("Cache-Control", "public, max-age=600");
    reply.headers.emplace_back("ETag", file.etag);
    return conditional(std::move(reply), request.ifNoneMatch);
}

} // namespace orderdesk
