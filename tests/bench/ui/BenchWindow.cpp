// How long an event waits in the window's event loop while orders come in: the real MainWindow (offscreen unless
// QT_QPA_PLATFORM says otherwise), fed as the ingest thread feeds it, in batches by queued calls from another thread.
// A third thread posts an event each millisecond and measures how long it takes until the window's thread runs it: what
// a key or a click would wait.
//     bench_window [seconds a scene] [orders a second] [scene…]       default: 10 10000 all
// Prints the 50th and 99th percentile and the longest wait in milliseconds. The aim is a 99th percentile under 16 ms.
#include "generator/OrderComposer.h"
#include "ingest/BatchEvents.h"
#include "ui/SampleOrders.h"
#include "ui/backend/WindowSettings.h"
#include "ui/live/LiveFeed.h"
#include "ui/live/LiveOrdersModel.h"
#include "ui/live/LiveOrdersPage.h"
#include "ui/window/MainWindow.h"

#include <QApplication>
#include <QEventLoop>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTextStream>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <functional>
#include <mutex>
#include <thread>

using namespace orderdesk;

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr int batchOrders = 500;
constexpr int prepared = 20'000;

/// Events made beforehand, so that making them costs the measurement nothing.
QList<QList<IngestEvent>> makeBatches()
{
    QList<QList<IngestEvent>> batches;
    for (int first = 0; first < prepared; first += batchOrders) {
        QList<IngestEvent>& batch = batches.emplace_back();
        for (int i = first; i < first + batchOrders; ++i) {
            const auto kind = i % 7 == 3 ? IngestEvent::Kind::Updated : IngestEvent::Kind::New;
            Violations warnings;
            if (i % 11 == 5)
                warnings = {{"/payment/amount", "sum_mismatch", "is not the sum", Severity::Warning}};
            batch += eventOf(composeOrder(1, static_cast<std::uint64_t>(i), 0), i, kind, warnings);
        }
    }
    return batches;
}

/// Does something again and again on a thread of its own, as evenly as the machine allows.
class Beat
{
public:
    Beat(std::chrono::microseconds interval, std::function<void()> action)
        : m_thread([this, interval, action = std::move(action)] {
            for (auto next = Clock::now(); !m_stop; next += interval) {
                std::this_thread::sleep_until(next);
                action();
            }
        })
    {
    }
    ~Beat()
    {
        m_stop = true;
        m_thread.join();
    }
    Beat(const Beat&) = delete;
    Beat& operator=(const Beat&) = delete;

private:
    std::atomic<bool> m_stop = false;
    std::thread m_thread;
};

struct Waits
{
    std::vector<double> waits; ///< milliseconds; only the window's thread touches it

    double percentile(double share)
    {
        if (waits.empty())
            return 0;
        const auto at = static_cast<std::ptrdiff_t>(static_cast<double>(waits.size() - 1) * share);
        std::nth_element(waits.begin(), waits.begin() + at, waits.end());
        return waits[static_cast<std::size_t>(at)];
    }
};

struct Scene
{
    const char* name;
    std::function<void(MainWindow&)> prepare;
    int ordersPerSecond;
};

QTableView* tableOf(const MainWindow& window)
{
    return window.findChild<QTableView*>(QStringLiteral("liveTableView"));
}

void typeFilter(const MainWindow& window, const QString& condition)
{
    auto* box = window.findChild<QWidget*>(QStringLiteral("liveFilterBar"))->findChild<QLineEdit*>();
    box->setText(condition);
    Q_EMIT box->returnPressed();
}

/// The event loop as the program runs it.
void turn(milliseconds duration)
{
    QEventLoop loop;
    QTimer::singleShot(duration, &loop, &QEventLoop::quit);
    loop.exec();
}

/// As many rows as a person can ask for.
void fillToTheMost(MainWindow& window, const QList<QList<IngestEvent>>& batches)
{
    window.findChild<LiveOrdersPage*>()->setCapacity(windowsettings::mostLiveRows);
    for (int i = 0; i < windowsettings::mostLiveRows / batchOrders; ++i)
        window.addEvents(batches.at(i % batches.size()));
    const int ticks = windowsettings::mostLiveRows / LiveFeed::maxPerTick;
    turn(LiveFeed::tickInterval * ticks * 3 / 2);
}

void sortBy(const MainWindow& window, LiveOrdersModel::Column column)
{
    tableOf(window)->sortByColumn(column, Qt::DescendingOrder);
}

