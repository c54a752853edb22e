#pragma once

#include "words/Result.h"

#include <QHostAddress>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <utility>

namespace orderdesk {

// Readers of the values' texts. Each fails with InvalidInput and a predicate that says what is allowed, without the
// value. Bounds are inclusive.

struct ListenAddress
{
    QHostAddress address;
    quint16 port = 0;
};

/// on, off; also true, false, yes, no, 1, 0.
Result<bool> parseSwitch(const QString& text);
Result<int> parseCount(const QString& text, int least, int most);
/// "256MiB", "64KiB", "1GiB", "1048576": binary units only.
Result<qint64> parseBytes(const QString& text, qint64 least, qint64 most);
/// "5ms", "2s", "1min".
Result<std::chrono::milliseconds> parseDuration(const QString& text, std::chrono::milliseconds least,
                                                std::chrono::milliseconds most);
/// "127.0.0.1:8081", "[::1]:8081", "localhost:0"; none for "off". Names other than localhost are refused: which address
/// a server listens on must not depend on a name server.
Result<std::optional<ListenAddress>> parseListenAddress(const QString& text);
/// Kafka's rule for topic names: 1 to 249 of A-Z a-z 0-9 . _ - but not "." or "..".
Result<QString> parseTopic(const QString& text);
/// Commas or spaces between "HOST:PORT"; or the one word "embedded".
Result<QString> parseBrokers(const QString& text);
/// Host names or addresses, without scheme and port.
Result<QStringList> parseHosts(const QString& text);
/// "name=value"; the value may hold anything, further "=" included.
Result<std::pair<QByteArray, QByteArray>> parseProperty(const QString& text);

/// "256MiB": the largest binary unit that divides `bytes`.
QString formatBytes(qint64 bytes);

} // namespace orderdesk
