#include "support/FaultBench.h"

#include "broker/KafkaMessagePublisher.h"
#include "domain/OrderEncoder.h"

#include <QFile>
#include <QProcess>

#include <algorithm>
#include <array>

namespace orderdesk::test {

namespace {

using std::chrono::seconds;

constexpr int sentAtOnce = 5000;
constexpr int devMilliseconds = 180'000;

// Nothing else that is written looks like these.
constexpr std::array canaries{"Canaryname", "700099900", "Zipcanary", "Canarystreet", "canarymail"};

void plantCanaries(Order& order)
{
    Delivery& to = order.delivery;
    to.name = "Canaryname " + to.name;
    to.phone = "+700099900" + to.phone.substr(to.phone.size() - 6);
    to.zip = "Zipcanary" + to.zip;
    to.address = "Canarystreet " + to.address;
    to.email = "canarymail." + to.email;
}

// An invalid message has only its text; one broken rule more or less does not make it valid.
void plantCanaries(QByteArray& json)
{
    json.replace(R"("delivery":{"name":")", R"("delivery":{"name":"Canaryname )");
    json.replace(R"("phone":"+)", R"("phone":"+700099900)");
    json.replace(R"("zip":")", R"("zip":"Zipcanary)");
    json.replace(R"("address":")", R"("address":"Canarystreet )");
    json.replace(R"("email":")", R"("email":"canarymail.)");
}

void fillUp(Order& order, qsizetype bytes)
{
    const qsizetype missing = bytes - encodeOrder(order).size();
    if (missing <= 0 || order.items.empty()) {
        return;
    }
    Item item = order.items.front();
    item.name = std::string(700, 'n');
    for (qsizetype filled = 0; filled < missing; filled += 900) {
        order.items.push_back(item);
    }
}

QString serverLogPath()
{
    QFile home(qEnvironmentVariable("ORDERDESK_DEV_STATE") + QStringLiteral("/run/postgres.home"));
    return home.open(QIODevice::ReadOnly) ? QString::fromUtf8(home.readAll().trimmed()) + QStringLiteral("/log")
                                          : QString();
}

} // namespace

const QStringList quickGroup{QStringLiteral("--kafka-property"), QStringLiteral("session.timeout.ms=6000"),
                             QStringLiteral("--kafka-property"), QStringLiteral("max.poll.interval.ms=6000"),
                             QStringLiteral("--kafka-property"), QStringLiteral("heartbeat.interval.ms=1000")};

FaultBench::FaultBench(const QString& name)
    : m_topic(uniqueName(name))
{
}

QString FaultBench::start(int partitions)
{
    if (qEnvironmentVariableIsEmpty("ORDERDESK_KAFKA_BROKERS") || qEnvironmentVariableIsEmpty("ORDERDESK_DEV_SCRIPT")) {
        return QStringLiteral("no stack of ours: run this through ./dev.sh test, which starts a real Kafka and a "
                              "PostgreSQL");
    }
    if (QString why = m_postgres.start(false); !why.isEmpty()) {
        return why;
    }
    m_serverLog = serverLogPath();
    m_serverLogStart = QFile(m_serverLog).size();
    if (!dev({QStringLiteral("kafka-topics"), QStringLiteral("--create"), QStringLiteral("--topic"), m_topic,
              QStringLiteral("--partitions"), QString::number(partitions)})) {
        return QStringLiteral("the topic could not be made");
    }
    return {};
}

QString FaultBench::produce(const FaultLoad& load)
{
    BrokerSettings settings;
    settings.brokers = qEnvironmentVariable("ORDERDESK_KAFKA_BROKERS");
    KafkaMessagePublisher publisher(settings);
    OrderGenerator generator(
        {.seed = load.seed, .invalidPercent = load.invalidPercent, .updatesPercent = load.updatesPercent});
    const int most = load.orderBytes > 5000 ? sentAtOnce / 5 : sentAtOnce;
    for (int left = load.messages; left > 0;) {
        for (int i = std::min(left, most); i > 0; --i, --left) {
            GeneratedMessage message = generator.next();
            if (message.valid) {
                plantCanaries(message.order);
                fillUp(message.order, load.orderBytes);
            } else {
                plantCanaries(message.json);
            }
            m_model.add(message);
            ++m_sent;
        }
        if (QString problem = m_model.sendTo(publisher, m_topic); !problem.isEmpty()) {
            return problem;
        }
    }
    return {};
}

OrderdeskProcess::Settings FaultBench::process(const QStringList& arguments) const
{
    const QString url =
        m_proxy ? m_postgres.settingsVia(QStringLiteral("127.0.0.1"), m_proxy->port()).url : m_postgres.settings().url;
    return {url, qEnvironmentVariable("ORDERDESK_KAFKA_BROKERS"), m_topic, m_topic, arguments};
}

TcpProxy& FaultBench::databaseProxy()
{
    if (!m_proxy) {
        m_proxy = std::make_unique<TcpProxy>(m_postgres.serverHost(), m_postgres.serverPort());
    }
    return *m_proxy;
}

// PostgreSQL may be down at the moment: then nothing is known, which is not done.
qint64 FaultBench::storedOrders()
{
    const QList<QStringList> rows = m_postgres.tryQuery(QStringLiteral("select count(*) from orders"));
    return rows.isEmpty() ? 0 : rows.first().first().toLongLong();
}

QString FaultBench::anyOrder() const
{
    return m_model.anyOrder();
}

bool FaultBench::isComplete()
{
    const QList<QStringList> rows = m_postgres.tryQuery(
        QStringLiteral("select (select count(*) from orders), (select count(*) from dead_letters)"));
    return !rows.isEmpty() && rows.first()[0].toLongLong() == m_model.orders() &&
           rows.first()[1].toLongLong() == m_model.deadLetters();
}

// The rows are counted last: that takes the database longer than anything else here.
bool FaultBench::isSettled(const std::vector<OrderdeskProcess*>& instances)
{
    return std::all_of(instances.begin(), instances.end(),
                       [](const OrderdeskProcess* instance) {
                           const Metrics metrics = instance->metrics();
                           return metrics.value("orderdesk_messages_in_flight", -1) == 0.0 &&
                                  metrics.value("orderdesk_kafka_lag_messages", -1) == 0.0;
                       }) &&
           isComplete();
}

QByteArray FaultBench::whatIsLeft(const std::vector<OrderdeskProcess*>& instances)
{
    QByteArray left;
    for (const OrderdeskProcess* instance : instances) {
        const Metrics metrics = instance->metrics();
        left += "in flight " + QByteArray::number(metrics.value("orderdesk_messages_in_flight", -1)) + ", lag " +
                QByteArray::number(metrics.value("orderdesk_kafka_lag_messages", -1)) + ", ready " +
                instance->get(QStringLiteral("/readyz")).body + '\n';
    }
    const QList<QStringList> rows = m_postgres.tryQuery(
        QStringLiteral("select (select count(*) from orders), (select count(*) from dead_letters)"));
    left += (rows.isEmpty() ? QByteArray("the database does not answer") : rows.first().join(u' ').toUtf8()) +
            " orders and dead letters of " + QByteArray::number(static_cast<qlonglong>(m_model.orders())) + ' ' +
            QByteArray::number(static_cast<qlonglong>(m_model.deadLetters()));
    return left;
}

QString FaultBench::difference()
{
    return m_model.databaseProblem(m_postgres);
}

QString FaultBench::problemOf(const OrderdeskProcess& instance) const
{
    const Metrics metrics = instance.metrics();
    double ended = metrics.value("orderdesk_messages_in_flight", -1e9);
    for (const char* counter : {"stored", "unchanged", "superseded", "dead_lettered"}) {
        ended += metrics.value(QByteArrayLiteral("orderdesk_messages_") + counter + "_total", -1e9);
    }
    const double consumed = metrics.value("orderdesk_messages_consumed", -1);
    if (ended != consumed) {
        return QStringLiteral("%1 consumed, %2 ended").arg(consumed).arg(ended);
    }
    QByteArray written = instance.log();
    for (const char* path :
         {"/metrics", "/readyz", "/order/nosuch", "/order/a%20b", "/dead-letters/0", "/orders?limit=x"}) {
        written += instance.get(QString::fromLatin1(path)).body;
    }
    return leak(written);
}

QString FaultBench::leak(const QByteArray& written) const
{
    QFile log(m_serverLog);
    QByteArray logged;
    if (log.open(QIODevice::ReadOnly) && log.seek(m_serverLogStart)) {
        logged = log.readAll();
    }
    for (const char* canary : canaries) {
        if (written.contains(canary)) {
            return QStringLiteral("Orderdesk wrote ") + QLatin1String(canary);
        }
        if (logged.contains(canary)) {
            return QStringLiteral("PostgreSQL logged ") + QLatin1String(canary);
        }
    }
    return {};
}

QString FaultBench::uncommitted(int partitions) const
{
    QProcess groups;
    groups.start(
        qEnvironmentVariable("ORDERDESK_DEV_SCRIPT"),
        {QStringLiteral("kafka-consumer-groups"), QStringLiteral("--describe"), QStringLiteral("--group"), m_topic});
    groups.waitForFinished(devMilliseconds);
    const QString described = QString::fromUtf8(groups.readAllStandardOutput());
    int ended = 0;
    for (const QString& line : described.split(u'\n')) {
        const QStringList fields = line.simplified().split(u' ');
        // GROUP TOPIC PARTITION CURRENT-OFFSET LOG-END-OFFSET LAG …
        if (fields.size() > 5 && fields[1] == m_topic && (fields[3] == fields[4] || fields[4] == u'0')) {
            ++ended;
        }
    }
    return ended == partitions ? QString() : described;
}

bool FaultBench::dev(const QStringList& arguments)
{
    QProcess script;
    script.setProcessChannelMode(QProcess::ForwardedChannels);
    script.start(qEnvironmentVariable("ORDERDESK_DEV_SCRIPT"), arguments);
    return script.waitForFinished(devMilliseconds) && script.exitStatus() == QProcess::NormalExit &&
           script.exitCode() == 0;
}

int environmentNumber(const char* variable, int otherwise)
{
    bool isNumber = false;
    const int number = qEnvironmentVariableIntValue(variable, &isNumber);
    return isNumber && number > 0 ? number : otherwise;
}

} // namespace orderdesk::test