void run(const Scene& scene, milliseconds duration, const QList<QList<IngestEvent>>& batches)
{
    SampleBackend backend;
    MainWindow window(backend.windowWithOrders());
    window.show();
    // The table is full before anything is measured: rows then leave as others come.
    for (int i = 0; i < 20; ++i)
        window.addEvents(batches.at(i));
    turn(milliseconds(1500));
    scene.prepare(window);
    QCoreApplication::processEvents();

    Waits waits;
    waits.waits.reserve(static_cast<std::size_t>(duration.count()) + 1000);
    std::atomic<int> sent = 0;
    {
        std::unique_ptr<Beat> feed;
        if (scene.ordersPerSecond > 0) {
            const std::chrono::microseconds interval(1'000'000LL * batchOrders / scene.ordersPerSecond);
            feed = std::make_unique<Beat>(interval, [&] {
                const QList<IngestEvent>& batch = batches.at(sent++ % batches.size());
                QMetaObject::invokeMethod(
                    &window, [&window, batch] { window.addEvents(batch); }, Qt::QueuedConnection);
            });
        }
        const Beat probe(milliseconds(1), [&] {
            const auto posted = Clock::now();
            QMetaObject::invokeMethod(
                &window,
                [&waits, posted] {
                    waits.waits.push_back(std::chrono::duration<double, std::milli>(Clock::now() - posted).count());
                },
                Qt::QueuedConnection);
        });
        turn(duration);
    }
    QCoreApplication::processEvents();
    const double longest = *std::max_element(waits.waits.begin(), waits.waits.end());
    const double p99 = waits.percentile(0.99);
    QTextStream(stdout) << QStringLiteral("%1  %2 orders/s  p50 %3  p99 %4  max %5 ms  (%6 probes)%7\n")
                               .arg(QLatin1String(scene.name), -34)
                               .arg(sent * batchOrders * 1000LL / duration.count(), 6)
                               .arg(waits.percentile(0.5), 6, 'f', 2)
                               .arg(p99, 6, 'f', 2)
                               .arg(longest, 6, 'f', 2)
                               .arg(waits.waits.size())
                               .arg(p99 < 16 ? QString() : QStringLiteral("  over 16 ms"));
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_NO_GLIB", "1"); // as the program itself runs
    qputenv("QT_LOGGING_RULES", "qt.qpa.*=false");
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int seconds = arguments.size() > 1 ? arguments.at(1).toInt() : 10;
    const int rate = arguments.size() > 2 ? arguments.at(2).toInt() : 10'000;
    if (seconds < 1 || rate < 1) {
        QTextStream(stderr) << "usage: bench_window [seconds a scene] [orders a second] [scene…]\n";
        return 2;
    }
    const QList<QList<IngestEvent>> batches = makeBatches();
    const auto nothing = [](MainWindow&) {};
    const std::vector<Scene> scenes{
        {"idle", nothing, 0},
        {"live", nothing, rate},
        {"filtered", [](MainWindow& window) { typeFilter(window, QStringLiteral("currency:EUR")); }, rate},
        {"filtered-by-text", [](MainWindow& window) { typeFilter(window, QStringLiteral("berlin")); }, rate},
        {"filtered-to-nothing", [](MainWindow& window) { typeFilter(window, QStringLiteral("city:Nowhere")); }, rate},
        {"scrolled", [](MainWindow& window) { tableOf(window)->verticalScrollBar()->setValue(500); }, rate},
        {"selected", [](MainWindow& window) { tableOf(window)->selectRow(3); }, rate},
        {"sorted-by-amount", [](MainWindow& window) { sortBy(window, LiveOrdersModel::Amount); }, rate},
        {"sorted-by-customer", [](MainWindow& window) { sortBy(window, LiveOrdersModel::Customer); }, rate},
        {"100000-rows", [&](MainWindow& window) { fillToTheMost(window, batches); }, rate},
        {"100000-rows-sorted",
         [&](MainWindow& window) {
             fillToTheMost(window, batches);
             sortBy(window, LiveOrdersModel::Amount);
         },
         rate},
    };
    for (const Scene& scene : scenes) {
        if (arguments.size() <= 3 || arguments.mid(3).contains(QLatin1String(scene.name)))
            run(scene, std::chrono::seconds(seconds), batches);
    }
    return 0;
}
