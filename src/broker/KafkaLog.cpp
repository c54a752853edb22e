#include "broker/KafkaLog.h"

namespace orderdesk {

Q_LOGGING_CATEGORY(brokerLog, "orderdesk.broker")

namespace {

constexpr std::chrono::seconds quietTime{5};
constexpr int syslogWarning = 4;
constexpr int syslogDebug = 7;

} // namespace

std::optional<int> LogThrottle::admit(const QByteArray& kind, std::chrono::steady_clock::time_point now)
{
    auto found = m_kinds.find(kind);
    if (found == m_kinds.end()) {
        m_kinds.insert(kind, {now, 0});
        return 0;
    }
    if (now - found->last < quietTime) {
        ++found->heldBack;
        return std::nullopt;
    }
    found->last = now;
    return std::exchange(found->heldBack, 0);
}

void KafkaLog::write(int level, const char* facility, const char* text)
{
    // One property list serves consumer and producer, so each is told about properties of the other: no news. Nor is
    // that the broker inside us (librdkafka's mock) would make topics that it should not.
    if (level >= syslogDebug || qstrcmp(facility, "CONFWARN") == 0 || qstrcmp(facility, "AUTOCREATE") == 0) {
        qCDebug(brokerLog, "librdkafka %s: %s", facility, text);
        return;
    }
    const auto heldBack = m_throttle.admit(facility, std::chrono::steady_clock::now());
    if (!heldBack)
        return;
    const QByteArray more = *heldBack > 0 ? " (and " + QByteArray::number(*heldBack) + " more like it)" : QByteArray();
    // "OFFSET" is an offset reset; the warning about it, with the size of the gap, is KafkaMessageSource's.
    if (level <= syslogWarning && qstrcmp(facility, "OFFSET") != 0)
        qCWarning(brokerLog, "librdkafka %s: %s%s", facility, text, more.constData());
    else
        qCInfo(brokerLog, "librdkafka %s: %s%s", facility, text, more.constData());
}

} // namespace orderdesk
