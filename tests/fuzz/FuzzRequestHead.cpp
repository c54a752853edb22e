// Whatever bytes come: scanHead() and parseHead() end, and what they accept is canonical: the request that QHttpServer
// would get is accepted again and means the same.

#include "http/guard/AnswerHead.h"
#include "http/guard/RequestHead.h"

#include <cstdlib>

using namespace orderdesk;

namespace {

void check(bool truth)
{
    if (!truth) {
        std::abort();
    }
}

HeadScan scanInPieces(QByteArrayView bytes, qsizetype piece, const HttpLimits& limits)
{
    qsizetype scanned = 0;
    while (true) {
        const qsizetype size = std::min(scanned + piece, bytes.size());
        const HeadScan scan = scanHead(bytes.first(size), scanned, limits);
        if (scan.outcome != HeadScan::Outcome::Incomplete || size == bytes.size()) {
            return scan;
        }
        scanned = size;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    const HttpLimits limits;
    const HeadScan scan = scanHead(bytes, 0, limits);
    check(scanInPieces(bytes, 7, limits).outcome == scan.outcome);
    finishAnswer(bytes, {});
    if (scan.outcome != HeadScan::Outcome::Complete) {
        return 0;
    }
    check(scan.length <= bytes.size());
    const auto head = parseHead(bytes.first(scan.length), limits);
    if (!head) {
        check(head.error().status >= 400 && head.error().status <= 505);
        return 0;
    }
    check(head->path == "*" || head->path.startsWith('/'));
    check(!head->path.contains("/../") && !head->path.contains('\r') && !head->query.contains('\n'));
    if (head->path.size() + head->query.size() > limits.requestLineBytes / 4) {
        return 0; // bytes that are escaped now may make the line longer than the limit
    }
    const QByteArray request = normalisedRequest(*head, "::1", {});
    const auto again = parseHead(request, limits);
    check(again.has_value());
    check(again->path == head->path && again->query == head->query);
    return 0;
}
