#pragma once

#include "support/OrderModel.h"
#include "support/OrderdeskProcess.h"
#include "support/PostgresFixture.h"
#include "support/TcpProxy.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace orderdesk::test {

/// What a fault test sends.
struct FaultLoad
{
    int messages = 10'000;
    double invalidPercent = 3;
    double updatesPercent = 10;
    std::uint64_t seed = 20261124;
    qsizetype orderBytes = 0; ///< orders are filled up to about this size with items; 0: as generated
};

/// The world of a test on the real stack: a database and a topic of its own, generated orders with the model of what
/// must come out, and the checks that end every fault test. Personal data are canaries, which nothing that is written
/// may hold. One thread with an event loop.
class FaultBench final
{
public:
    explicit FaultBench(const QString& name);

    /// Empty: ready. Else why the test must be skipped.
    QString start(int partitions = 4);
    /// Makes messages by the generator and sends them; the model grows. Empty, or what went wrong.
    QString produce(const FaultLoad& load);

    /// How an instance of this test's group is started; through the proxy if there is one.
    OrderdeskProcess::Settings process(const QStringList& arguments = {}) const;
    TcpProxy& databaseProxy(); ///< made at the first call; only processes made afterwards use it

    qint64 storedOrders();    ///< 0 while the server is away
    QString anyOrder() const; ///< the number of one that is to be stored
    bool isComplete();        ///< as many orders and dead letters as the model has
    /// Complete, nothing in flight anywhere, no lag: what was sent has come to its end.
    bool isSettled(const std::vector<OrderdeskProcess*>& instances);
    /// What isSettled() looks at, for the message of a test that waited in vain.
    QByteArray whatIsLeft(const std::vector<OrderdeskProcess*>& instances);

    /// Empty, or the first thing in which database and model differ: see OrderModel.
    QString difference();
    /// Empty, or what is wrong with a running instance: the equation of the promise, or personal data in what it has
    /// written: its log, metrics, state and errors.
    QString problemOf(const OrderdeskProcess& instance) const;
    /// Empty, or which personal data stands in `written` or in what PostgreSQL has logged since start().
    QString leak(const QByteArray& written) const;
    /// Empty, or which partition's committed offset is not the end of its log. Of a group that nobody is in.
    QString uncommitted(int partitions = 4) const;

    PostgresFixture& postgres() { return m_postgres; }
    const QString& topic() const { return m_topic; }
    qint64 messagesSent() const { return m_sent; }

    /// Runs ./dev.sh with these arguments; true when it succeeds.
    static bool dev(const QStringList& arguments);

private:
    QString m_topic;
    PostgresFixture m_postgres;
    std::unique_ptr<TcpProxy> m_proxy;
    QString m_serverLog;
    qint64 m_serverLogStart = 0;
    OrderModel m_model;
    qint64 m_sent = 0;
};

/// Arguments: the group notices a dead member, or one that does not poll, after six seconds (the least that Kafka
/// allows).
extern const QStringList quickGroup;

/// A number from the environment, for runs that are larger than the suite's.
int environmentNumber(const char* variable, int otherwise);

} // namespace orderdesk::test
