#include "domain/OrderDecoder.h"
#include "domain/OrderEncoder.h"

#include <cstdio>
#include <cstdlib>

using namespace orderdesk;

namespace {

void require(bool condition, const char* what)
{
    if (!condition) {
        std::fputs(what, stderr);
        std::abort();
    }
}

void requireReadableList(const Violations& violations)
{
    const QByteArray json = encodeViolations(violations);
    require(violations.size() <= 201, "the list of violations has no bound\n");
    require(decodeViolations({json.constData(), static_cast<std::size_t>(json.size())}) == violations,
            "the list of violations changes when it is kept\n");
}

} // namespace

/// Whatever decodes must encode to a document that means the same and stays the same; whatever does not must say why.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static OrderDecoder normal(OrderDecoder::Mode::Normal);
    static OrderDecoder strict(OrderDecoder::Mode::Strict);
    const Timestamp now = *parseRfc3339("2026-07-01T00:00:00Z");
    const QByteArray json(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));

    const DecodeResult result = normal.decode(json, now);
    requireReadableList(result.violations);
    require(result.order.has_value() != hasErrors(result.violations), "an order and an error, or neither\n");
    const DecodeResult strictly = strict.decode(json, now);
    require(strictly.order.has_value() == result.violations.empty(), "strict mode accepts something else\n");
    if (!result.order) {
        return 0;
    }
    require(result.orderUid == result.order->orderUid, "two order numbers\n");
    const QByteArray document = encodeOrder(*result.order);
    const DecodeResult again = normal.decode(document, now);
    require(again.order == result.order, "the canonical document means something else\n");
    require(encodeOrder(*again.order) == document, "the canonical document is not stable\n");
    return 0;
}
