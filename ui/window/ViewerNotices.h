#pragma once

#include "database/DatabaseRights.h"
#include "domain/ComponentState.h"

#include <QObject>

#include <optional>

class QBoxLayout;

namespace orderdesk {

class NoticeBar;

/// Says above the pages what a person who only looks on must know: that the database or Kafka is away and what that
/// means, that the database may only be read, and how many orders were stored unseen. Main thread only.
class ViewerNotices final : public QObject
{
    Q_OBJECT

public:
    /// The bars go into `layout` at `index`; they and this belong to `parent`.
    ViewerNotices(QBoxLayout* layout, int index, QWidget* parent);

    /// None: not known (yet); what was known stays.
    void setRights(const std::optional<DatabaseRights>& rights);
    void addSkipped(qint64 count); ///< adds up until it is put away
    /// `kafka`: none in a viewer. Shown while one is down; words that do not change each second, for screen readers.
    void setOutage(const ComponentState& database, const std::optional<ComponentState>& kafka);
    void retranslate();

Q_SIGNALS:
    void rightsChanged(const orderdesk::DatabaseRights& rights);

private:
    NoticeBar* m_outage;
    NoticeBar* m_readOnly;
    NoticeBar* m_skipped;
    std::optional<DatabaseRights> m_rights;
    qint64 m_skippedCount = 0;
    ComponentState m_database;
    std::optional<ComponentState> m_kafka;
};

} // namespace orderdesk
