#include "SampleOrders.h"

#include "domain/OrderDecoder.h"
#include "domain/OrderEncoder.h"
#include "support/InMemoryOrderBrowser.h"
#include "support/Paths.h"
#include "ui/backend/WindowState.h"
#include "ui/words/Language.h"

#include <QCoreApplication>
#include <QFile>
#include <QTimer>

#include <algorithm>

namespace orderdesk {

namespace {

constexpr Timestamp start{std::chrono::seconds(1'760'000'000)};

MessagePosition positionAt(std::int64_t offset)
{
    return {QStringLiteral("orders"), static_cast<std::int32_t>(offset % 4), 41'000 + offset,
            start + std::chrono::milliseconds(offset * 137)};
}

/// The plurals of English are a translation too: models and widgets that are tested without the window need them.
void speakEnglish()
{
    static WindowState nothing{QString()};
    static Language* const language = new Language(nothing);
    language->choose(Language::Choice::English);
}
Q_COREAPP_STARTUP_FUNCTION(speakEnglish)

} // namespace

Order modelOrder()
{
    QFile file(test::sourcePath(QStringLiteral("data/model.json")));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return OrderDecoder().decode(file.readAll(), currentTimestamp()).order.value_or(Order{});
}

Order sampleOrder(int number)
{
    static const char* const cities[] = {"Kiryat Mozkin", "Haifa",        "Lisbon", "Gdańsk",
                                         "Казань",        "Porto Alegre", "Oslo"};
    static const char* const services[] = {"meest", "dhl", "cdek", "post"};
    static const char* const providers[] = {"wbpay", "card", "sbp"};
    static const char* const currencies[] = {"USD", "EUR", "RUB"};
    static const char* const names[] = {"Mascaras", "Wool scarf", "Desk lamp", "Tea pot, enamelled", "Running shoes"};
    static const char* const brands[] = {"Vivienne Sabo", "Nordhem", "Lumen", "Kettle & Co", "Strider"};
    Order order = modelOrder();
    const auto n = static_cast<std::size_t>(number);
    order.orderUid =
        QStringLiteral("b563feb7b2b8%1test").arg(0x4b60 + number * 7919, 6, 16, QLatin1Char('0')).toStdString();
    order.trackNumber = "WBILM" + std::to_string(100'000 + number * 37);
    order.customerId = "customer" + std::to_string(number % 97);
    order.delivery.city = cities[n % 7];
    order.deliveryService = services[n % 4];
    order.payment.transaction = order.orderUid;
    order.payment.currency = currencies[n % 3];
    order.payment.provider = providers[n % 3];
    order.items.resize(1 + n % 4, order.items.front());
    order.payment.goodsTotal = 0;
    for (std::size_t i = 0; i < order.items.size(); ++i) {
        Item& item = order.items[i];
        item.trackNumber = order.trackNumber;
        item.name = names[(n + i) % 5];
        item.brand = brands[(n + i) % 5];
        item.totalPrice = 317 + static_cast<std::int64_t>(i * 211 + n % 900);
        item.price = item.totalPrice * 10 / 7;
        order.payment.goodsTotal += item.totalPrice;
    }
    order.payment.amount = order.payment.goodsTotal + order.payment.deliveryCost + order.payment.customFee;
    order.dateCreated = start + std::chrono::milliseconds(number * 137);
    return order;
}

StoredOrder storedSample(const Order& order, std::int64_t offset, Violations warnings)
{
    StoredOrder stored;
    stored.orderUid = order.orderUid;
    stored.document = encodeOrder(order);
    stored.revision = 1 + offset % 3;
    stored.position = positionAt(offset);
    stored.storedAt = stored.position.timestamp + std::chrono::milliseconds(9);
    stored.warnings = std::move(warnings);
    return stored;
}

IngestEvent eventOf(const Order& order, std::int64_t offset, IngestEvent::Kind kind, Violations violations)
{
    IngestEvent event;
    event.kind = kind;
    event.order = summarize(order);
    event.order.position = positionAt(offset);
    event.receivedAt = event.order.position.timestamp + std::chrono::milliseconds(4);
    event.violations = std::move(violations);
    return event;
}

QList<IngestEvent> sampleEvents(int first, int count)
{
    QList<IngestEvent> events;
    events.reserve(count);
    for (int i = first; i < first + count; ++i) {
        IngestEvent event;
        event.order.orderUid = "order" + std::to_string(i);
        event.order.position.offset = i;
        event.receivedAt = start + std::chrono::milliseconds(i);
        events += event;
    }
    return events;
}

DeadLetter sampleDeadLetter(std::int64_t id, const std::string& orderUid)
{
    DeadLetter letter;
    letter.id = id;
    letter.orderUid = orderUid;
    letter.message.position = positionAt(id * 5);
    letter.message.key = QByteArray::fromStdString(orderUid);
    letter.message.value = QByteArray("{\"order_uid\":\"") + QByteArray::fromStdString(orderUid) +
                           "\",\"track_number\":\"\",\"payment\":{\"amount\":-1817,\"currency\":\"usd\"},\"items\":[]}";
    letter.message.headers = {{"traceparent", "00-4bf92f3577b34da6-01"}, {"source", "checkout"}};
    letter.violations = {
        {"/track_number", "too_short", "must not be empty", Severity::Error},
        {"/payment/amount", "out_of_range", "must be at least 0, in 64 bits", Severity::Error},
        {"/payment/currency", "bad_format", "must be three capital letters", Severity::Error},
        {"/items", "too_few_items", "must have at least one item", Severity::Error},
    };
    letter.receivedAt = letter.message.position.timestamp + std::chrono::milliseconds(3);
    return letter;
}

QList<LogLine> sampleLog()
{
    using Level = LogLine::Level;
    const auto at = [](int seconds) { return start + std::chrono::milliseconds(seconds * 1370); };
    return {{at(0), Level::Info, QStringLiteral("app"), QStringLiteral("page and API at http://localhost:8081/")},
            {at(1), Level::Info, QStringLiteral("app"), QStringLiteral("ingest: topic orders as group orderdesk")},
            {at(2), Level::Info, QStringLiteral("lookup"), QStringLiteral("database schema is at version 3")},
            {at(3), Level::Info, QStringLiteral("broker"), QStringLiteral("3 partitions assigned")},
            {at(40), Level::Warning, QStringLiteral("ingest"),
             QStringLiteral("cannot connect to PostgreSQL at localhost:5432: connection refused: is PostgreSQL running "
                            "there, and are host and port in the database URL right?; nothing is lost, trying again")},
            {at(46), Level::Info, QStringLiteral("ingest"), QStringLiteral("going on after: connection refused")},
            {at(90), Level::Error, QStringLiteral("broker"), QStringLiteral("librdkafka ERROR: 1/1 brokers are down")}};
}

SampleBackend::SampleBackend()
    : m_orders(std::make_shared<test::InMemoryOrders>())
    , m_context(1 << 20)
    , m_lookup([this] {
        return std::make_unique<OrderLookup>(m_context, std::make_unique<test::InMemoryOrderReader>(m_orders));
    })
    , m_deadLetterBrowser(QStringLiteral("dead-letters"),
                          [this] { return std::make_unique<test::InMemoryDeadLetterBrowser>(m_orders); })
    , m_desk({QStringLiteral("orders"),
              [this] { return std::make_unique<test::RecordingPublisher>(sent); },
              [this] { return std::make_unique<test::InMemoryOrderReader>(m_orders); },
              ValidationSettings{},
              {}})
    , m_viewersDesk({QStringLiteral("orders"),
                     {},
                     [this] { return std::make_unique<test::InMemoryOrderReader>(m_orders); },
                     ValidationSettings{},
                     {}})
    , m_sender({QStringLiteral("orders"), [this] { return std::make_unique<test::RecordingPublisher>(sent); },
                ValidationSettings{}})
{
    const auto since = currentTimestamp() - std::chrono::minutes(12);
    const ComponentState ok{ComponentState::Level::Ok, {}, since, {}};
    snapshot.kafka = ok;
    snapshot.database = ok;
    snapshot.ingest = ok;
    snapshot.lag = 128;
    snapshot.messagesPerSecond = 563.4;
    snapshot.lagTime = std::chrono::milliseconds(240);
    for (int second = 0; second < 420; ++second) {
        const int burst = second > 120 && second < 300 ? (second - 120) * (300 - second) : 0;
        snapshot.history.append({since + std::chrono::seconds(second), 90 + (second * 37) % 60 + burst,
                                 std::chrono::milliseconds(200 + burst * 2), 540.0 + (second * 53) % 90});
    }
    snapshot.counters = {12'480, 11'702, 214, 187, 377, 0, 95, 130, 0, 0};
    http = ok;
}

void SampleBackend::store(const StoredOrder& order)
{
    OrderSummary summary = summarize(OrderDecoder().decode(order.document, currentTimestamp()).order.value_or(Order{}));
    summary.revision = order.revision;
    summary.storedAt = order.storedAt;
    summary.position = order.position;
    summary.warningCount = static_cast<std::int32_t>(order.warnings.size());
    const std::lock_guard lock(m_orders->mutex);
    m_orders->orders[order.orderUid] = order;
    std::erase_if(m_orders->summaries, [&](const OrderSummary& other) { return other.orderUid == order.orderUid; });
    m_orders->summaries.push_back(summary);
    m_context.cache.removeOlder(order.orderUid, order.revision); // as ingest does after it has stored
}

void SampleBackend::store(const DeadLetter& letter)
{
    const std::lock_guard lock(m_orders->mutex);
    auto& letters = m_orders->deadLetters;
    std::erase_if(letters, [&](const DeadLetter& other) { return other.id == letter.id; });
    letters.insert(
        std::find_if(letters.begin(), letters.end(), [&](const DeadLetter& other) { return other.id < letter.id; }),
        letter);
}

void SampleBackend::storeReplaced(const StoredOrder& revision)
{
    const std::lock_guard lock(m_orders->mutex);
    m_orders->replaced.emplace(revision.orderUid, revision);
}

void SampleBackend::setAway(bool away)
{
    const std::lock_guard lock(m_orders->mutex);
    m_orders->failure =
        away ? std::optional(Error{ErrorCode::Unavailable, Sentence::tr("connection refused")}) : std::nullopt;
}

void SampleBackend::setMarkingFails()
{
    const std::lock_guard lock(m_orders->mutex);
    m_orders->markingFails = true;
}

void SampleBackend::setHanging(bool hanging)
{
    if (hanging)
        m_orders->hang();
    else
        m_orders->release();
}

int SampleBackend::calls() const
{
    return m_orders->calls;
}

bool SampleBackend::holds(std::int64_t deadLetterId) const
{
    const std::lock_guard lock(m_orders->mutex);
    return m_orders->findDeadLetter(deadLetterId) != m_orders->deadLetters.end();
}

std::vector<DeadLetterChange> SampleBackend::changes() const
{
    const std::lock_guard lock(m_orders->mutex);
    return m_orders->changes;
}

WindowBackend SampleBackend::viewer()
{
    WindowBackend backend = window();
    backend.ingest = {};
    backend.setIngestPaused = {};
    backend.letterDesk = &m_viewersDesk;
    backend.changedBy = "window (test)";
    backend.sender = nullptr;
    return backend;
}

WindowBackend SampleBackend::window()
{
    WindowBackend backend;
    backend.lookup = &m_lookup;
    backend.ingest = [this] { return snapshot; };
    backend.database = [this] { return snapshot.database; };
    backend.databaseRights = [this] { return rights; };
    backend.http = [this] { return http; };
    backend.cache = [this] { return m_context.cache.statistics(); };
    backend.setIngestPaused = [this](bool paused) {
        pauses.push_back(paused);
        snapshot.pause.reset();
        if (paused)
            snapshot.pause = IngestPause{currentTimestamp(), QStringLiteral("anna")};
        return Result<void>{};
    };
    backend.deadLetterBrowser = &m_deadLetterBrowser;
    backend.makeDeadLetterBrowser = [orders = m_orders] {
        return std::make_unique<test::InMemoryDeadLetterBrowser>(orders);
    };
    backend.letterDesk = &m_desk;
    backend.changedBy = "window (test)";
    backend.sender = &m_sender;
    backend.newOrder = [] { return encodeOrder(modelOrder()); };
    backend.planSeek = [](const SeekTarget&, QObject*, const WindowBackend::SeekDone& done) {
        SeekPlan plan;
        for (std::int32_t number = 0; number < 3; ++number)
            plan.partitions.append({QStringLiteral("orders"), number, 0, 4'160, 4'115, 0});
        done(plan);
    };
    backend.seek = [this](const SeekPlan& plan, QObject*, const WindowBackend::SeekDone& done) {
        sought.push_back(plan);
        done(plan);
    };
    backend.watchLog = [](QObject*, const std::function<void(const QList<LogLine>&)>& show) { show(sampleLog()); };
    backend.fetchMessage = [this](const MessagePosition& position, QObject* context,
                                  std::function<void(Result<Message>)> done) {
        QTimer::singleShot(0, context, [this, position, done = std::move(done)] {
            done(kafka ? kafka(position)
                       : Result<Message>(
                             failure(ErrorCode::Unavailable, Sentence::tr("cannot reach Kafka at localhost:9092"))));
        });
    };
    backend.pageUrl = QUrl(QStringLiteral("http://127.0.0.1:8081"));
    backend.brokersShown = QStringLiteral("localhost:9092");
    backend.topicShown = QStringLiteral("orders");
    backend.libraries = {QStringLiteral("librdkafka 2.0.2"), QStringLiteral("libpq 15.10")};
    backend.askDatabase = [this](QObject* context, std::function<void(Result<DatabaseFinding>)> done) {
        QTimer::singleShot(0, context, [this, done = std::move(done)] { done(databaseFound); });
    };
    backend.askKafka = [this](QObject* context, std::function<void(Result<KafkaFinding>)> done) {
        QTimer::singleShot(0, context, [this, done = std::move(done)] { done(clusterFound); });
    };
    return backend;
}

WindowBackend SampleBackend::windowWithOrders()
{
    WindowBackend backend = window();
    backend.makeBrowser = [orders = m_orders] { return std::make_unique<test::InMemoryOrderBrowser>(orders); };
    return backend;
}

} // namespace orderdesk
