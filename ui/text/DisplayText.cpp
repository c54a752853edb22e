#include "ui/text/DisplayText.h"

#include <QCoreApplication>
#include <QDateTime>

namespace {

QString translated(const char* source)
{
    return QCoreApplication::translate("DisplayText", source);
}

QDateTime toDateTime(orderdesk::Timestamp time)
{
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(milliseconds.count());
}

} // namespace

namespace orderdesk::text {

QLocale locale()
{
    const QLocale current;
    return current.language() == QLocale::C ? QLocale(QLocale::English, QLocale::UnitedStates) : current;
}

QString fromUtf8(const std::string& utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QString number(std::int64_t value)
{
    return locale().toString(static_cast<qlonglong>(value));
}

QString amount(std::int64_t value, const std::string& currency)
{
    return number(value) + QChar(QChar::Nbsp) + fromUtf8(currency);
}

QString bytes(std::int64_t count)
{
    return locale().formattedDataSize(count, count < 1024 * 1024 ? 0 : 1);
}

QString timeOfDay(Timestamp time)
{
    return toDateTime(time).toString(QStringLiteral("HH:mm:ss.zzz"));
}

QString shortDateTime(Timestamp time)
{
    return toDateTime(time).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QString dateTime(Timestamp time)
{
    if (time == Timestamp{})
        return translated(QT_TRANSLATE_NOOP("DisplayText", "unknown"));
    return toDateTime(time).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz t"));
}

QString relative(Timestamp time, Timestamp now)
{
    const bool future = time > now;
    const auto distance = future ? time - now : now - time;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(distance).count();
    QString amount;
    if (seconds < 120)
        amount = translated(QT_TRANSLATE_NOOP("DisplayText", "%1 s")).arg(seconds);
    else if (seconds < 2 * 3600)
        amount = translated(QT_TRANSLATE_NOOP("DisplayText", "%1 min")).arg(seconds / 60);
    else if (seconds < 48 * 3600)
        amount = translated(QT_TRANSLATE_NOOP("DisplayText", "%1 h")).arg(seconds / 3600);
    else
        amount = translated(QT_TRANSLATE_NOOP("DisplayText", "%1 d")).arg(seconds / 86400);
    return future ? translated(QT_TRANSLATE_NOOP("DisplayText", "in %1")).arg(amount)
                  : translated(QT_TRANSLATE_NOOP("DisplayText", "%1 ago")).arg(amount);
}

QString masked(const QString& value)
{
    if (value.isEmpty())
        return value;
    return value.left(value.size() > 3 ? 2 : 1) + QStringLiteral("•••");
}

QString partitionAndOffset(const MessagePosition& position)
{
    return QStringLiteral("%1:%2").arg(position.partition).arg(position.offset);
}

QString wholePosition(const MessagePosition& position)
{
    return QStringLiteral("%1/%2@%3").arg(position.topic).arg(position.partition).arg(position.offset);
}

} // namespace orderdesk::text
