#pragma once

#include "database/DatabaseRights.h"
#include "domain/IngestEvent.h"

#include <QObject>

#include <optional>

namespace orderdesk {

/// What other instances stored, as it becomes known here. How it becomes known (asking once a second, notifications)
/// is the implementation's. Signals come from a thread of its own: connect queued.
class OrderFeed : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Of this program's database role; none until the database has answered. Asked anew after each reconnect. Any
    /// thread.
    virtual std::optional<DatabaseRights> rights() const = 0;

Q_SIGNALS:
    /// New, Updated and DeadLettered only: what was unchanged or superseded leaves no trace in the database. In the
    /// order they were stored; receivedAt is that time.
    void eventsHappened(const QList<orderdesk::IngestEvent>& events);
    /// So many more were stored than can be told.
    void skipped(qint64 count);
};

} // namespace orderdesk
