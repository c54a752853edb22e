#include "domain/OrderEncoder.h"
#include "generator/OrderComposer.h"
#include "support/FakeMessageSource.h"
#include "support/IngestBench.h"
#include "support/OrderModel.h"
#include "support/PostgresFixture.h"
#include "support/TestRegistration.h"

#include <QTest>

#include <limits>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

// Kafka's time of a message: none, the first and the last of a calendar, and numbers that were never milliseconds.
constexpr std::array<std::int64_t, 9> times{-1,
                                            0,
                                            1637907739123,
                                            253402300799999,
                                            253402300800000,
                                            9224318015999999,
                                            1788749714394000000,
                                            most,
                                            std::numeric_limits<std::int64_t>::min()};

QByteArray everyByte()
{
    QByteArray bytes;
    for (int i = 0; i < 256; ++i) {
        bytes.append(static_cast<char>(i));
    }
    return bytes;
}

const std::vector<std::optional<QByteArray>> keys{std::nullopt, QByteArray(""), everyByte(), QByteArray(100'000, 'k')};

const std::vector<MessageHeaders> headers{
    {},
    {{"", std::nullopt}, {"", ""}},
    {{everyByte().mid(1), everyByte()}},
    {{QByteArray(10'000, 'n'), QByteArray(100'000, '\0')}},
};

const std::vector<std::pair<std::optional<QByteArray>, const char*>> refused{
    {std::nullopt, "tombstone"},
    {QByteArray(""), "empty_message"},
    {QByteArray("{}"), "missing_member"},
    {everyByte(), "invalid_utf8"},
    {QByteArray(1024 * 1024 + 1, ' '), "message_too_large"},
};

} // namespace

/// Every part of a message at its extremes, each with each: none stops the others, and each ends in one place.
class TestMessageExtremes final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = m_postgres.start(); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
    }

    void cleanupTestCase() { m_postgres.stop(); }

    void eachEndsInExactlyOnePlace()
    {
        OrderModel model;
        FakeTopic topic;
        std::uint64_t number = 0;
        for (const std::int64_t time : times) {
            for (const std::optional<QByteArray>& key : keys) {
                for (const MessageHeaders& around : headers) {
                    for (const auto& [value, code] : refused) {
                        model.addRefused({{}, key, value, around}, code);
                    }
                    const Order order = composeOrder(7, number++, 0);
                    model.addOrder(order, {{}, key, encodeOrder(order), around});
                    model.sendTo(topic, 0, time);
                }
            }
        }
        IngestBench bench(m_postgres.settings(), topic);
        bench.settings.maxMessageSize = 1024 * 1024;
        bench.start();
        QTRY_COMPARE_WITH_TIMEOUT(topic.committed(0), topic.end(0), 60000);
        const IngestCounters counters = bench.counters();
        bench.stop();

        QCOMPARE(model.conservationProblem(counters, m_postgres), QString());
        QCOMPARE(counters.stored, model.orders());
        QCOMPARE(counters.deadLettered, model.deadLetters());
        QCOMPARE(counters.databaseRetries, std::int64_t{0});
        // Whose time was none says so, and which number it was.
        const auto marked = [this](const char* column, const char* table) {
            return m_postgres.value(
                QStringLiteral("select count(*) from %1 where %2::text like '%timestamp_out_of_range%' "
                               "and kafka_timestamp = '1970-01-01'")
                    .arg(QLatin1String(table), QLatin1String(column)));
        };
        QCOMPARE(marked("warnings", "orders"), QString::number(5 * 16));
        QCOMPARE(marked("violations", "dead_letters"), QString::number(5 * 16 * 5));
        QCOMPARE(m_postgres.value(QStringLiteral("select count(*) from orders where warnings::text like '%%1%'")
                                      .arg(QString::number(most))),
                 QStringLiteral("16"));
    }

private:
    PostgresFixture m_postgres;
};

ORDERDESK_TEST(TestMessageExtremes)
#include "TestMessageExtremes.moc"
