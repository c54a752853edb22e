#pragma once

#include "settings/CommandLine.h"

#include <QByteArray>
#include <QLocalServer>
#include <QObject>

#include <optional>

namespace orderdesk {

/// What a second start wants of the window that is open already.
struct InstanceRequest
{
    QString find;      ///< to look up; may be empty
    QStringList files; ///< to send, with their absolute paths

    friend bool operator==(const InstanceRequest&, const InstanceRequest&) = default;
};

/// One line, and back; none for what is no request.
QByteArray encodeInstanceRequest(const InstanceRequest& request);
std::optional<InstanceRequest> decodeInstanceRequest(const QByteArray& line);

/// Which starts are the same instance: of the same user, with the same settings file, variables and options. What the
/// file says may change meanwhile.
QString instanceName(const CommandLine& line);

/// One window for each instanceName(): an abstract socket of that name, which leaves nothing behind when its process
/// dies. Only processes of the same user are listened to and spoken to. Main thread.
class InstanceLink final : public QObject
{
    Q_OBJECT

public:
    /// Gives the request to the window that is open. False: there is none, or it does not answer within about 3 s.
    static bool handOver(const QString& name, const InstanceRequest& request);

    explicit InstanceLink(QObject* parent = nullptr);

    /// Takes requests from now on. False: another process has the name.
    bool listen(const QString& name);

Q_SIGNALS:
    void requested(const orderdesk::InstanceRequest& request);

private:
    void take();

    QLocalServer m_server;
};

} // namespace orderdesk
