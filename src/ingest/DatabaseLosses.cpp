#include "ingest/DatabaseLosses.h"

#include <QLoggingCategory>

namespace orderdesk {

namespace {

Q_LOGGING_CATEGORY(logIngest, "orderdesk.ingest")

} // namespace

void DatabaseLosses::note(const ReadingStart& start)
{
    const QByteArray topic = start.point.partition.topic.toUtf8();
    const std::int32_t partition = start.point.partition.partition;
    if (start.isMadeAnew) {
        qCWarning(logIngest, "%s [%d] was made anew: it is read as log %d", topic.constData(), partition,
                  start.point.incarnation);
    }
    if (!start.hasLostCommits) {
        return;
    }
    qCCritical(
        logIngest,
        "the database is behind what was committed for it: %s [%d] is read again from offset %lld, %lld messages",
        topic.constData(), partition, static_cast<long long>(start.point.offset), static_cast<long long>(start.lost));
    if (start.lost == 0) {
        return;
    }
    m_ends.insert(start.point.partition, start.point.offset + start.lost);
    if (!m_current) {
        m_current = DatabaseLoss{currentTimestamp(), 0};
    }
    m_current->messages += start.lost;
}

void DatabaseLosses::heal(const PartitionOffsets& done)
{
    m_ends.removeIf([&](const auto& end) { return done.value(end.key(), -1) >= end.value(); });
    if (m_ends.isEmpty()) {
        clear();
    }
}

void DatabaseLosses::clear()
{
    if (m_current) {
        qCInfo(logIngest, "what the database had lost is read again");
    }
    m_ends.clear();
    m_current.reset();
}

} // namespace orderdesk
