#include "domain/OrderDecoder.h"

#include "domain/OrderReading.h"

namespace orderdesk {

struct OrderDecoder::Private
{
    Mode mode;
    StrictJson json;
};

OrderDecoder::OrderDecoder(Mode mode)
    : d(new Private{mode, {}})
{
}

OrderDecoder::~OrderDecoder() = default;
OrderDecoder::OrderDecoder(OrderDecoder&&) noexcept = default;
OrderDecoder& OrderDecoder::operator=(OrderDecoder&&) noexcept = default;

DecodeResult OrderDecoder::decode(const QByteArray& json, Timestamp now)
{
    ViolationSink sink(d->mode == Mode::Strict);
    DecodeResult result;
    simdjson::dom::element root;
    if (const std::optional<JsonFault> fault = d->json.parse(json, root)) {
        sink.error({}, fault->code, fault->rule);
        result.violations = sink.take();
        return result;
    }
    Order& order = result.order.emplace();
    result.orderUid = OrderReading(d->json, now, sink).read(root, order);
    if (sink.hasErrors()) {
        result.order.reset();
    }
    result.violations = sink.take();
    return result;
}

} // namespace orderdesk
