#include "app/InstanceLink.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QTimer>

#include <chrono>

#include <sys/socket.h>
#include <unistd.h>

namespace orderdesk {

namespace {

constexpr int connectWait = 1000; ///< milliseconds
constexpr int answerWait = 2000;
constexpr qsizetype largestRequest = 8 * 1024 * 1024; // a system's longest command line is 2 MiB, escaped at most this
constexpr char accepted[] = "ok\n";

bool isSameUser(const QLocalSocket& socket)
{
    ucred peer{};
    socklen_t size = sizeof peer;
    return getsockopt(static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
           peer.uid == geteuid();
}

} // namespace

QByteArray encodeInstanceRequest(const InstanceRequest& request)
{
    const QJsonObject object{{QStringLiteral("find"), request.find},
                             {QStringLiteral("files"), QJsonArray::fromStringList(request.files)}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

std::optional<InstanceRequest> decodeInstanceRequest(const QByteArray& line)
{
    const QJsonDocument document = QJsonDocument::fromJson(line);
    if (!document.isObject())
        return std::nullopt;
    InstanceRequest request{document.object().value(QStringLiteral("find")).toString(), {}};
    const QJsonArray files = document.object().value(QStringLiteral("files")).toArray();
    for (const auto& file : files)
        request.files += file.toString();
    return request;
}

QString instanceName(const CommandLine& line)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&hash](const QString& text) {
        hash.addData(text.toUtf8());
        hash.addData(QByteArrayView("\0", 1));
    };
    const QString& config = line.sources.configFile;
    add(config.isEmpty() ? standardConfigFile(line.sources.environment) : QDir::current().absoluteFilePath(config));
    for (const SettingOrigin& origin : line.origins) {
        const bool isGiven =
            origin.source.startsWith(QLatin1String("--")) || origin.source.startsWith(QLatin1String("ORDERDESK_"));
        if (isGiven && !origin.name.startsWith(QLatin1String("log-"))) {
            add(origin.name);
            add(origin.value);
        }
    }
    return QStringLiteral("orderdesk-%1-%2").arg(geteuid()).arg(QString::fromLatin1(hash.result().toHex().left(24)));
}

bool InstanceLink::handOver(const QString& name, const InstanceRequest& request)
{
    QLocalSocket socket;
    socket.setSocketOptions(QLocalSocket::AbstractNamespaceOption);
    socket.connectToServer(name);
    if (!socket.waitForConnected(connectWait) || !isSameUser(socket))
        return false;
    socket.write(encodeInstanceRequest(request));
    while (socket.bytesAvailable() < static_cast<qint64>(sizeof accepted - 1)) {
        if (!socket.waitForReadyRead(answerWait))
            return false;
    }
    return socket.readAll() == accepted;
}

InstanceLink::InstanceLink(QObject* parent)
    : QObject(parent)
{
    m_server.setSocketOptions(QLocalServer::AbstractNamespaceOption);
    connect(&m_server, &QLocalServer::newConnection, this, &InstanceLink::take);
}

bool InstanceLink::listen(const QString& name)
{
    return m_server.listen(name);
}

void InstanceLink::take()
{
    while (QLocalSocket* socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        if (!isSameUser(*socket)) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        QTimer::singleShot(std::chrono::milliseconds(answerWait), socket, [socket] { socket->abort(); });
        const auto read = [this, socket] {
            if (socket->bytesAvailable() > largestRequest) {
                socket->abort();
                return;
            }
            if (!socket->canReadLine())
                return;
            const auto request = decodeInstanceRequest(socket->readLine());
            if (!request) {
                socket->abort();
                return;
            }
            socket->write(accepted);
            socket->disconnectFromServer();
            Q_EMIT requested(*request);
        };
        connect(socket, &QLocalSocket::readyRead, this, read);
        if (socket->bytesAvailable() > 0)
            read();
    }
}

} // namespace orderdesk
