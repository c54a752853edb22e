#include "http/pages/StaticFiles.h"

#include "http/pages/WebResources.h"
#include "http/routes/Replies.h"

#include <QCryptographicHash>

namespace orderdesk {

StaticFiles::StaticFiles()
{
    const auto add = [this](const char* name, const char* suffix, const char* contentType) {
        const QByteArray bytes = webResource("static", name, suffix);
        const QByteArray hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().left(16);
        m_files.emplace(QByteArray(name) + suffix, File{contentType, bytes, '"' + hash + '"'});
    };
    add("orderdesk", ".css", "text/css; charset=utf-8");
    add("favicon", ".svg", "image/svg+xml");
}

void StaticFiles::addTo(RouteTable& table)
{
    table.add({"GET", "/static/<arg>", Route::Access::Open, [this](const HttpRequest& r) { return file(r); }});
}

HttpReply StaticFiles::file(const HttpRequest& request) const
{
    const auto found = m_files.find(request.argument);
    if (found == m_files.end())
        return problemReply(Problem::RouteNotFound);
    HttpReply reply;
    reply.contentType = found->second.contentType;
    reply.body = found->second.bytes;
    reply.headers.emplace_back("Cache-Control", "public, max-age=600");
    reply.headers.emplace_back("ETag", found->second.etag);
    return conditional(std::move(reply), request.ifNoneMatch);
}

} // namespace orderdesk
