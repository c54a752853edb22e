#include "app/Application.h"

#include "app/ChangedBy.h"
#include "app/DesktopWindow.h"
#include "app/OrderTemplate.h"
#include "app/ServiceManager.h"
#include "broker/EmbeddedBroker.h"
#include "broker/KafkaMessageFetcher.h"
#include "broker/KafkaMessagePublisher.h"
#include "broker/KafkaMessageSource.h"
#include "cache/CacheWarmup.h"
#include "cache/OrderFollower.h"
#include "database/ConnectionInterrupt.h"
#include "http/HttpServer.h"
#include "ingest/IngestPipeline.h"
#include "ingest/IngestSwitch.h"
#include "letters/PostgresDeadLetterBrowser.h"
#include "letters/PostgresDeadLetterStore.h"
#include "settings/ServerProbes.h"
#include "settings/SettingsEditor.h"
#include "storage/DatabaseMonitor.h"
#include "storage/GatedOrderStore.h"
#include "storage/PostgresOrderBrowser.h"
#include "storage/PostgresOrderChanges.h"
#include "storage/PostgresOrderReader.h"
#include "storage/PostgresOrderStore.h"
#include "storage/Schema.h"
#include "ui/backend/WindowBackend.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QUrl>

#include <atomic>

namespace orderdesk {

namespace {

Q_LOGGING_CATEGORY(logApp, "orderdesk.app")

// A page must not make a person wait: a miss is read within a second or answered with 503.
constexpr std::chrono::milliseconds pageReadTimeout{1000};
constexpr std::chrono::milliseconds warmupReadTimeout{10000};
// A program that redrives or discards waits longer than a person for a page, and others may wait behind it.
constexpr std::chrono::milliseconds changeTimeout{3000};
// A person who walks through all orders with a filter that no index helps waits rather than hears no.
constexpr std::chrono::milliseconds browseTimeout{10000};
// What a stop waits for a database that may hang: a read is not worth waiting for; the batch that is being written is,
// it would come again. Together with Kafka's three seconds a stop takes less than ten, whatever is away.
constexpr std::chrono::milliseconds readersGrace{500};
constexpr std::chrono::milliseconds writerGrace{3500};

// What a person waits for one message from Kafka.
constexpr std::chrono::seconds fetchTimeout{5};

DatabaseSettings readerSettings(DatabaseSettings settings, std::chrono::milliseconds timeout)
{
    settings.statementTimeout = timeout;
    settings.lockTimeout = timeout;
    settings.connectTimeout = std::min(settings.connectTimeout, timeout * 2);
    settings.watchdogTimeout = timeout + timeout / 2;
    return settings;
}

IngestSettings ingestSettings(const Settings& settings)
{
    IngestSettings ingest;
    ingest.topic = settings.broker.topic;
    ingest.batchOrders = settings.batchOrders;
    ingest.batchDelay = settings.batchDelay;
    ingest.maxMessageSize = settings.maxMessageSize;
    ingest.strict = settings.strict;
    ingest.deadLetterTopic = settings.deadLetterTopic;
    return ingest;
}

} // namespace

struct Application::Private
{
    Private(Settings given, SettingsEditor* settingsEditor)
        : settings(std::move(given))
        , editor(settingsEditor)
        , lookupContext(settings.cacheSize)
    {
        settings.database.interrupt = readersInterrupt;
    }

    Result<void> startBroker();
    void startDatabase();
    void startFollower();
    void makeIngest();
    void startIngest();
    void beginIngest();
    Result<void> startHttp();
    void makeLetterDesk();
    void startWindow();
    void addIngest(WindowBackend& backend);
    void addServers(WindowBackend& backend);
    std::unique_ptr<OrderReader> makeReader(std::chrono::milliseconds timeout) const;
    std::unique_ptr<MessagePublisher> makePublisher() const;
    ValidationSettings validation() const { return {settings.strict, settings.maxMessageSize}; } ///< as ingest has them
    std::unique_ptr<OrderLookup> makeLookup();
    ComponentState databaseState() const;
    QUrl pageUrl() const;

