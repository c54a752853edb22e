#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QStringList>

#include <chrono>

namespace orderdesk {

/// Limits of the guard in front of QHttpServer: those that Qt's own later versions use, where they have them.
struct HttpLimits
{
    int connections = 256;
    int connectionsPerAddress = 32;
    int requestLineBytes = 8 * 1024;
    int headBytes = 32 * 1024;
    int headerFields = 100;
    qint64 bodyBytes = 0;                        ///< of routes that take no body; routes that do name their own
    std::chrono::milliseconds headTimeout{5000}; ///< from its first byte to its last
    std::chrono::milliseconds bodyTimeout{10000};
    std::chrono::milliseconds idleTimeout{15000};
    std::chrono::milliseconds stalledReaderTimeout{10000};
    /// Until an answer that comes later is there. What it waits for has its own, shorter limits; this one ends a
    /// defect.
    std::chrono::milliseconds answerTimeout{60000};
    /// A body has bodyTimeout, an answer stalledReaderTimeout, and the time that this rate takes. It is an ISDN line's:
    /// who is slower holds a connection rather than reads an order.
    qint64 leastBytesPerSecond = 16LL * 1024;
    qint64 unsentBytes = 16LL * 1024 * 1024; ///< of one connection
};

struct HttpSettings
{
    QHostAddress address = QHostAddress::LocalHost;
    quint16 port = 8081;      ///< 0: any free port
    int threads = 1;          ///< at least 1
    QStringList allowedHosts; ///< beyond loopback names and the listen address
    QByteArray token;         ///< empty: no change over HTTP; a secret
    bool publicReads = true;  ///< false: reads need the token too
    HttpLimits limits;
};

} // namespace orderdesk
