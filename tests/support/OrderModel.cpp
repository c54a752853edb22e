#include "support/OrderModel.h"

#include "domain/OrderEncoder.h"
#include "letters/DeadLetterText.h"
#include "storage/StoreVerification.h"
#include "support/FakeMessageSource.h"
#include "support/PostgresFixture.h"

#include <QCryptographicHash>

#include <algorithm>

namespace orderdesk::test {

namespace {

using namespace std::chrono_literals;

QString digest(const std::optional<QByteArray>& value)
{
    return value ? QString::fromLatin1(QCryptographicHash::hash(*value, QCryptographicHash::Md5).toHex())
                 : QStringLiteral("<null>");
}

} // namespace

void OrderModel::add(const GeneratedMessage& message)
{
    if (message.valid) {
        addOrder(message.order);
    } else {
        addRefused({{}, message.key, message.json, {}}, message.violatedCode);
    }
}

void OrderModel::addOrder(const Order& order)
{
    addOrder(order, {{}, QByteArray::fromStdString(order.orderUid), encodeOrder(order), {}});
}

void OrderModel::addOrder(const Order& order, OutgoingMessage message)
{
    m_documents[order.orderUid] = encodeOrder(order);
    m_unsent.push_back({std::move(message), order.orderUid, {}});
}

void OrderModel::addRefused(OutgoingMessage message, std::string code)
{
    m_unsent.push_back({std::move(message), {}, std::move(code)});
}

void OrderModel::generate(int count, const GeneratorSettings& settings)
{
    OrderGenerator generator(settings);
    for (int i = 0; i < count; ++i) {
        add(generator.next());
    }
}

void OrderModel::expectRejected()
{
    Expected& last = m_unsent.back();
    m_documents.erase(std::exchange(last.orderUid, {}));
    last.code = "database_rejected";
}

void OrderModel::sendTo(FakeTopic& topic, std::int32_t partition, std::int64_t milliseconds)
{
    const std::optional<Timestamp> time = timestampOfMilliseconds(milliseconds);
    for (Expected& expected : m_unsent) {
        const OutgoingMessage& outgoing = expected.message;
        topic.append({{QStringLiteral("orders"), partition, 0, time.value_or(Timestamp{})},
                      outgoing.key,
                      outgoing.value,
                      outgoing.headers,
                      time || milliseconds == -1 ? std::nullopt : std::optional(milliseconds)});
        sent(std::move(expected), partition, topic.end(partition) - 1);
    }
    m_unsent.clear();
}

QString OrderModel::sendTo(MessagePublisher& publisher, const QString& topic)
{
    std::vector<OutgoingMessage> outgoing;
    for (const Expected& expected : m_unsent) {
        outgoing.push_back(expected.message);
        outgoing.back().topic = topic;
    }
    const auto results = publisher.publish(outgoing, 60s);
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (!results[i]) {
            return results[i].error().message.english();
        }
        sent(std::move(m_unsent[i]), results[i]->partition, results[i]->offset);
    }
    m_unsent.clear();
    return {};
}

void OrderModel::sent(Expected expected, std::int32_t partition, std::int64_t offset)
{
    std::int64_t& end = m_ends[partition];
    end = std::max(end, offset + 1);
    if (!expected.code.empty()) {
        m_deadLetters.emplace(Place(partition, offset), std::move(expected));
    }
}

QString OrderModel::conservationProblem(const IngestCounters& counters, PostgresFixture& postgres) const
{
    const std::int64_t ended = counters.stored + counters.unchanged + counters.superseded + counters.deadLettered;
    if (counters.inFlight != 0 || counters.consumed != ended) {
        return QStringLiteral("consumed %1, ended %2, in flight %3")
            .arg(counters.consumed)
            .arg(ended)
            .arg(counters.inFlight);
    }
    return databaseProblem(postgres);
}

QString OrderModel::anyOrder() const
{
    return m_documents.empty() ? QString() : QString::fromStdString(m_documents.begin()->first);
}

QString OrderModel::databaseProblem(PostgresFixture& postgres) const
{
    QString problem = documentsProblem(postgres);
    if (problem.isEmpty()) {
        problem = deadLettersProblem(postgres);
    }
    return problem;
}

QString OrderModel::documentsProblem(PostgresFixture& postgres) const
{
    const QList<QStringList> rows = postgres.query(QStringLiteral("select order_uid, document from orders"));
    if (static_cast<std::size_t>(rows.size()) != m_documents.size()) {
        return QStringLiteral("%1 orders instead of %2").arg(rows.size()).arg(m_documents.size());
    }
    for (const QStringList& row : rows) {
        const auto expected = m_documents.find(row[0].toStdString());
        if (expected == m_documents.end() || expected->second != row[1].toUtf8()) {
            return QStringLiteral("order %1 is not the model's").arg(row[0]);
        }
    }
    QString difference;
    const auto verified =
        verifyStore(postgres.settings(), false, [&](const std::string& orderUid, const QString& what) {
            difference = QString::fromStdString(orderUid) + QStringLiteral(": ") + what;
        });
    return verified ? difference : verified.error().message.english();
}

QString OrderModel::deadLettersProblem(PostgresFixture& postgres) const
{
    const QList<QStringList> rows = postgres.query(QStringLiteral(
        "select partition, \"offset\", violations, md5(value), headers from dead_letters order by 1, 2"));
    if (static_cast<std::size_t>(rows.size()) != m_deadLetters.size()) {
        return QStringLiteral("%1 dead letters instead of %2").arg(rows.size()).arg(m_deadLetters.size());
    }
    for (const QStringList& row : rows) {
        const auto expected = m_deadLetters.find({row[0].toInt(), row[1].toLongLong()});
        if (expected == m_deadLetters.end() || digest(expected->second.message.value) != row[3] ||
            decodeHeaders(row[4].toStdString()) != expected->second.message.headers ||
            !row[2].contains(u'"' + QString::fromStdString(expected->second.code) + u'"')) {
            return QStringLiteral("the dead letter at %1@%2 is not the model's: %3").arg(row[0], row[1], row[2]);
        }
    }
    return {};
}

} // namespace orderdesk::test
