#pragma once

#include "http/guard/BridgeSocket.h"
#include "http/guard/GuardContext.h"
#include "http/guard/GuardedConnection.h"

#include <QPointer>
#include <QTcpServer>
#include <QTimer>

#include <memory>
#include <unordered_map>
#include <vector>

namespace orderdesk {

/// The listening socket of one HTTP thread. Real clients become GuardedConnections; the server it is bound to
/// (QHttpServer::bind()) gets one BridgeSocket instead, through which all their requests go, one after another.
/// A live stream belongs into GuardedConnection: it never passes the bridge.
class GuardedServer final : public QTcpServer
{
    Q_OBJECT

public:
    explicit GuardedServer(GuardContext context);
    ~GuardedServer() override;

    /// Listens on this descriptor, which may be a copy of one that other threads listen on too. Takes it over.
    bool listenOn(int listeningDescriptor);

    /// The answer of the server behind to one whole request, valid until the next call; empty when it gave none.
    QByteArrayView exchange(const QByteArray& request);

    /// Stops accepting, sends what is unsent for at most `limit` in all, and ends every connection.
    void shutDown(std::chrono::milliseconds limit);

    const GuardContext& context() const { return m_context; }
    void reportRefusedHost(const QByteArray& authority);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void end(GuardedConnection* connection);
    void tick();

    GuardContext m_context;
    QTimer m_ticker;
    QPointer<BridgeSocket> m_bridge;
    std::unordered_map<GuardedConnection*, std::unique_ptr<GuardedConnection>> m_connections;
    std::unordered_map<GuardedConnection*, std::unique_ptr<GuardedConnection>> m_refused; ///< hear 503 and go
    std::vector<std::unique_ptr<GuardedConnection>> m_ended; ///< may still be on the call stack
    GuardedConnection::Clock::time_point m_hostReportDue{};
};

} // namespace orderdesk
