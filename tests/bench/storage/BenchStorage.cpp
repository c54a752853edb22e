// How many orders a second the store takes, by batch size: new ones, the same again, and changed ones; then how fast
// they are read for warm-up. ORDERDESK_DATABASE_URL (or ORDERDESK_TEST_DATABASE_URL) names a server where the role may
// create a database.
//     bench_storage [orders] [rounds] [batch sizes…]       default: 20000 3 1000 500 200 1
// BENCH_KEPT_REVISIONS: how many replaced revisions are kept (10). BENCH_SQL: a file with SQL that is run first.
// Round by round all sizes one after another, each in a fresh database; figures are medians; new_cpu and chg_cpu are
// the server's processor time for one order in microseconds, which says more than the clock where others use the
// machine; the last column is the ratio of new orders to the last batch size.
#include "domain/OrderEncoder.h"
#include "generator/OrderGenerator.h"
#include "storage/PostgresOrderReader.h"
#include "storage/PostgresOrderStore.h"
#include "support/PostgresFixture.h"

#include <QCoreApplication>
#include <QFile>
#include <QTextStream>

#include <unistd.h>

#include <algorithm>
#include <map>

using namespace orderdesk;

namespace {

using Clock = std::chrono::steady_clock;

struct Rates
{
    std::vector<double> inserted;
    std::vector<double> unchanged;
    std::vector<double> changed;
    std::vector<double> read;
    std::vector<double> serverCpu;  ///< microseconds of the server's process for a new order
    std::vector<double> changedCpu; ///< and for a changed one
};

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

std::vector<IncomingOrder> generate(int count)
{
    OrderGenerator generator({});
    std::vector<IncomingOrder> orders;
    while (static_cast<int>(orders.size()) < count) {
        const GeneratedMessage message = generator.next();
        IncomingOrder incoming;
        incoming.order = message.order;
        incoming.document = encodeOrder(message.order);
        incoming.position = {QStringLiteral("orders"), 0, static_cast<std::int64_t>(orders.size()), currentTimestamp()};
        orders.push_back(std::move(incoming));
    }
    return orders;
}

void change(std::vector<IncomingOrder>& orders)
{
    for (IncomingOrder& incoming : orders) {
        incoming.order.payment.amount += 1;
        for (Item& item : incoming.order.items) {
            item.status += 1;
        }
        incoming.document = encodeOrder(incoming.order);
        incoming.position.offset += static_cast<std::int64_t>(orders.size());
    }
}

/// Orders a second; batches are sorted inside, as ingest sorts them, but arrive in the generator's order.
double write(PostgresOrderStore& store, const std::vector<IncomingOrder>& orders, std::size_t batchSize)
{
    std::vector<std::vector<IncomingOrder>> batches;
    for (std::size_t first = 0; first < orders.size(); first += batchSize) {
        const auto end = orders.begin() + static_cast<std::ptrdiff_t>(std::min(first + batchSize, orders.size()));
        std::vector<IncomingOrder>& batch =
            batches.emplace_back(orders.begin() + static_cast<std::ptrdiff_t>(first), end);
        std::sort(batch.begin(), batch.end(),
                  [](const IncomingOrder& a, const IncomingOrder& b) { return a.order.orderUid < b.order.orderUid; });
    }
    const Clock::time_point started = Clock::now();
    for (const std::vector<IncomingOrder>& batch : batches) {
        if (const auto written = store.write(batch, {}); !written) {
            qFatal("%s", qPrintable(written.error().message.english()));
        }
    }
    return static_cast<double>(orders.size()) / std::chrono::duration<double>(Clock::now() - started).count();
}

/// Processor time of the test database's server processes, in seconds; 0 when the server is not on this machine. Says
/// more than the clock where others use the machine too.
double serverCpuSeconds(PostgresFixture& postgres)
{
    double ticks = 0;
    for (const QStringList& row : postgres.query(QStringLiteral(
             "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"))) {
        QFile stat(QStringLiteral("/proc/%1/stat").arg(row.first()));
        if (stat.open(QIODevice::ReadOnly)) {
            const QList<QByteArray> fields = stat.readAll().split(' ');
            ticks += fields.value(13).toDouble() + fields.value(14).toDouble();
        }
    }
    return ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

double readAll(const DatabaseSettings& settings)
{
    PostgresOrderReader reader(settings);
    if (!reader.ping()) {
        qFatal("the database does not answer");
    }
    const Clock::time_point started = Clock::now();
    std::size_t count = 0;
    std::optional<OrderCursor> after;
    do {
        const auto page = reader.documents(after, 5000);
        if (!page) {
            qFatal("%s", qPrintable(page.error().message.english()));
        }
        count += page->orders.size();
        after = page->next;
    } while (after);
    return static_cast<double>(count) / std::chrono::duration<double>(Clock::now() - started).count();
}

void measure(std::size_t batchSize, std::vector<IncomingOrder> orders, Rates& rates)
{
    PostgresFixture postgres;
    if (const QString why = postgres.start(); !why.isEmpty()) {
        qFatal("%s", qPrintable(why));
    }
    // To try an index or a setting: SQL that is run first.
    if (QFile script(qEnvironmentVariable("BENCH_SQL")); script.exists() && script.open(QIODevice::ReadOnly)) {
        postgres.query(QString::fromUtf8(script.readAll()));
    }
    DatabaseSettings settings = postgres.settings();
    settings.keptRevisions = qEnvironmentVariable("BENCH_KEPT_REVISIONS", QStringLiteral("10")).toInt();
    PostgresOrderStore store(settings);
    rates.inserted.push_back(write(store, orders, batchSize));
    rates.serverCpu.push_back(serverCpuSeconds(postgres) / static_cast<double>(orders.size()) * 1e6);
    rates.unchanged.push_back(write(store, orders, batchSize));
    change(orders);
    const double before = serverCpuSeconds(postgres);
    rates.changed.push_back(write(store, orders, batchSize));
    rates.changedCpu.push_back((serverCpuSeconds(postgres) - before) / static_cast<double>(orders.size()) * 1e6);
    rates.read.push_back(readAll(postgres.settings()));
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    QStringList arguments = QCoreApplication::arguments().mid(1);
    const int count = arguments.isEmpty() ? 20000 : arguments.takeFirst().toInt();
    const int rounds = arguments.isEmpty() ? 3 : arguments.takeFirst().toInt();
    std::vector<std::size_t> sizes;
    for (const QString& size : arguments) {
        sizes.push_back(size.toULongLong());
    }
    if (sizes.empty()) {
        sizes = {1000, 500, 200, 1};
    }
    const std::vector<IncomingOrder> orders = generate(count);
    std::map<std::size_t, Rates> rates;
    for (int round = 0; round < rounds; ++round) {
        for (const std::size_t size : sizes) {
            // One by one is slow: a tenth of the orders tells as much.
            const auto used = orders.begin() + (size == 1 ? std::min(count, std::max(1000, count / 10)) : count);
            measure(size, {orders.begin(), used}, rates[size]);
        }
    }
    QTextStream out(stdout);
    out << "    batch     new/s unchanged changed/s    read/s  new_cpu  chg_cpu  ratio\n"
        << Qt::fixed << qSetRealNumberPrecision(0);
    for (const std::size_t size : sizes) {
        const Rates& r = rates[size];
        out << qSetFieldWidth(9) << size << median(r.inserted) << median(r.unchanged) << median(r.changed)
            << median(r.read) << median(r.serverCpu) << median(r.changedCpu) << qSetFieldWidth(0) << "  "
            << qSetRealNumberPrecision(1) << median(r.inserted) / median(rates[sizes.back()].inserted)
            << qSetRealNumberPrecision(0) << '\n';
    }
    return 0;
}
