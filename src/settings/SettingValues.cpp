#include "settings/SettingValues.h"

#include <QRegularExpression>

#include <array>

namespace orderdesk {

namespace {

tl::unexpected<Error> notAllowed(const Sentence& predicate)
{
    return failure(ErrorCode::InvalidInput, predicate);
}

struct Unit
{
    QLatin1String name;
    qint64 size;
};

constexpr std::array byteUnits{Unit{QLatin1String("TiB"), 1LL << 40}, Unit{QLatin1String("GiB"), 1LL << 30},
                               Unit{QLatin1String("MiB"), 1LL << 20}, Unit{QLatin1String("KiB"), 1LL << 10},
                               Unit{QLatin1String("B"), 1}};
constexpr std::array timeUnits{Unit{QLatin1String("min"), 60'000}, Unit{QLatin1String("ms"), 1},
                               Unit{QLatin1String("s"), 1000}};

/// Digits and a unit within the bounds; none for anything else, overflow included.
template <std::size_t N>
std::optional<qint64> parseScaled(const QString& text, const std::array<Unit, N>& units, qint64 unitless, qint64 least,
                                  qint64 most)
{
    static const QRegularExpression form(QStringLiteral("\\A([0-9]{1,18})([A-Za-z]*)\\z"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    qint64 size = match.captured(2).isEmpty() ? unitless : 0;
    for (const Unit& unit : units) {
        if (match.captured(2) == unit.name)
            size = unit.size;
    }
    const qint64 number = match.captured(1).toLongLong();
    if (size == 0 || number > most / size || number * size < least)
        return std::nullopt;
    return number * size;
}

QString formatDuration(std::chrono::milliseconds duration)
{
    if (duration.count() != 0 && duration.count() % 1000 == 0)
        return QString::number(duration.count() / 1000) + QLatin1String("s");
    return QString::number(duration.count()) + QLatin1String("ms");
}

std::optional<QHostAddress> parseAddress(QString text)
{
    if (text == QLatin1String("localhost"))
        return QHostAddress(QHostAddress::LocalHost);
    const bool bracketed = text.startsWith(QLatin1Char('[')) && text.endsWith(QLatin1Char(']'));
    if (bracketed)
        text = text.mid(1, text.size() - 2);
    // QHostAddress also takes "1" and "127.1": only the full forms are unmistakable.
    static const QRegularExpression dotted(QStringLiteral("\\A[0-9]{1,3}(\\.[0-9]{1,3}){3}\\z"));
    const bool looksRight = bracketed ? text.contains(QLatin1Char(':')) : dotted.match(text).hasMatch();
    QHostAddress address;
    if (!looksRight || !address.setAddress(text))
        return std::nullopt;
    return address;
}

} // namespace

Result<bool> parseSwitch(const QString& text)
{
    const QString word = text.toLower();
    for (const char* on : {"on", "true", "yes", "1"}) {
        if (word == QLatin1String(on))
            return true;
    }
    for (const char* off : {"off", "false", "no", "0"}) {
        if (word == QLatin1String(off))
            return false;
    }
    return notAllowed(Sentence::tr("is neither on nor off"));
}

Result<int> parseCount(const QString& text, int least, int most)
{
    if (const auto value = parseScaled(text, std::array<Unit, 0>{}, 1, least, most))
        return static_cast<int>(*value);
    return notAllowed(Sentence::tr("is not a whole number from %1 to %2").arg(least).arg(most));
}

Result<qint64> parseBytes(const QString& text, qint64 least, qint64 most)
{
    if (const auto value = parseScaled(text, byteUnits, 1, least, most))
        return *value;
    return notAllowed(Sentence::tr("is not a size from %1 to %2: a whole number with B, KiB, MiB, GiB or TiB")
                          .arg(formatBytes(least), formatBytes(most)));
}

Result<std::chrono::milliseconds> parseDuration(const QString& text, std::chrono::milliseconds least,
                                                std::chrono::milliseconds most)
{
    if (const auto value = parseScaled(text, timeUnits, 0, least.count(), most.count()))
        return std::chrono::milliseconds(*value);
    return notAllowed(Sentence::tr("is not a duration from %1 to %2: a whole number with ms, s or min")
                          .arg(formatDuration(least), formatDuration(most)));
}

Result<std::optional<ListenAddress>> parseListenAddress(const QString& text)
{
    if (text == QLatin1String("off"))
        return std::nullopt;
    const qsizetype colon = text.lastIndexOf(QLatin1Char(':'));
    const auto address = colon < 0 ? std::nullopt : parseAddress(text.left(colon));
    const auto port = parseCount(text.mid(colon + 1), 0, 65535);
    if (!address || !port)
        return notAllowed(
            Sentence::tr("is not ADDRESS:PORT (127.0.0.1:8081, 0.0.0.0:8081, [::1]:8081, localhost:8081) or off"));
    return ListenAddress{*address, static_cast<quint16>(*port)};
}

Result<QString> parseTopic(const QString& text)
{
    static const QRegularExpression form(QStringLiteral("\\A[A-Za-z0-9._-]{1,249}\\z"));
    if (!form.match(text).hasMatch() || text == QLatin1String(".") || text == QLatin1String(".."))
        return notAllowed(Sentence::tr("is not a Kafka topic: 1 to 249 of A-Z a-z 0-9 . _ -"));
    return text;
}

Result<QString> parseBrokers(const QString& text)
{
    static const QRegularExpression separators(QStringLiteral("[,\\s]+"));
    static const QRegularExpression broker(
        QStringLiteral("\\A([A-Z_]+://)?(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?\\z"));
    const QStringList brokers = text.split(separators, Qt::SkipEmptyParts);
    bool good = !brokers.isEmpty();
    for (const QString& each : brokers)
        good = good && broker.match(each).hasMatch();
    if (brokers.size() > 1 && brokers.contains(QLatin1String("embedded")))
        good = false;
    if (!good)
        return notAllowed(Sentence::tr("is not HOST:PORT, several of them with commas between, or embedded"));
    return brokers.join(QLatin1Char(','));
}

Result<QStringList> parseHosts(const QString& text)
{
    static const QRegularExpression separators(QStringLiteral("[,\\s]+"));
    static const QRegularExpression form(QStringLiteral("\\A(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._-]+)\\z"));
    QStringList hosts;
    for (const QString& host : text.split(separators, Qt::SkipEmptyParts)) {
        if (!form.match(host).hasMatch())
            return notAllowed(Sentence::tr("is not a host name or address (orders.example, 192.0.2.1, [2001:db8::1]) "
                                           "without scheme and port"));
        hosts.append(host.toLower());
    }
    return hosts;
}

Result<std::pair<QByteArray, QByteArray>> parseProperty(const QString& text)
{
    static const QRegularExpression name(QStringLiteral("\\A[A-Za-z0-9._-]+\\z"));
    const qsizetype equals = text.indexOf(QLatin1Char('='));
    const QString key = text.left(equals).trimmed();
    if (equals < 0 || !name.match(key).hasMatch())
        return notAllowed(Sentence::tr("is not a librdkafka property as name=value (security.protocol=ssl)"));
    return std::pair(key.toUtf8(), text.mid(equals + 1).trimmed().toUtf8());
}

QString formatBytes(qint64 bytes)
{
    for (const Unit& unit : byteUnits) {
        if (bytes >= unit.size && bytes % unit.size == 0)
            return QString::number(bytes / unit.size) + unit.name;
    }
    return QString::number(bytes);
}

} // namespace orderdesk
