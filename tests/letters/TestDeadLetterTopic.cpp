#include "letters/DeadLetterTopic.h"

#include "support/SampleOrders.h"
#include "support/TestRegistration.h"

#include <QTest>

#include <algorithm>

using namespace orderdesk;
using namespace orderdesk::test;
using std::chrono::milliseconds;

namespace {

struct Broker
{
    qsizetype mostBytes = 1'000'000; ///< of key, value and headers
    bool isAway = false;
    std::vector<OutgoingMessage> taken;
};

qsizetype sizeOf(const OutgoingMessage& message)
{
    qsizetype bytes = (message.key ? message.key->size() : 0) + (message.value ? message.value->size() : 0);
    for (const auto& [name, value] : message.headers) {
        bytes += name.size() + (value ? value->size() : 0);
    }
    return bytes;
}

class LimitedPublisher final : public MessagePublisher
{
public:
    explicit LimitedPublisher(Broker& broker)
        : m_broker(broker)
    {
    }

    std::vector<Result<MessagePosition>> publish(std::span<const OutgoingMessage> messages, milliseconds) override
    {
        std::vector<Result<MessagePosition>> results;
        for (const OutgoingMessage& message : messages) {
            if (sizeOf(message) > m_broker.mostBytes) {
                results.emplace_back(failure(ErrorCode::InvalidInput, Sentence::tr("too large")));
            } else if (m_broker.isAway) {
                results.emplace_back(failure(ErrorCode::Unavailable, Sentence::tr("away")));
            } else {
                m_broker.taken.push_back(message);
                results.emplace_back(MessagePosition{});
            }
        }
        return results;
    }

private:
    Broker& m_broker;
};

DeadLetter deadLetter(qsizetype valueBytes, std::int64_t offset, qsizetype headerBytes = 10)
{
    DeadLetter dead;
    dead.message = rawMessage(QByteArray(valueBytes, 'v'), 0, offset);
    dead.message.key = QByteArrayLiteral("key");
    dead.message.headers = {{"trace", QByteArray(headerBytes, 'h')}};
    dead.violations = {{"/items", "missing_member", "must be there", Severity::Error}};
    return dead;
}

QByteArray headerOf(const OutgoingMessage& message, const QByteArray& name)
{
    const auto found = std::find_if(message.headers.begin(), message.headers.end(),
                                    [&](const auto& header) { return header.first == name; });
    return found == message.headers.end() ? QByteArray() : found->second.value_or(QByteArray());
}

} // namespace

class TestDeadLetterTopic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void publishesThemWhole()
    {
        Broker broker;
        DeadLetterTopic topic(std::make_unique<LimitedPublisher>(broker), QStringLiteral("dead"));
        topic.begin(std::vector{deadLetter(100, 1), deadLetter(200, 2)});
        QVERIFY(topic.publish(milliseconds(1)));
        QCOMPARE(broker.taken.size(), 2);
        QCOMPARE(broker.taken[1].value->size(), 200);
        QCOMPARE(broker.taken[1].topic, QStringLiteral("dead"));
        QVERIFY(topic.publish(milliseconds(1)));
        QCOMPARE(broker.taken.size(), 2); // nothing is left
    }

    void repeatsOnlyWhatIsLeft()
    {
        Broker broker;
        DeadLetterTopic topic(std::make_unique<LimitedPublisher>(broker), QStringLiteral("dead"));
        topic.begin(std::vector{deadLetter(100, 1)});
        broker.isAway = true;
        const auto failed = topic.publish(milliseconds(1));
        QVERIFY(!failed);
        QCOMPARE(failed.error().code, ErrorCode::Unavailable);
        broker.isAway = false;
        QVERIFY(topic.publish(milliseconds(1)));
        QCOMPARE(broker.taken.size(), 1);
        QCOMPARE(broker.taken[0].value->size(), 100); // an outage shortens nothing
    }

    void leavesTheValueOutWhereItDoesNotFit()
    {
        Broker broker;
        broker.mostBytes = 1000;
        DeadLetterTopic topic(std::make_unique<LimitedPublisher>(broker), QStringLiteral("dead"));
        topic.begin(std::vector{deadLetter(5000, 1), deadLetter(10, 2)});
        QVERIFY(topic.publish(milliseconds(1)));
        QCOMPARE(broker.taken.size(), 2);
        QVERIFY(broker.taken[0].value); // the small one goes first, the large one in a second try
        const OutgoingMessage& shortened = broker.taken[1];
        QVERIFY(!shortened.value);
        QCOMPARE(shortened.key, QByteArrayLiteral("key"));
        QCOMPARE(headerOf(shortened, "orderdesk.value.bytes"), QByteArrayLiteral("5000"));
        QCOMPARE(headerOf(shortened, "__connect.errors.offset"), QByteArrayLiteral("1"));
        QCOMPARE(headerOf(shortened, "trace").size(), 10);
    }

    void leavesTheHeadersOutAsWell()
    {
        Broker broker;
        broker.mostBytes = 1000;
        DeadLetterTopic topic(std::make_unique<LimitedPublisher>(broker), QStringLiteral("dead"));
        topic.begin(std::vector{deadLetter(5000, 1, 5000)});
        QVERIFY(topic.publish(milliseconds(1)));
        QCOMPARE(broker.taken.size(), 1);
        QVERIFY(headerOf(broker.taken[0], "trace").isEmpty());
        QCOMPARE(headerOf(broker.taken[0], "__connect.errors.exception.class.name"),
                 QByteArrayLiteral("missing_member"));
    }

    void failsWhenNotEvenTheReasonFits()
    {
        Broker broker;
        broker.mostBytes = 10;
        DeadLetterTopic topic(std::make_unique<LimitedPublisher>(broker), QStringLiteral("dead"));
        topic.begin(std::vector{deadLetter(5000, 1)});
        const auto failed = topic.publish(milliseconds(1));
        QVERIFY(!failed);
        QCOMPARE(failed.error().code, ErrorCode::InvalidInput);
    }
};

ORDERDESK_TEST(TestDeadLetterTopic)
#include "TestDeadLetterTopic.moc"
