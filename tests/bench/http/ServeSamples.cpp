// Serves generated orders out of memory, for looking at the pages and for measuring with wrk. Prints two addresses: the
// front as it is, and the same routes on a bare QHttpServer without the guard.
//   wrk -t1 -c16 -d5s http://127.0.0.1:PORT/order/b563feb7b2b84b6test

#include "domain/OrderDecoder.h"
#include "domain/OrderEncoder.h"
#include "generator/OrderGenerator.h"
#include "http/HttpServer.h"
#include "http/HttpWorker.h"
#include "http/guard/GuardedServer.h"
#include "http/routes/Front.h"
#include "support/InMemoryOrderReader.h"
#include "support/Paths.h"

#include <QCoreApplication>
#include <QFile>
#include <QTcpServer>

#include <cstdio>

using namespace orderdesk;

namespace {

void add(LookupContext& context, const Order& order, std::int64_t number, Violations warnings)
{
    StoredOrder stored;
    stored.orderUid = order.orderUid;
    stored.document = encodeOrder(order);
    stored.revision = 1 + number % 3;
    stored.storedAt = currentTimestamp() - std::chrono::seconds(1000 - number);
    stored.position = {QStringLiteral("orders"), static_cast<std::int32_t>(number % 4), 1000 + number,
                       stored.storedAt - std::chrono::milliseconds(40)};
    stored.warnings = std::move(warnings);
    OrderSummary summary = summarize(order);
    summary.revision = stored.revision;
    summary.storedAt = stored.storedAt;
    summary.position = stored.position;
    summary.warningCount = static_cast<std::int32_t>(stored.warnings.size());
    context.recent.add(summary);
    context.cache.insert(std::make_shared<const StoredOrder>(std::move(stored)));
}

void addSamples(LookupContext& context, int count)
{
    OrderDecoder decoder;
    OrderGenerator generator({});
    for (int i = 0; i < count; ++i) {
        const DecodeResult decoded = decoder.decode(generator.next().json, currentTimestamp());
        if (decoded.order) {
            add(context, *decoded.order, i, decoded.violations);
        }
    }
    QFile model(test::sourcePath(QStringLiteral("data/model.json")));
    if (model.open(QIODevice::ReadOnly)) {
        const DecodeResult decoded = decoder.decode(model.readAll(), currentTimestamp());
        if (decoded.order) {
            add(context, *decoded.order, count, decoded.violations);
        }
    }
}

} // namespace

int main(int argc, char* argv[])
{
    const QCoreApplication application(argc, argv);
    LookupContext context(256 * 1024 * 1024);
    context.breaker.report(nullptr);
    const auto data = std::make_shared<test::InMemoryOrders>();
    addSamples(context, argc > 1 ? QByteArray(argv[1]).toInt() : 300);
    HttpBackend backend;
    backend.makeLookup = [&] {
        return std::make_unique<OrderLookup>(context, std::make_unique<test::InMemoryOrderReader>(data));
    };
    backend.ingest = [] { return IngestSnapshot(); };
    backend.database = [&] { return context.breaker.state(); };
    backend.cache = [&] { return context.cache.statistics(); };
    backend.warmUp = [] { return ComponentState{ComponentState::Level::Ok, {}, {}, {}}; };
    LetterDesk letterDesk(
        {QStringLiteral("orders"), {}, [&] { return std::make_unique<test::InMemoryOrderReader>(data); }, {}, {}});
    backend.letterDesk = &letterDesk;
    HttpSettings settings;
    settings.port = 0;
    settings.limits.connectionsPerAddress = settings.limits.connections;
    HttpServer server(settings, backend);
    if (!server.start()) {
        return 1;
    }

    const auto lookup = backend.makeLookup();
    HttpShared shared(settings, backend);
    Front front(*lookup, shared.backend, shared.statistics, shared.budget);
    const TokenGate gate({}, true, shared.tokenFailures);
    QtHttpServerBinding bare(front.table(), gate, shared.statistics, front.errors());
    auto listener = std::make_unique<QTcpServer>();
    listener->listen(QHostAddress::LocalHost);
    const quint16 barePort = listener->serverPort();
    if (!bare.bind(std::move(listener))) {
        return 1;
    }
    std::printf("with guard: http://127.0.0.1:%d/\nwithout:    http://127.0.0.1:%d/\n", server.port(), barePort);
    std::fflush(stdout);
    return QCoreApplication::exec();
}
