#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QTcpSocket>

namespace orderdesk {

/// The one client that QHttpServer ever sees on its thread: a socket without a descriptor, always connected, which
/// hands over one whole, checked request at a time and takes the whole answer back within the same call. A real client
/// that leaves, stalls or lies never comes near QHttpServer. Needs handlers that answer synchronously.
class BridgeSocket final : public QTcpSocket
{
    Q_OBJECT

public:
    explicit BridgeSocket(QObject* parent = nullptr);
    ~BridgeSocket() override;

    /// The answer's bytes, valid until the next call; empty when QHttpServer gave none or hung up. Hung up: isBroken(),
    /// and a new bridge is needed.
    QByteArrayView exchange(const QByteArray& request);
    bool isBroken() const { return state() != ConnectedState; }

    qint64 bytesAvailable() const override;
    qint64 bytesToWrite() const override { return 0; }
    void close() override;
    void disconnectFromHost() override;

protected:
    qint64 readData(char* data, qint64 maxSize) override;
    qint64 readLineData(char* data, qint64 maxSize) override;
    qint64 skipData(qint64 maxSize) override;
    qint64 writeData(const char* data, qint64 size) override;

private:
    QByteArray m_request;
    qsizetype m_taken = 0; ///< bytes of m_request that QHttpServer has
    QByteArray m_answer;
};

} // namespace orderdesk
