#pragma once

#include "http/HttpServer.h"
#include "support/InMemoryOrderReader.h"
#include "support/RecordingPublisher.h"
#include "support/TestOrders.h"

#include <QElapsedTimer>
#include <QNetworkProxy>
#include <QTcpSocket>

#include <memory>

namespace orderdesk::test {

/// A running HttpServer over data in memory.
class HttpFixture final
{
public:
    explicit HttpFixture(HttpSettings settings = {})
        : context(16 * 1024 * 1024)
        , data(std::make_shared<InMemoryOrders>())
    {
        settings.port = 0;
        snapshot.kafka.level = ComponentState::Level::Ok;
        snapshot.ingest.level = ComponentState::Level::Ok;
        context.breaker.report(nullptr);
        server = std::make_unique<HttpServer>(settings, backend());
    }

    HttpBackend backend()
    {
        HttpBackend result;
        result.makeLookup = [this] {
            return std::make_unique<OrderLookup>(context, std::make_unique<InMemoryOrderReader>(data));
        };
        result.ingest = [this] { return snapshot; };
        result.database = [this] { return context.breaker.state(); };
        result.cache = [this] { return context.cache.statistics(); };
        result.warmUp = [] { return ComponentState{ComponentState::Level::Ok, {}, {}, {}}; };
        result.letterDesk = &letterDesk;
        return result;
    }

    static StoredOrder stored(const Order& order, std::int64_t revision = 1)
    {
        StoredOrder result;
        result.orderUid = order.orderUid;
        result.document = encodeOrder(order);
        result.revision = revision;
        result.storedAt = Timestamp(std::chrono::seconds(1'700'000'000));
        result.position = {QStringLiteral("orders"), 2, 4711, Timestamp(std::chrono::seconds(1'699'999'999))};
        return result;
    }

    void cache(const Order& order, std::int64_t revision = 1)
    {
        context.cache.insert(std::make_shared<const StoredOrder>(stored(order, revision)));
        OrderSummary summary = summarize(order);
        summary.revision = revision;
        summary.storedAt = Timestamp(std::chrono::seconds(1'700'000'000));
        context.recent.add(summary);
    }

    void setFailure(std::optional<Error> failure)
    {
        const std::scoped_lock lock(data->mutex);
        data->failure = std::move(failure);
    }

    LetterDesk::Parts deskParts()
    {
        return {QStringLiteral("orders"),
                [this] { return std::make_unique<RecordingPublisher>(sent); },
                [this] { return std::make_unique<InMemoryOrderReader>(data); },
                {},
                [this] { return rights; }};
    }

    LookupContext context;
    std::shared_ptr<InMemoryOrders> data;
    std::shared_ptr<SentMessages> sent = std::make_shared<SentMessages>();
    std::optional<DatabaseRights> rights; ///< change it before the server is asked
    IngestSnapshot snapshot;              ///< as rights
    LetterDesk letterDesk{deskParts()};
    std::unique_ptr<HttpServer> server;
};

struct Answer
{
    int status = 0; ///< 0: none came
    QByteArray head;
    QByteArray body;

    QByteArray field(const QByteArray& name) const
    {
        for (const QByteArray& line : head.split('\n')) {
            const qsizetype colon = line.indexOf(':');
            if (colon > 0 && line.left(colon).toLower() == name.toLower()) {
                return line.mid(colon + 1).trimmed();
            }
        }
        return {};
    }
};

/// A client that sends exactly the bytes it is told to. Waits at most a minute for anything.
class RawClient final
{
public:
    explicit RawClient(quint16 port, const QHostAddress& from = QHostAddress::LocalHost)
    {
        socket.setProxy(QNetworkProxy::NoProxy);
        if (from != QHostAddress(QHostAddress::LocalHost)) {
            socket.bind(from);
        }
        socket.connectToHost(QHostAddress::LocalHost, port);
        socket.waitForConnected(timeLimit);
    }

    void send(const QByteArray& bytes)
    {
        socket.write(bytes);
        while (socket.bytesToWrite() > 0 && socket.waitForBytesWritten(timeLimit)) {
        }
    }

    /// The next answer of the connection. `hasBody` false: to a HEAD request.
    Answer receive(bool hasBody = true)
    {
        Answer answer;
        const qsizetype end = waitFor([this] { return received.indexOf("\r\n\r\n"); });
        if (end < 0) {
            return answer;
        }
        answer.head = received.left(end + 2);
        received.remove(0, end + 4);
        answer.status = answer.head.mid(9, 3).toInt();
        const qsizetype length = hasBody ? answer.field("Content-Length").toLongLong() : 0;
        waitFor([&] { return received.size() >= length ? 0 : -1; });
        answer.body = received.left(length);
        received.remove(0, length);
        return answer;
    }

    Answer ask(const QByteArray& bytes, bool hasBody = true)
    {
        send(bytes);
        return receive(hasBody);
    }

    Answer get(const QByteArray& target, const QByteArray& fields = {})
    {
        return ask("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n");
    }

    /// True when the server has ended the connection and nothing is left to read.
    bool isClosedByServer()
    {
        waitFor([this] { return socket.state() == QAbstractSocket::UnconnectedState ? 0 : -1; });
        return socket.state() == QAbstractSocket::UnconnectedState && received.isEmpty();
    }

    QTcpSocket socket;
    QByteArray received; ///< and not yet taken

private:
    static constexpr int timeLimit = 60'000;

    template <typename Condition>
    qsizetype waitFor(Condition&& condition)
    {
        QElapsedTimer timer;
        timer.start();
        while (true) {
            received += socket.readAll();
            const qsizetype result = condition();
            const bool isOver = socket.state() == QAbstractSocket::UnconnectedState || timer.hasExpired(timeLimit);
            if (result >= 0 || isOver) {
                received += socket.readAll();
                return condition();
            }
            socket.waitForReadyRead(100);
        }
    }
};

} // namespace orderdesk::test