    const std::shared_ptr<ConnectionInterrupt> readersInterrupt = std::make_shared<ConnectionInterrupt>();
    const std::shared_ptr<ConnectionInterrupt> writerInterrupt = std::make_shared<ConnectionInterrupt>();
    Settings settings;
    SettingsEditor* editor;
    std::unique_ptr<EmbeddedBroker> embeddedBroker;
    LookupContext lookupContext;
    std::unique_ptr<DatabaseMonitor> databaseMonitor;
    std::unique_ptr<CacheWarmup> warmup;
    std::unique_ptr<OrderFollower> follower;
    std::unique_ptr<IngestPipeline> ingest;     ///< null in a viewer
    std::unique_ptr<IngestSwitch> ingestSwitch; ///< null in a viewer
    std::unique_ptr<LetterDesk> letterDesk;     ///< outlives http and the window
    std::unique_ptr<HttpServer> http;           ///< null when off
    std::unique_ptr<AsyncLookup> asyncLookup;
    std::unique_ptr<AsyncDeadLetterBrowser> deadLetterBrowser;
    std::unique_ptr<OrderSender> sender;
    std::atomic<bool> stopping = false;
    std::unique_ptr<AnsweringThread<MessageFetcher>> fetcher;
    std::unique_ptr<ServerProbes> serverProbes;
    std::unique_ptr<DesktopWindow> window; ///< null without a GUI
};

Application::Application(Settings settings, SettingsEditor* editor)
    : d(std::make_unique<Private>(std::move(settings), editor))
{
}

Application::~Application()
{
    d->stopping = true;
    d->readersInterrupt->cutAfter(readersGrace);
    d->writerInterrupt->cutAfter(writerGrace);
}

Result<void> Application::start()
{
    if (auto started = d->startBroker(); !started) {
        return started;
    }
    d->startDatabase();
    d->startFollower();
    // Made before HTTP, whose threads ask for its state at once, and started after it: a second server on a taken port
    // must not join the group first.
    d->makeIngest();
    d->makeLetterDesk();
    if (auto started = d->startHttp(); !started) {
        return started;
    }
    // After the window, which shows what comes from the first message on.
    d->startWindow();
    d->startIngest();
    return {};
}

void Application::present(const InstanceRequest& request)
{
    if (d->window) {
        d->window->present(request.find, request.files);
    }
}

Result<void> Application::Private::startBroker()
{
    if (!usesEmbeddedBroker(settings)) {
        return {};
    }
    auto broker = EmbeddedBroker::start(settings.broker.topic);
    if (!broker) {
        return tl::unexpected<Error>(broker.error());
    }
    embeddedBroker = std::move(*broker);
    settings.broker.brokers = embeddedBroker->bootstrapServers();
    qCWarning(logApp, "embedded broker at %s: for trying things out, nothing in it is kept",
              qPrintable(settings.broker.brokers));
    return {};
}

void Application::Private::startDatabase()
{
    DatabaseMonitor::Migration migrate;
    if (settings.ingest) {
        migrate = [database = settings.database] { return migrateSchema(database); };
    }
    const auto refuse = [this](const Error& error) {
        qCCritical(logApp, "%s", qPrintable(error.message.english()));
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [this, problem = error.message] {
                if (window)
                    window->sayWhyItEnds(problem);
                QCoreApplication::exit(1);
            },
            Qt::QueuedConnection);
    };
    databaseMonitor = std::make_unique<DatabaseMonitor>(
        lookupContext.breaker, migrate, [this] { return makeReader(pageReadTimeout); }, refuse);
    databaseMonitor->start();
    warmup = std::make_unique<CacheWarmup>(lookupContext.cache, lookupContext.recent,
                                           [this] { return makeReader(warmupReadTimeout); });
    warmup->start();
}

// Also in an instance that ingests: what others store must not stay older in its cache.
void Application::Private::startFollower()
{
    constexpr int mostWithoutAWindow = 100; // what the page of the latest orders shows
    OrderFollower::Options options;
    options.alsoIngests = settings.ingest;
    options.mayLook = [this] { return databaseMonitor->isSchemaReady(); };
    if (settings.noGui) {
        options.mostEvents = mostWithoutAWindow;
    }
    follower = std::make_unique<OrderFollower>(
        lookupContext.cache, lookupContext.recent,
        [this] { return std::make_unique<PostgresOrderChanges>(readerSettings(settings.database, warmupReadTimeout)); },
        options);
    follower->start();
}

