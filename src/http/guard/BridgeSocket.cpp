#include "http/guard/BridgeSocket.h"

#include <QHostAddress>

#include <algorithm>
#include <cstring>

namespace orderdesk {

namespace {

constexpr qsizetype mostBytesKept = 64LL * 1024;

} // namespace

BridgeSocket::BridgeSocket(QObject* parent)
    : QTcpSocket(parent)
{
    setSocketState(ConnectedState);
    setOpenMode(ReadWrite);
    setPeerAddress(QHostAddress(QHostAddress::LocalHost));
}

BridgeSocket::~BridgeSocket()
{
    setSocketState(UnconnectedState); // there is no connection that the base class could end
}

QByteArrayView BridgeSocket::exchange(const QByteArray& request)
{
    m_request = request;
    m_taken = 0;
    if (m_answer.capacity() > mostBytesKept)
        m_answer = QByteArray();
    m_answer.resize(0); // keeps its memory for the next answer
    Q_EMIT readyRead();
    if (!isBroken() && (isTransactionStarted() || bytesAvailable() > 0))
        disconnectFromHost(); // it waits for more than there is: the next request would be taken for the rest
    m_request.clear();
    m_taken = 0;
    return m_answer;
}

// Here and below past QAbstractSocket on purpose: its versions speak to a descriptor, and there is none.
// NOLINTBEGIN(bugprone-parent-virtual-call)
qint64 BridgeSocket::bytesAvailable() const
{
    return QIODevice::bytesAvailable() + m_request.size() - m_taken;
}

void BridgeSocket::close()
{
    disconnectFromHost();
}

void BridgeSocket::disconnectFromHost()
{
    if (isBroken())
        return;
    setSocketState(UnconnectedState);
    Q_EMIT stateChanged(UnconnectedState);
    Q_EMIT disconnected();
}

qint64 BridgeSocket::readData(char* data, qint64 maxSize)
{
    const qint64 size = std::min<qint64>(maxSize, m_request.size() - m_taken);
    std::memcpy(data, m_request.constData() + m_taken, static_cast<std::size_t>(size));
    m_taken += size;
    return size;
}

qint64 BridgeSocket::readLineData(char* data, qint64 maxSize)
{
    return QIODevice::readLineData(data, maxSize);
}

qint64 BridgeSocket::skipData(qint64 maxSize)
{
    return QIODevice::skipData(maxSize);
}

// NOLINTEND(bugprone-parent-virtual-call)

qint64 BridgeSocket::writeData(const char* data, qint64 size)
{
    m_answer.append(data, size);
    return size;
}

} // namespace orderdesk