void Application::Private::makeIngest()
{
    if (!settings.ingest) {
        return;
    }
    WriterParts parts;
    parts.makeStore = [this]() -> std::unique_ptr<OrderStore> {
        DatabaseSettings database = settings.database;
        database.interrupt = writerInterrupt;
        return std::make_unique<GatedOrderStore>(std::make_unique<PostgresOrderStore>(database, settings.broker.group),
                                                 [this] { return databaseMonitor->schemaProblem(); });
    };
    if (!settings.deadLetterTopic.isEmpty()) {
        parts.makePublisher = [this] { return makePublisher(); };
    }
    // The follower outlives the writer; a server without a window, too, is told here what is its own.
    parts.committed = [this](auto orders, auto written, auto deadLetters) {
        follower->noteOwn(orders, written, deadLetters);
    };
    parts.cache = &lookupContext.cache;
    parts.recent = &lookupContext.recent;
    ingest = std::make_unique<IngestPipeline>(
        ingestSettings(settings), [this] { return std::make_unique<KafkaMessageSource>(settings.broker); },
        std::move(parts), !settings.noGui);
    ingestSwitch = std::make_unique<IngestSwitch>(
        *ingest, PauseFile(PauseFile::userDirectory(), settings.broker.group, settings.broker.topic));
    ingestSwitch->restore();
}

void Application::Private::startIngest()
{
    if (!ingest) {
        return;
    }
    if (settings.noGui || editor == nullptr) {
        beginIngest();
    } else {
        ingest->awaitDecision();
        editor->whenConfirmed([this] { beginIngest(); }); // on a first run: the person's Kafka, not just any
    }
}

void Application::Private::beginIngest()
{
    ingest->start();
    qCInfo(logApp, "ingest: topic %s as group %s from %s", qPrintable(settings.broker.topic),
           qPrintable(settings.broker.group), qPrintable(settings.broker.brokers));
}

/// Of window and HTTP.
void Application::Private::makeLetterDesk()
{
    LetterDesk::Parts parts;
    parts.topic = settings.broker.topic;
    if (settings.ingest) {
        parts.makePublisher = [this] { return makePublisher(); };
    }
    parts.makeStore = [this] {
        return std::make_unique<PostgresDeadLetterStore>(readerSettings(settings.database, changeTimeout));
    };
    parts.validator = validation();
    parts.rights = [this] { return follower->rights(); };
    letterDesk = std::make_unique<LetterDesk>(std::move(parts));
}

Result<void> Application::Private::startHttp()
{
    if (settings.httpOff) {
        return {};
    }
    HttpBackend backend;
    backend.makeLookup = [this] { return makeLookup(); };
    if (ingest) {
        backend.ingest = [&pipeline = *ingest] { return pipeline.snapshot(); };
    }
    backend.database = [this] { return databaseState(); };
    backend.cache = [this] { return lookupContext.cache.statistics(); };
    backend.warmUp = [this] { return warmup->state(); };
    backend.letterDesk = letterDesk.get();
    http = std::make_unique<HttpServer>(settings.http, std::move(backend));
    if (!settings.noGui) {
        http->startOrRetry(); // its lamp says what is wrong; a window that does not open says nothing
    } else if (auto started = http->start(); !started) {
        return started;
    }
    qCInfo(logApp, "page and API at %s", qPrintable(pageUrl().toString()));
    return {};
}

/// What a viewer has not: ingest and sending.
void Application::Private::addIngest(WindowBackend& backend)
{
    backend.ingest = [this] { return ingest->snapshot(); };
    backend.setIngestPaused = [this](bool paused) { return ingestSwitch->setPaused(paused); };
    backend.planSeek = [this](const SeekTarget& target, QObject* context, WindowBackend::SeekDone done) {
        ingest->planSeek(target, context, std::move(done));
    };
    backend.seek = [this](const SeekPlan& plan, QObject* context, WindowBackend::SeekDone done) {
        ingest->seek(plan, context, std::move(done));
    };
    sender = std::make_unique<OrderSender>(
        OrderSender::Parts{settings.broker.topic, [this] { return makePublisher(); }, validation()});
    backend.sender = sender.get();
}

/// What is asked of Kafka and PostgreSQL themselves.
void Application::Private::addServers(WindowBackend& backend)
{
    fetcher = std::make_unique<AnsweringThread<MessageFetcher>>(QStringLiteral("fetcher"), [this] {
        return std::make_unique<KafkaMessageFetcher>(settings.broker, [this] { return stopping.load(); });
    });
    backend.fetchMessage = [this](const MessagePosition& position, QObject* context,
                                  std::function<void(Result<Message>)> done) {
        fetcher->ask([position](MessageFetcher& kafka) { return kafka.fetch(position, fetchTimeout); }, context,
                     std::move(done));
    };
    serverProbes = std::make_unique<ServerProbes>(QStringLiteral("about"));
    backend.askDatabase = [this](QObject* context, std::function<void(Result<DatabaseFinding>)> done) {
        serverProbes->askDatabase(settings.database, context, std::move(done));
    };
    backend.askKafka = [this](QObject* context, std::function<void(Result<KafkaFinding>)> done) {
        serverProbes->askKafka(settings.broker, false, context, std::move(done));
    };
}

void Application::Private::startWindow()
{
    if (settings.noGui || !hasDesktopWindow()) {
        return;
    }
    asyncLookup = std::make_unique<AsyncLookup>([this] { return makeLookup(); });
    WindowBackend backend;
    backend.makeDeadLetterBrowser = [this] {
        return std::make_unique<PostgresDeadLetterBrowser>(readerSettings(settings.database, browseTimeout));
    };
    deadLetterBrowser =
        std::make_unique<AsyncDeadLetterBrowser>(QStringLiteral("dead-letters"), backend.makeDeadLetterBrowser);
    backend.lookup = asyncLookup.get();
    backend.deadLetterBrowser = deadLetterBrowser.get();
    backend.databaseRights = [this] { return follower->rights(); };
    backend.database = [this] { return databaseState(); };
    backend.http = [this] { return http ? http->state() : ComponentState{ComponentState::Level::Off, {}, {}, {}}; };
    backend.cache = [this] { return lookupContext.cache.statistics(); };
    if (settings.ingest) {
        addIngest(backend);
    }
    backend.letterDesk = letterDesk.get();
    backend.changedBy = changedBy("window");
    backend.makeBrowser = [this] {
        return std::make_unique<PostgresOrderBrowser>(readerSettings(settings.database, browseTimeout));
    };
    addServers(backend);
    backend.settings = editor;
    backend.pageUrl = pageUrl();
    backend.brokersShown = settings.broker.brokers;
    backend.topicShown = settings.broker.topic;
    backend.libraries = {QLatin1String("librdkafka ") + kafkaLibraryVersion(),
                         QLatin1String("libpq ") + databaseLibraryVersion()};
    backend.newOrder = [] { return newOrderTemplate(); };
    window = openDesktopWindow(std::move(backend), *follower, ingest.get());
}

std::unique_ptr<OrderReader> Application::Private::makeReader(std::chrono::milliseconds timeout) const
{
    return std::make_unique<PostgresOrderReader>(readerSettings(settings.database, timeout));
}

std::unique_ptr<MessagePublisher> Application::Private::makePublisher() const
{
    return std::make_unique<KafkaMessagePublisher>(settings.broker);
}

std::unique_ptr<OrderLookup> Application::Private::makeLookup()
{
    return std::make_unique<OrderLookup>(lookupContext, makeReader(pageReadTimeout));
}

ComponentState Application::Private::databaseState() const
{
    if (ingest) {
        ComponentState writer = ingest->snapshot().database;
        if (writer.level == ComponentState::Level::Down) {
            return writer;
        }
    }
    ComponentState state = lookupContext.breaker.state();
    // A right that is missing is no outage to those who read, but nothing can be stored.
    if (const auto problem = databaseMonitor->schemaProblem(); problem && problem->code == ErrorCode::AccessRefused) {
        if (state.level != ComponentState::Level::Down) {
            state.since = Timestamp{};
        }
        state.level = ComponentState::Level::Down;
        state.cause = problem->message;
        state.hint = problem->hint;
    }
    return state;
}

QUrl Application::Private::pageUrl() const
{
    if (!http) {
        return {};
    }
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    const bool everywhere = settings.http.address == QHostAddress::AnyIPv4 ||
                            settings.http.address == QHostAddress::Any ||
                            settings.http.address == QHostAddress::AnyIPv6;
    url.setHost(everywhere || settings.http.address == QHostAddress::LocalHost ? QStringLiteral("localhost")
                                                                               : settings.http.address.toString());
    url.setPort(http->port());
    url.setPath(QStringLiteral("/"));
    return url;
}

} // namespace orderdesk
